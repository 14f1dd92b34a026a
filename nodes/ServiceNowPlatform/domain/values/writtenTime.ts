import type { IsoTime } from './isoTime';
import { isoDay, isoTime } from './isoTime';

/** A day, or a time on it, as people and mails write them. */
export interface Written extends IsoTime {
	isDay: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMBERS = /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:(?:,? |T)(\S.*))?$/;
const WEEKDAY = '(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,? )?';
const DAY_FIRST = new RegExp(
	`^${WEEKDAY}(\\d{1,2})(?:st|nd|rd|th)?\\.?[ -]([a-z]{3,9})\\.?,?[ -](\\d{4})(?:,? (?:at )?(\\S.*))?$`,
	'i',
);
const MONTH_FIRST = new RegExp(
	`^${WEEKDAY}([a-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?:,? (?:at )?(\\S.*))?$`,
	'i',
);
const CLOCK =
	/^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?([ap])\.?m\.?)?(?: ?(Z|UTC|GMT)?([+-]\d{2}:?\d{2})?)?(?: \([^()]*\))?$/i;

/**
 * The day or time that the text names: `18/04/2023 14:05:00`, `2023/04/18`, `18 Apr 2023`, `April 18, 2023 2:05 PM`, `Tue, 18 Apr 2023
 * 14:05:00 GMT`. Undefined where day and month could be confused, and for text that is no time.
 */
export function writtenTime(text: string): Written | undefined {
	const given = text.trim().replace(/\s+/g, ' ');
	const found = byNumbers(given) ?? byName(given);
	if (found === undefined) return undefined;
	const { day, clock } = found;
	if (clock === undefined) return { wall: Date.parse(`${day}T00:00:00Z`), ahead: undefined, isDay: true };
	const time = clockOf(clock);
	const iso = time === undefined ? undefined : isoTime(`${day}T${time}`);
	return iso === undefined ? undefined : { ...iso, isDay: false };
}

interface Found {
	day: string;
	clock: string | undefined;
}

function byNumbers(text: string): Found | undefined {
	const [, first = '', , second = '', third = '', clock] = NUMBERS.exec(text) ?? [];
	if (first.length === 4 && third.length <= 2) return found(first, second, third, clock);
	if (third.length !== 4 || first.length > 2) return undefined;
	return byYearBehind(third, [first, second], clock);
}

/** Day and month are told apart where only one of them can be the month. */
function byYearBehind(year: string, [first, second]: [string, string], clock: string | undefined): Found | undefined {
	const [one, other] = [Number(first), Number(second)];
	if (one <= 12 && other <= 12 && one !== other) return undefined;
	return one > 12 ? found(year, second, first, clock) : found(year, first, second, clock);
}

function byName(text: string): Found | undefined {
	const [, dayFirst, monthBehind, yearBehind, clockBehind] = DAY_FIRST.exec(text) ?? [];
	const [, month = monthBehind, day = dayFirst, year = yearBehind, clock = clockBehind] = MONTH_FIRST.exec(text) ?? [];
	const number = MONTHS.findIndex((name) => month?.toLowerCase().startsWith(name) === true) + 1;
	return number === 0 ? undefined : found(year ?? '', String(number), day ?? '', clock);
}

function found(year: string, month: string, day: string, clock: string | undefined): Found | undefined {
	const name = isoDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
	return name === undefined ? undefined : { day: name, clock };
}

/** As ISO has it: `14:05:00+02:00`. */
function clockOf(text: string): string | undefined {
	const [all, hours = '', minutes = '', seconds = '00', half = '', utc = '', offset = ''] = CLOCK.exec(text) ?? [];
	const hour = Number(hours);
	const shown = hourOf(hour, half);
	if (all === undefined || shown === undefined) return undefined;
	return `${shown}:${minutes}:${seconds}${zoneOf(utc, offset)}`;
}

function zoneOf(utc: string, offset: string): string {
	if (offset !== '') return offset;
	return utc === '' ? '' : 'Z';
}

/** Of a clock with 24 hours, in two digits; `half` is a or p where the clock has 12. */
export function hourOf(hour: number, half: string): string | undefined {
	if (half !== '' && (hour < 1 || hour > 12)) return undefined;
	const shown = half === '' ? hour : (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
	return String(shown).padStart(2, '0');
}

/** Whether it names a day whose month could be its day. */
export function isConfusable(text: string): boolean {
	const [, first = '', , second = '', third = ''] = NUMBERS.exec(text.trim()) ?? [];
	return first.length <= 2 && third.length === 4 && Number(first) <= 12 && Number(second) <= 12;
}
