import { InputError } from '../failure/inputError';
import type { Json } from '../api/json';
import { isObject } from '../api/request';
import { isExcerpt } from './excerpt';
import { isoTime } from './isoTime';

/** A date and time as ServiceNow stores it: UTC, without a zone. */
const WIRE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/;

/**
 * A value as the Table API takes it: always text. Numbers and booleans are spelled out, lists joined with commas, nothing becomes ''.
 * Dates may be of any ISO 8601 form, of luxon or of JavaScript, and are written in UTC; an ISO time without a zone, as n8n's date picker makes
 * it, is one of the workflow's time zone. A time in ServiceNow's own form is UTC already.
 */
export function wireValue(value: unknown, timeZone: string): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return isoToWire(value, timeZone);
	if (Array.isArray(value)) return value.map((entry) => wireValue(entry, timeZone)).join(',');
	const time = momentOf(value);
	if (time !== undefined) return momentToWire(time);
	if (typeof value === 'object') return referenceValue(value as Json, timeZone) ?? JSON.stringify(value);
	return String(value);
}

/** Milliseconds since the epoch of a luxon DateTime or a Date. */
export function momentOf(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'object' && value !== null && 'toMillis' in value && typeof value.toMillis === 'function')
		return Number(value.toMillis());
	return undefined;
}

/** A reference as a read gave it, with link or display value: its value is what counts. */
function referenceValue(value: Json, timeZone: string): string | undefined {
	if ('value' in value && ('link' in value || 'display_value' in value)) return wireValue(value.value, timeZone);
	if (typeof value.link === 'string') return value.link.split('/').at(-1)?.split('?')[0];
	return undefined;
}

/** What counts of a value that was read with its link, or with what people see of it; others as they are. */
export function withoutForms(content: unknown): unknown {
	const isRead = isObject(content) && 'value' in content && ('link' in content || 'display_value' in content);
	return isRead ? content.value : content;
}

/** Text that only looks like a time stays as it is: ServiceNow is to judge it, and to say so. */
function isoToWire(text: string, timeZone: string): string {
	const time = isoTime(text.trim());
	if (time === undefined) return text;
	return utc(time.ahead === undefined ? zonedToUtc(time.wall, timeZone) : time.wall - time.ahead);
}

function momentToWire(time: number): string {
	if (Number.isFinite(time)) return utc(time);
	throw new InputError('Fields', 'A date is not valid', 'Check the expression that makes the date.');
}

/** The moment at which clocks of a zone show this time. Tried twice, since the offset itself depends on the moment. */
export function zonedToUtc(wall: number, timeZone: string): number {
	const first = wall - offset(wall, timeZone);
	return wall - offset(first, timeZone);
}

function offset(moment: number, timeZone: string): number {
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone,
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	}).formatToParts(moment);
	const part = (type: string) => Number(parts.find((candidate) => candidate.type === type)?.value);
	const shown = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
	return shown - Math.floor(moment / 1000) * 1000;
}

/** @returns UTC in ServiceNow's form, `2026-01-31 23:59:59` */
export function utc(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

/** A time read as a raw value, as ISO 8601 with its zone; undefined where the text is none. */
export function isoFromWire(text: string): string | undefined {
	return WIRE.test(text) ? `${text.replace(' ', 'T')}Z` : undefined;
}

/** A number that is none, or an object, would be written as text that nobody meant. @throws InputError under the name of the column */
export function assertGiven(values: Record<string, unknown>): void {
	for (const [column, content] of Object.entries(values)) {
		if (typeof content === 'string' && isExcerpt(content)) throw cut(column);
		const fault = faultIn(content);
		if (fault === undefined) continue;
		throw new InputError(
			column,
			`It is ${fault}, and no text, number, date, list, true or false`,
			'Check the expression. JSON.stringify makes a text of an object.',
		);
	}
}

function cut(column: string): InputError {
	return new InputError(
		column,
		'It is the beginning of a longer text, as lists show it to agents',
		'Written, it would take the place of the whole text. Read the record with Get, or leave the field out.',
	);
}

/** What is wrong with a value or an entry of a list, which an expression gave: `an object`, `NaN`. */
export function faultIn(content: unknown): string | undefined {
	return [content].flat().map(faultOf).find(Boolean);
}

function faultOf(content: unknown): string | undefined {
	if (typeof content === 'number') return Number.isFinite(content) ? undefined : String(content);
	if (!isObject(content) || momentOf(content) !== undefined) return undefined;
	const isRead = 'link' in content || ('value' in content && 'display_value' in content);
	return isRead ? undefined : 'an object';
}
