/** What a stored value looks like to a user. */
import type { Column, Row, Schema, Session, Store } from '../../types.mts';
import {
	hasChoices,
	isDate,
	isDateTime,
	isDuration,
	isJournal,
	isList,
	isMoney,
	isReference,
	isTime,
} from '../columnTypes.mts';
import { displayDate, displayDateTime, displayDuration, displayTime, userFormat } from '../time.mts';
import type { UserFormat } from '../time.mts';
import { createJournals } from './journals.mts';
import { ciphertext, digest } from './cipher.mts';
import { createLookup } from './lookup.mts';
import type { Lookup } from './lookup.mts';
import { createMoneyView } from './money.mts';

export interface Displayer {
	readonly lookup: Lookup;
	display(table: string, column: Column, row: Row): string;
	/** What leaves the instance as the value itself. */
	raw(column: Column, row: Row): string;
	/** The display value of a record of another table. */
	reference(column: Column, value: string): string;
}

const SYS_ID = /^[0-9a-f]{32}$/i;
const MASK = '********';
/** A display column may be a reference itself; followed this far. */
const MAX_DEPTH = 3;

export function isSecret(type: string): boolean {
	return type === 'password' || type === 'password2';
}

function choiceLabel(schema: Schema, table: string, column: Column, row: Row): string {
	const value = row[column.element] ?? '';
	const choices = schema.choices(table, column.element).filter((choice) => choice.value === value);
	const parent = column.dependent ? (row[column.dependent] ?? '') : '';
	return (choices.find((choice) => choice.dependent_value === parent) ?? choices[0])?.label ?? value;
}

function scalar(column: Column, value: string, format: UserFormat): string {
	const { type } = column;
	if (isSecret(type)) return MASK;
	if (isDateTime(type)) return displayDateTime(value, format);
	if (isDate(type)) return displayDate(value, format);
	if (isTime(type)) return displayTime(value, format);
	if (isDuration(type)) return displayDuration(value);
	return value;
}

export function createDisplayer(store: Store, session: Session): Displayer {
	const { schema } = store;
	const format = userFormat(session.user, (name) => store.property(name));
	const lookup = createLookup(store);
	const journals = createJournals(store, format);
	const money = createMoneyView(store, session);

	const reference = (column: Column, value: string, depth = 0): string => {
		const target = column.reference;
		const row = schema.exists(target) ? lookup(target, column.reference_key || 'sys_id', value) : undefined;
		// `global` and `glide.maint` are no records and stand for themselves; a dangling sys_id shows nothing.
		if (!row) return SYS_ID.test(value) ? '' : value;
		const shown = schema.column(target, schema.displayColumn(target));
		if (!shown) return value;
		const inner = row[shown.element] ?? '';
		return isReference(shown) && depth < MAX_DEPTH ? reference(shown, inner, depth + 1) : inner;
	};

	const list = (column: Column, value: string): string => {
		if (!column.reference) return value;
		const parts = value
			.split(',')
			.map((part) => part.trim())
			.filter(Boolean);
		return parts.map((part) => (SYS_ID.test(part) ? reference(column, part) : part)).join(', ');
	};

	const display = (table: string, column: Column, row: Row): string => {
		const value = row[column.element] ?? '';
		if (isJournal(column.type)) return journals(table, column, row.sys_id ?? '');
		if (value === '') return '';
		if (isReference(column)) return reference(column, value);
		if (isList(column.type)) return list(column, value);
		if (isMoney(column.type)) return money.display(column, row);
		if (column.type === 'sys_class_name') return schema.label(value);
		return hasChoices(column) ? choiceLabel(schema, table, column, row) : scalar(column, value, format);
	};

	const raw = (column: Column, row: Row): string => {
		const value = row[column.element] ?? '';
		if (value === '') return value;
		if (isMoney(column.type)) return money.value(column, row);
		if (column.type === 'password') return digest(value);
		return column.type === 'password2' ? ciphertext(value) : value;
	};

	return { lookup, display, raw, reference: (column, value) => reference(column, value) };
}
