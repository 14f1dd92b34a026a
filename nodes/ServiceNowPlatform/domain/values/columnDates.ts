import type { ExecutionCache } from '../api/executionCache';
import { InputError } from '../failure/inputError';
import type { Steps } from '../api/request';
import { readColumnAt } from '../schema/columnPath';
import { familyOf } from '../schema/columnTypes';
import { commonType } from '../schema/commonColumns';
import { readSchema } from '../schema/schema';
import { dayValue } from './dates';
import { isoDay, isoTime } from './isoTime';
import { isoFromWire, momentOf, utc, wireValue } from './values';

const LIKE_A_DATE = /^(\d{4}-\d{2}-\d{2}|(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])(T|$))/i;

/** Whether the value names a day or a time in a form that has to become that of its column. */
export function mayBeDate(value: unknown): boolean {
	if (typeof value !== 'string') return momentOf(value) !== undefined;
	const text = value.trim();
	return LIKE_A_DATE.test(text) && !isOwnForm(text);
}

/**
 * The type of a column that is given a date, at the end of a dotted path maybe; '' where it is not known. The dictionary is asked only
 * where the name does not tell.
 */
export function* readDateType(cache: ExecutionCache, table: string, path: string): Steps<string> {
	const known = commonType(table, path);
	if (known !== undefined) return known;
	if (path.includes('.')) return (yield* readColumnAt(cache, table, path))?.column.type ?? '';
	return (yield* readSchema(cache, table))?.columns.get(path)?.type ?? '';
}

export interface DateColumn {
	/** As the user knows it. */
	column: string;
	/** As the dictionary has it; '' where it is not known. */
	type: string;
	/** The workflow's. */
	timeZone: string;
}

/**
 * A date as a column of the type takes it: a day, a time in UTC, or the text as it was written.
 *
 * @throws InputError for a text that ServiceNow could not read: it would empty the column
 */
export function dateValue(value: unknown, { column, type, timeZone }: DateColumn): string {
	if (typeof value === 'string' && isOther(type)) return value;
	const wire = type === 'glide_date' ? dayValue(value, timeZone) : wireValue(value, timeZone);
	if (familyOf(type) !== 'date' || isOwnForm(wire.trim())) return wire;
	throw new InputError(
		column,
		`"${wire}" is not a date that can be read`,
		'Enter a date such as 2026-01-31, or a time such as 2026-01-31T14:00:00Z.',
	);
}

/** A column in which ServiceNow keeps neither days nor times, or keeps them in a form like ISO's. */
function isOther(type: string): boolean {
	return type !== '' && (type === 'schedule_date_time' || !/(^|_)(date|time)/.test(type));
}

/** As ServiceNow writes it: a day, or a time in UTC. */
function isOwnForm(text: string): boolean {
	const iso = isoFromWire(text);
	if (iso === undefined) return text.length === 10 && isoDay(text) !== undefined;
	const time = isoTime(iso);
	return time !== undefined && utc(time.wall).startsWith(text);
}
