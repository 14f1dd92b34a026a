import { isoDay, isoTime } from './isoTime';
import { isoFromWire, utc, wireValue } from './values';

/** The day that is meant, in the workflow's time zone. Of a time without a zone, as n8n's date picker makes it, it is the day that it names. */
export function dayValue(value: unknown, timeZone: string): string {
	const named = typeof value === 'string' ? dayNamed(value.trim()) : undefined;
	if (named !== undefined) return named;
	const wire = wireValue(value, timeZone);
	const moment = isoFromWire(wire);
	return moment === undefined || isoDay(wire.slice(0, 10)) === undefined ? wire : dayIn(moment, timeZone);
}

function dayNamed(text: string): string | undefined {
	const time = isoTime(text);
	return time !== undefined && time.ahead === undefined ? utc(time.wall).slice(0, 10) : isoDay(text);
}

function dayIn(moment: string, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const shown = Object.fromEntries(parts.formatToParts(Date.parse(moment)).map(({ type, value }) => [type, value]));
	return `${shown.year}-${shown.month}-${shown.day}`;
}
