/**
 * Seconds that a `Retry-After` asks for, given as a number or as a date; undefined where it asks for no time, or says something else. A
 * date is by the clock of whoever sent it.
 */
export function secondsIn(headers: Record<string, string>, now = Date.now()): number | undefined {
	const text = headers['retry-after']?.trim() ?? '';
	const theirs = Date.parse(headers.date ?? '');
	const seconds = /^[\d.]+$/.test(text)
		? Number(text)
		: (Date.parse(text) - (Number.isNaN(theirs) ? now : theirs)) / 1000;
	return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
