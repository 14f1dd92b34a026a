/**
 * Dates as the platform keeps them (UTC `yyyy-MM-dd HH:mm:ss`) and as a user sees them (own zone, own format).
 * A list with display values converts a hundred thousand dates, so zone offsets are remembered by the day.
 */
import { DateTime, FixedOffsetZone, IANAZone } from 'luxon';
import type { Row } from '../types.mts';

const INTERNAL = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d):(\d\d))?$/;

export interface UserFormat {
	zone: string;
	date: string;
	time: string;
}

const validity = new Map<string, boolean>();

function isZone(name: string): boolean {
	const known = validity.get(name) ?? IANAZone.isValidZone(name);
	validity.set(name, known);
	return known;
}

/** platform-administration/t_SetASystemTimeZone.md: what holds where nobody has chosen a zone. */
const DEFAULT_ZONE = 'America/Los_Angeles';

export function userFormat(user: Row, property: (name: string) => string | undefined): UserFormat {
	const wanted = user.time_zone || property('glide.sys.default.tz') || DEFAULT_ZONE;
	return {
		zone: isZone(wanted) ? wanted : DEFAULT_ZONE,
		date: user.date_format || property('glide.sys.date_format') || 'yyyy-MM-dd',
		time: user.time_format || property('glide.sys.time_format') || 'HH:mm:ss',
	};
}

export function toMillis(value: string): number | undefined {
	const parts = INTERNAL.exec(value);
	if (!parts) return undefined;
	const [, year, month, day, hour = 0, minute = 0, second = 0] = parts;
	return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

/** The thirtieth of February looks like a date and is none. */
export function exists(value: string): boolean {
	const milliseconds = toMillis(value);
	return milliseconds !== undefined && fromMillis(milliseconds).startsWith(value);
}

const DAY = 86_400_000;
const days = new Map<number, string>();
const TWO_DIGITS = Array.from({ length: 60 }, (_, index) => String(index).padStart(2, '0'));

function dayText(day: number): string {
	const known = days.get(day) ?? new Date(day * DAY).toISOString().slice(0, 10);
	days.set(day, known);
	return known;
}

export function fromMillis(milliseconds: number): string {
	const day = Math.floor(milliseconds / DAY);
	const second = Math.floor((milliseconds - day * DAY) / 1000);
	const [hours, minutes] = [Math.floor(second / 3600), Math.floor(second / 60) % 60];
	return `${dayText(day)} ${TWO_DIGITS[hours]}:${TWO_DIGITS[minutes]}:${TWO_DIGITS[second % 60]}`;
}

/** By zone and day; undefined marks a day on which the clocks change. */
const offsets = new Map<string, Map<number, number | undefined>>();

/** Minutes that the zone is ahead of UTC at this moment. */
export function offsetAt(zone: string, milliseconds: number): number {
	if (zone === 'UTC') return 0;
	const known = offsets.get(zone) ?? new Map<number, number | undefined>();
	offsets.set(zone, known);
	const rules = IANAZone.create(zone);
	const day = Math.floor(milliseconds / DAY);
	if (!known.has(day)) {
		const start = rules.offset(day * DAY);
		known.set(day, start === rules.offset((day + 1) * DAY) ? start : undefined);
	}
	return known.get(day) ?? rules.offset(milliseconds);
}

/** The same moment on the wall clock of the zone, written in the internal form. */
export function toWallClock(value: string, zone: string): string {
	const milliseconds = toMillis(value);
	return milliseconds === undefined ? value : fromMillis(milliseconds + offsetAt(zone, milliseconds) * 60_000);
}

const pad = (value: number): string => String(value).padStart(2, '0');

const PARTS: Readonly<Record<string, (date: Date) => string>> = {
	yyyy: (date) => String(date.getUTCFullYear()),
	yy: (date) => pad(date.getUTCFullYear() % 100),
	MM: (date) => pad(date.getUTCMonth() + 1),
	dd: (date) => pad(date.getUTCDate()),
	HH: (date) => pad(date.getUTCHours()),
	hh: (date) => pad(date.getUTCHours() % 12 || 12),
	h: (date) => String(date.getUTCHours() % 12 || 12),
	mm: (date) => pad(date.getUTCMinutes()),
	ss: (date) => pad(date.getUTCSeconds()),
	a: (date) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
};

/** Puts a moment into a pattern of Java's SimpleDateFormat, as user records hold them. */
function written(milliseconds: number, pattern: string): string {
	const date = new Date(milliseconds);
	return pattern.replace(/yyyy|yy|MM|dd|HH|hh|h|mm|ss|a/g, (token) => PARTS[token]?.(date) ?? token);
}

export function displayDateTime(value: string, format: UserFormat): string {
	const milliseconds = toMillis(value);
	if (milliseconds === undefined) return value;
	const local = milliseconds + offsetAt(format.zone, milliseconds) * 60_000;
	return written(local, `${format.date} ${format.time}`);
}

/** A date without a time belongs to no zone. */
export function displayDate(value: string, format: UserFormat): string {
	const milliseconds = toMillis(value);
	return milliseconds === undefined ? value : written(milliseconds, format.date);
}

export function displayTime(value: string, format: UserFormat): string {
	const milliseconds = toMillis(value);
	return milliseconds === undefined ? value : written(milliseconds, format.time);
}

function parsed(value: string, patterns: string[], zone: string): DateTime | undefined {
	return patterns.map((pattern) => DateTime.fromFormat(value.trim(), pattern, { zone })).find(({ isValid }) => isValid);
}

/** What a user typed, in the user's zone and format (or the internal one), as internal UTC; '' if it is no date. */
export function parseDateTime(value: string, format: UserFormat): string {
	const patterns = [`${format.date} ${format.time}`, 'yyyy-MM-dd HH:mm:ss', format.date, 'yyyy-MM-dd'];
	return parsed(value, patterns, format.zone)?.toUTC().toFormat('yyyy-MM-dd HH:mm:ss') ?? '';
}

export function parseDate(value: string, format: UserFormat): string {
	const patterns = [format.date, 'yyyy-MM-dd', `${format.date} ${format.time}`, 'yyyy-MM-dd HH:mm:ss'];
	return parsed(value, patterns, 'utc')?.toFormat('yyyy-MM-dd') ?? '';
}

/** The moment in the zone, for calendar arithmetic. */
export function inZone(milliseconds: number, zone: string): DateTime {
	return DateTime.fromMillis(milliseconds, { zone: zone === 'UTC' ? FixedOffsetZone.utcInstance : zone });
}

export function internal(moment: DateTime): string {
	return moment.toUTC().toFormat('yyyy-MM-dd HH:mm:ss');
}

/** `1970-01-01 00:02:17` is 137 seconds. */
export function durationSeconds(value: string): number {
	return Math.floor((toMillis(value) ?? 0) / 1000);
}

export function displayDuration(value: string): string {
	const total = durationSeconds(value);
	const parts: Array<[number, string]> = [
		[Math.floor(total / 86_400), 'Day'],
		[Math.floor(total / 3_600) % 24, 'Hour'],
		[Math.floor(total / 60) % 60, 'Minute'],
	];
	if (total < 60) parts.push([total, 'Second']);
	const spoken = parts
		.filter(([count]) => count > 0)
		.map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
	return spoken.join(' ') || '0 Seconds';
}
