/** From what a client sends for a column to what is stored. What cannot be of its type is stored empty, no error. */
import type { Column } from '../../../types.mts';
import {
	isBoolean,
	isDate,
	isDateTime,
	isDuration,
	isInteger,
	isList,
	isNumeric,
	isReference,
	isText,
	isTime,
} from '../../columnTypes.mts';
import { quote } from '../../database.mts';
import { decimalText, wholeText } from '../../decimal.mts';
import type { Engine } from '../../engine.mts';
import { booleanValue } from '../../query/operators.mts';
import { exists, fromMillis, parseDate, parseDateTime } from '../../time.mts';
import type { UserFormat } from '../../time.mts';

const SYS_ID = /^[0-9a-f]{32}$/i;

/** The one record with this display value. Two of the same name are as good as none. */
export function resolveReference(engine: Engine, column: Column, value: string): string {
	const { schema, database } = engine;
	if (value === '' || !schema.exists(column.reference)) return value;
	const table = schema.source(column.reference);
	const key = quote(column.reference_key || 'sys_id');
	const byKey = database.get(`SELECT ${key} AS id FROM ${table} WHERE ${key} = ?`, [value]);
	if (byKey) return byKey.id ?? '';
	const display = quote(schema.displayColumn(column.reference));
	const found = database.all(`SELECT ${key} AS id FROM ${table} WHERE ${display} = ? LIMIT 2`, [value]);
	return found.length === 1 ? (found[0]?.id ?? '') : '';
}

function listValue(engine: Engine, column: Column, value: string): string {
	const parts = value.split(',').map((part) => part.trim());
	return parts
		.map((part) => (SYS_ID.test(part) || part.includes('@') ? part : resolveReference(engine, column, part)))
		.filter(Boolean)
		.join(',');
}

/** platform-administration/r_FieldTypes.md: digits behind the point. */
const DIGITS: Readonly<Record<string, number>> = { float: 7, currency: 4, price: 4 };
const USUAL_DIGITS = 2;

/** `1,234` and `1e3` are numbers, too. */
function numberValue(value: string, type: string): string {
	const text = value.replace(/[,\s]/g, '');
	const plain = /^[+-]?[\d.]+e[+-]?\d+$/i.test(text) ? Number(text).toFixed(10) : text;
	return (isInteger(type) ? wholeText(plain) : decimalText(plain, DIGITS[type] ?? USUAL_DIGITS)) ?? '';
}

function timeValue(value: string): string {
	const isClock = /^\d\d:\d\d(:\d\d)?$/.test(value);
	const moment = isClock ? `1970-01-01 ${value.length === 5 ? `${value}:00` : value}` : value;
	return exists(moment) ? moment : '';
}

/** `1970-01-01 00:02:17`, `00:02:17` or, with days in front, `1 00:02:17`. */
function durationValue(value: string): string {
	const parts = /^(?:(\d+) )?(\d+):(\d\d):(\d\d)$/.exec(value.trim());
	if (!parts) return exists(value) ? value : '';
	const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part ?? 0));
	return fromMillis((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

function dateTimeValue(value: string, format: UserFormat | undefined): string {
	if (format) return parseDateTime(value, format);
	if (!exists(value)) return '';
	return value.length === 10 ? `${value} 00:00:00` : value;
}

function dateValue(value: string, format: UserFormat | undefined): string {
	if (format) return parseDate(value, format);
	return exists(value) ? value.slice(0, 10) : '';
}

function named(engine: Engine, column: Column, value: string): string | undefined {
	if (isReference(column)) return resolveReference(engine, column, value);
	return isList(column.type) && column.reference ? listValue(engine, column, value) : undefined;
}

function typedValue({ type, max_length }: Column, value: string, format: UserFormat | undefined): string {
	if (isDateTime(type)) return dateTimeValue(value, format);
	if (isDate(type)) return dateValue(value, format);
	if (isTime(type)) return timeValue(value);
	if (isDuration(type)) return durationValue(value);
	if (isNumeric(type)) return numberValue(value, type);
	return isText(type) ? value.slice(0, max_length) : value;
}

/** `format` is given when the client sends display values. */
export function storedValue(engine: Engine, column: Column, value: string, format?: UserFormat): string {
	if (isBoolean(column.type)) return booleanValue(value);
	if (value === '') return '';
	const resolved = format && named(engine, column, value);
	return resolved ?? typedValue(column, value, format);
}
