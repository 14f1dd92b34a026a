import { InputError } from '../failure/inputError';
import { durationSeconds } from './durations';
import { type Moment, momentIn } from './moments';
import { amount, plainNumber, wholeNumber } from './numbers';
import { momentOf, utc, wireValue, withoutForms } from './values';
import { hourOf, isConfusable } from './writtenTime';

/** What is known of the column that a value is for. */
export interface TypedColumn {
	/** As the user knows it. */
	column: string;
	/** As the dictionary has it; '' where it is not known. */
	type: string;
	/** The workflow's. */
	timeZone: string;
}

/** How values of a type are read. */
interface Reader {
	/** Undefined for what cannot be read without a guess. */
	read(value: unknown, timeZone: string): string | undefined;
	/** Inside a sentence: a date. */
	one: string;
	/** What is taken. */
	forms: string;
}

const DATES =
	'2026-01-31, 2026-01-31T14:00:00Z, 31 Jan 2026, 31/01/2026 14:00, or milliseconds since 1970. Without a zone it is in the workflow’s time zone';

const time: Reader = {
	read: dated(({ at }) => utc(at)),
	one: 'a date',
	forms: DATES,
};
const day: Reader = { read: dated(({ day: name }) => name), one: 'a date', forms: DATES };
const clock: Reader = { read: clockTime, one: 'a time of day', forms: '14:05 or 14:05:00' };
const duration: Reader = {
	read: durationValue,
	one: 'a duration',
	forms: '2h 30m, 1 day 2 hours, PT2H30M, 26:00:00, 45 00:00:00, or a number of seconds',
};
const schedule: Reader = { read: scheduleTime, one: 'a date', forms: DATES };
const whole: Reader = { read: texts(wholeNumber), one: 'a whole number', forms: '1234' };
const decimal: Reader = { read: texts(plainNumber), one: 'a number', forms: '1234.5, 12,50 or 1.234,50' };
const percent: Reader = {
	read: texts((text) => plainNumber(text.trim().replace(/%$/, ''))),
	one: 'a percentage',
	forms: '50 or 50 %',
};
const money: Reader = { read: texts(amount), one: 'an amount', forms: '1234.50, 1.234,50, EUR;12.50 or $12.50' };
const yesNo: Reader = { read: texts(flag), one: 'true or false', forms: 'true or false' };

/** By `sys_dictionary.internal_type`. Of other types every text is a value. */
const READERS: Readonly<Record<string, Reader>> = {
	boolean: yesNo,
	calendar_date_time: time,
	currency: money,
	currency2: money,
	date: time,
	datetime: time,
	decimal,
	due_date: time,
	float: decimal,
	glide_date: day,
	glide_date_time: time,
	glide_duration: duration,
	glide_time: clock,
	glide_utc_time: clock,
	integer: whole,
	longint: whole,
	numeric: decimal,
	order_index: whole,
	percent_complete: percent,
	price: money,
	schedule_date_time: schedule,
	time: clock,
	timer: duration,
};

function readerOf(type: string): Reader | undefined {
	return Object.hasOwn(READERS, type) ? READERS[type] : undefined;
}

/** Whether values of the type are amounts, which may come with a currency. */
export function isMoney(type: string): boolean {
	return readerOf(type) === money;
}

/** The same of lengths of time. */
export function isDuration(type: string): boolean {
	return readerOf(type) === duration;
}

/** Types whose values are read. */
export const READ_TYPES = Object.keys(READERS);

/**
 * A value as a column of the type stores it; text as it is where every text is a value.
 *
 * @throws InputError for what ServiceNow could not read, or would take for something else
 */
export function typedValue(value: unknown, { column, type, timeZone }: TypedColumn): string {
	const reader = readerOf(type);
	const plain = withoutForms(value);
	if (reader === undefined) return typeof plain === 'string' && type !== '' ? plain : wireValue(value, timeZone);
	if (isBlank(plain)) return '';
	const stored = reader.read(plain, timeZone);
	if (stored !== undefined) return stored;
	const shown = shownText(plain);
	const reason = reader.forms === DATES && isConfusable(shown) ? ': day and month could be confused' : '';
	throw new InputError(
		column,
		`"${shown}" is not ${reader.one} that can be read${reason}`,
		`${column} takes ${reader.one} such as ${reader.forms}.`,
	);
}

function isBlank(value: unknown): boolean {
	if (Array.isArray(value)) return value.length === 0;
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function shownText(value: unknown): string {
	return momentOf(value) === undefined && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function dated(form: (moment: Moment) => string): Reader['read'] {
	return (value, timeZone) => {
		const moment = momentIn(value, timeZone);
		return moment === undefined || !isStorable(moment.at) ? undefined : form(moment);
	};
}

/** Years have four digits. */
const [FIRST, LAST] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59Z')];

function isStorable(at: number): boolean {
	return at >= FIRST && at <= LAST;
}

function texts(read: (text: string) => string | undefined): Reader['read'] {
	return (value) =>
		typeof value === 'object' || (typeof value === 'number' && !Number.isFinite(value))
			? undefined
			: read(String(value));
}

function flag(text: string): string | undefined {
	const word = text.trim().toLowerCase();
	if (['true', '1', 'yes', 'on'].includes(word)) return 'true';
	return ['false', '0', 'no', 'off'].includes(word) ? 'false' : undefined;
}

/** A duration is kept as the time that it reaches from the beginning of 1970. */
function durationValue(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (/^19\d\d-\d{2}-\d{2} /.test(text)) return momentIn(text, 'UTC') === undefined ? undefined : text;
	const seconds = isDurationObject(value) ? momentOf(value) : undefined;
	const read = seconds === undefined ? durationSeconds(plainText(value)) : Math.floor(seconds / 1000);
	return read === undefined || !Number.isFinite(read) ? undefined : utc(read * 1000);
}

/** Of luxon. Its moments have a zone. */
function isDurationObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'shiftTo' in value;
}

function plainText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function clockTime(value: unknown): string | undefined {
	const text = plainText(value).trim();
	if (/^1970-01-01 \d{2}:\d{2}:\d{2}$/.test(text)) return text;
	const [all, hours = '', minutes, seconds = '00', half = ''] =
		/^(\d{1,2}):([0-5]\d)(?::([0-5]\d))?(?: ?([ap])\.?m\.?)?$/i.exec(text) ?? [];
	const hour = hourOf(Number(hours), half);
	return all === undefined || hour === undefined || hour > '23'
		? undefined
		: `1970-01-01 ${hour}:${minutes}:${seconds}`;
}

/** `20260131T140000Z`; without a zone the time is that of the schedule it belongs to, and stays as it is. */
function scheduleTime(value: unknown, timeZone: string): string | undefined {
	const text = plainText(value).trim();
	if (/^\d{8}T\d{6}Z?$/.test(text)) return text;
	const moment = momentIn(value, timeZone);
	return moment === undefined ? undefined : `${utc(moment.at).replace(/[-:]/g, '').replace(' ', 'T')}Z`;
}
