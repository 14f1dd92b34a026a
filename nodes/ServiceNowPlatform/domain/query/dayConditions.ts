import { endOfDay, type Moment, momentIn } from '../values/moments';
import { utc } from '../values/values';

/** Columns that hold times. */
const TIMES = new Set(['glide_date_time', 'due_date', 'calendar_date_time', 'date', 'datetime']);

export function isTimeType(type: string): boolean {
	return TIMES.has(type);
}

/** What is compared with a day or a time, in one way for the whole builder: a day is one of the workflow's time zone, from its first to its last second. */
export interface Compared {
	column: string;
	/** Of the column: days, or times. */
	isDayColumn: boolean;
	moment: Moment;
	timeZone: string;
}

/** Text behind the column's name, by operator. */
export const DAY_OPERATORS: Readonly<Record<string, (compared: Compared) => string>> = {
	is: (one) => within(one, one.isDayColumn || one.moment.isDay),
	isNot: (one) => outside(one, one.isDayColumn || one.moment.isDay),
	isNotOrEmpty: (one) => outside(one, one.isDayColumn || one.moment.isDay),
	on: (one) => within(one, true),
	notOn: (one) => outside(one, true),
	greater: (one) => `>${edge(one, 'end')}`,
	after: (one) => `>${edge(one, 'end')}`,
	greaterOrEqual: (one) => `>=${edge(one, 'start')}`,
	less: (one) => `<${edge(one, 'start')}`,
	before: (one) => `<${edge(one, 'start')}`,
	lessOrEqual: (one) => `<=${edge(one, 'end')}`,
};

/** Where the day begins or ends; a time is both. */
export function edge({ isDayColumn, moment, timeZone }: Compared, end: 'start' | 'end'): string {
	if (isDayColumn) return moment.day;
	return utc(moment.isDay && end === 'end' ? endOfDay(moment.day, timeZone) : moment.at);
}

function within(one: Compared, isWhole: boolean): string {
	if (one.isDayColumn || !isWhole) return `=${edge(one, 'start')}`;
	const day = wholeDay(one);
	return `BETWEEN${edge(day, 'start')}@${edge(day, 'end')}`;
}

/** Records where the column is empty are left out, as by every "is not". */
function outside(one: Compared, isWhole: boolean): string {
	if (one.isDayColumn || !isWhole) return `!=${edge(one, 'start')}`;
	const day = wholeDay(one);
	return `<${edge(day, 'start')}^OR${one.column}>${edge(day, 'end')}`;
}

/** The day of a time. */
function wholeDay(one: Compared): Compared {
	return { ...one, moment: momentIn(one.moment.day, one.timeZone) ?? one.moment };
}
