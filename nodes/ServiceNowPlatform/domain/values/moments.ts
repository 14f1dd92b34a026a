import { isoDay, isoTime } from './isoTime';
import { momentOf, utc, zonedToUtc } from './values';
import { writtenTime } from './writtenTime';

/** A day or a time that somebody means. */
export interface Moment {
	/** Milliseconds since 1970; of a day its beginning in the workflow's zone. */
	at: number;
	/** The day, `2026-01-31`: the one that is named, else that of the moment in the workflow's zone. */
	day: string;
	/** No time is said. */
	isDay: boolean;
}

/** Milliseconds from 1973 to 2286: shorter numbers may be seconds, longer ones a time without its signs. */
const MILLISECONDS = /^-?\d{12,13}$/;
/** ServiceNow's own form, which is UTC; other databases have it with fractions of seconds. */
const OWN = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/**
 * The day or time that a value names: a moment of luxon or JavaScript, milliseconds, ISO 8601, ServiceNow's own form, or as people write
 * it. What has no zone is in the workflow's, but for ServiceNow's own form. Undefined for what is none, or could be read in two ways.
 */
export function momentIn(value: unknown, timeZone: string): Moment | undefined {
	const moment = momentOf(value);
	if (moment !== undefined) return Number.isFinite(moment) ? ofMoment(moment, timeZone) : undefined;
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const text = String(value)
		.replace(/[\u00a0\u202f]/g, ' ')
		.trim();
	const day = isoDay(text);
	if (day !== undefined) return { at: zonedToUtc(Date.parse(`${day}T00:00:00Z`), timeZone), day, isDay: true };
	return MILLISECONDS.test(text) ? ofMoment(Number(text), timeZone) : momentWritten(text, timeZone);
}

/** A time in one of the forms that have signs between their numbers. */
function momentWritten(text: string, timeZone: string): Moment | undefined {
	const iso = isoTime(OWN.test(text) ? `${text}Z` : text);
	const time = iso === undefined ? writtenTime(text) : { ...iso, isDay: false };
	if (time === undefined) return undefined;
	const { wall, ahead, isDay } = time;
	if (ahead !== undefined) return ofMoment(wall - ahead, timeZone);
	return { at: zonedToUtc(wall, timeZone), day: utc(wall).slice(0, 10), isDay };
}

function ofMoment(at: number, timeZone: string): Moment {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const shown = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
	return { at, day: `${shown.year}-${shown.month}-${shown.day}`, isDay: false };
}

/** Where a day ends, whose beginning is `at`: its last second. */
export function endOfDay(day: string, timeZone: string): number {
	return zonedToUtc(Date.parse(`${day}T00:00:00Z`) + 86_400_000, timeZone) - 1000;
}
