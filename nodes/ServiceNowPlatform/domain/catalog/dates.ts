import { isoFromWire, wireValue } from '../values';

const DAY = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?$/;

/** The day that is meant, in the workflow's time zone. Of a time without a zone, as n8n's date picker makes it, it is the day that it names. */
export function dayValue(value: unknown, timeZone: string): string {
	const named = typeof value === 'string' ? DAY.exec(value.trim())?.[1] : undefined;
	if (named !== undefined) return named;
	const wire = wireValue(value, timeZone);
	const moment = isoFromWire(wire);
	return moment === undefined ? wire : dayIn(moment, timeZone);
}

function dayIn(moment: string, timeZone: string): string {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const shown = Object.fromEntries(parts.formatToParts(Date.parse(moment)).map(({ type, value }) => [type, value]));
	return `${shown.year}-${shown.month}-${shown.day}`;
}
