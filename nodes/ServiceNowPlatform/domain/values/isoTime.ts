/** A date and time as it is written. */
export interface IsoTime {
	/** What clocks show where it was written, as if that were UTC; in milliseconds since the epoch. */
	wall: number;
	/** Milliseconds by which these clocks are ahead of UTC; undefined where no zone is named. */
	ahead: number | undefined;
}

const DAY = /^(\d{4})-?(\d{2})-?(\d{2})$/;
/**
 * Read by hand: code that n8n loads imports nothing but n8n-workflow and node:crypto.
 *
 * ISO 8601 in its extended and basic form, as databases and languages write it: a blank for the T, a comma for the point, hours only,
 * a zone's name behind the offset.
 */
const TIME =
	/^(\d{4}-\d{2}-\d{2}|\d{8})([T ])(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?:\[[\w/+-]+\])?$/i;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The time that the text names; undefined where it is none, or there is no such day or hour. */
export function isoTime(text: string): IsoTime | undefined {
	const [, date = '', joint, hours, minutes, seconds, zone] = TIME.exec(text) ?? [];
	const [day, ofDay] = [isoDay(date), timeOfDay([hours, minutes, seconds])];
	// With a blank and no zone it is ServiceNow's own form, which is UTC.
	const isOwnForm = joint === ' ' && zone === undefined;
	const ahead = zone === undefined ? undefined : aheadOf(zone);
	if (day === undefined || ofDay === undefined || isOwnForm || Number.isNaN(ahead)) return undefined;
	return { wall: Date.parse(`${day}T00:00:00Z`) + ofDay, ahead };
}

/** Milliseconds since midnight; undefined where no clock shows it. The hour 24 is the end of a day and has no minutes. */
function timeOfDay(parts: Array<string | undefined>): number | undefined {
	const [hours = 0, minutes = 0, seconds = 0] = parts.map((part) => Number(part ?? 0));
	const ofDay = hours * HOUR + minutes * MINUTE + seconds * 1000;
	return minutes < 60 && seconds < 60 && ofDay <= 24 * HOUR ? ofDay : undefined;
}

/** The day that the text names, such as `2026-01-31`; undefined where it is none, or there is no such day. */
export function isoDay(text: string): string | undefined {
	const [, year, month, day] = DAY.exec(text) ?? [];
	const name = `${year}-${month}-${day}`;
	const moment = Date.parse(`${name}T00:00:00Z`);
	// JavaScript moves the 31st of February to March.
	return Number.isNaN(moment) || new Date(moment).toISOString().slice(0, 10) !== name ? undefined : name;
}

function aheadOf(zone: string): number {
	const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
	if (Number(hours) > 23 || Number(minutes) > 59) return Number.NaN;
	return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}
