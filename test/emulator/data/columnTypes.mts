/** What kind of value a dictionary type holds; everything is stored as text, so each comparison has to know. */
import type { Column } from '../types.mts';

const NUMERIC = new Set([
	'integer',
	'longint',
	'integer_date',
	'decimal',
	'float',
	'numeric',
	'count',
	'auto_increment',
	'currency',
	'price',
	'percent_complete',
	'order_index',
]);
const INTEGER = new Set(['integer', 'longint', 'count', 'auto_increment', 'order_index']);
const DATE_TIME = new Set(['glide_date_time', 'due_date', 'date', 'datetime']);
const DURATION = new Set(['glide_duration', 'timer']);
const JOURNAL = new Set(['journal', 'journal_input', 'journal_list']);
const TEXT = new Set([
	'string',
	'html',
	'translated_text',
	'translated_html',
	'translated_field',
	'multi_two_lines',
	'wide_text',
	'url',
	'email',
]);

export const isNumeric = (type: string): boolean => NUMERIC.has(type);
export const isMoney = (type: string): boolean => type === 'currency' || type === 'price';
export const isInteger = (type: string): boolean => INTEGER.has(type);
export const isBoolean = (type: string): boolean => type === 'boolean';
export const isDateTime = (type: string): boolean => DATE_TIME.has(type);
export const isDate = (type: string): boolean => type === 'glide_date';
export const isTime = (type: string): boolean => type === 'glide_time' || type === 'time';
export const isDuration = (type: string): boolean => DURATION.has(type);
export const isJournal = (type: string): boolean => JOURNAL.has(type);
export const isText = (type: string): boolean => TEXT.has(type);
export const isList = (type: string): boolean => type === 'glide_list';

/** One record of another table. Domains count: the Table API links them like references. */
export function isReference(column: Column): boolean {
	return column.reference !== '' && !isList(column.type);
}

export function hasChoices(column: Column): boolean {
	return column.choice !== '' && column.choice !== '0';
}
