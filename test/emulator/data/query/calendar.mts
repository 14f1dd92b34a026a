/** Moments counted from now, on the calendar of the person who asks. */
import type { DateTime } from 'luxon';
import { internal } from '../time.mts';

export type Unit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/** Weeks run from Sunday to Saturday in the documentation's examples. */
export function startOf(moment: DateTime, unit: Unit): DateTime {
	return unit === 'week' ? moment.minus({ days: moment.weekday % 7 }).startOf('day') : moment.startOf(unit);
}

export function endOf(moment: DateTime, unit: Unit): DateTime {
	return startOf(moment, unit)
		.plus({ [unit]: 1 })
		.minus({ seconds: 1 });
}

export const edge = (moment: DateTime, unit: Unit, end: boolean): string =>
	internal(end ? endOf(moment, unit) : startOf(moment, unit));

type Moment = (now: DateTime) => string;

const startAgo =
	(unit: Unit, count: number): Moment =>
	(now) =>
		edge(now.minus({ [unit]: count }), unit, false);
const endAgo =
	(unit: Unit, count: number): Moment =>
	(now) =>
		edge(now.minus({ [unit]: count }), unit, true);
const exactlyAgo =
	(unit: Unit, count: number): Moment =>
	(now) =>
		internal(now.minus({ [unit]: count }));

type Period = readonly [beginning: Moment, end: Moment];

/** From the beginning of the unit so many ago to the end of one later (or the same). */
const span = (unit: Unit, first: number, last = first): Period => [startAgo(unit, first), endAgo(unit, last)];

/**
 * The choices of the platform's date filters. Where the pages say too little (c_ValuesForDateTimeFields.md), each means what
 * the same choice meant before it had functions of its own: `Last 2 quarters` was `quartersAgoStart(1)` to `endOfThisQuarter()`.
 */
const PERIODS: Readonly<Record<string, Period>> = {
	Today: span('day', 0),
	Yesterday: span('day', 1),
	Tomorrow: span('day', -1),
	ThisWeek: span('week', 0),
	LastWeek: span('week', 1),
	NextWeek: span('week', -1),
	ThisMonth: span('month', 0),
	LastMonth: span('month', 1),
	NextMonth: span('month', -1),
	Last3Months: span('month', 3, 0),
	Last6Months: span('month', 6, 0),
	Last9Months: span('month', 9, 0),
	Last12Months: span('month', 12, 0),
	ThisQuarter: span('quarter', 0),
	LastQuarter: span('quarter', 1),
	Last2Quarters: span('quarter', 1, 0),
	NextQuarter: span('quarter', -1),
	Next2Quarters: span('quarter', -1, -2),
	ThisYear: span('year', 0),
	LastYear: span('year', 1),
	NextYear: span('year', -1),
	Last2Years: span('year', 1, 0),
	Last7Days: span('day', 7, 0),
	Last30Days: span('day', 30, 0),
	Last60Days: span('day', 60, 0),
	Last90Days: span('day', 90, 0),
	Last120Days: span('day', 120, 0),
	CurrentHour: span('hour', 0),
	LastHour: span('hour', 1),
	Last2Hours: [exactlyAgo('hour', 2), exactlyAgo('hour', 0)],
	CurrentMinute: span('minute', 0),
	LastMinute: span('minute', 1),
	Last15Minutes: span('minute', 15, 0),
	Last30Minutes: span('minute', 30, 0),
	Last45Minutes: span('minute', 45, 0),
	OneYearAgo: [exactlyAgo('month', 12), endAgo('month', 0)],
};

const EDGE = /^(beginningOf|endOf)(\w+)$/;
const AGO = /^(minute|hour|day|week|month|quarter|year)sAgo(Start|End)?$/;

const AGO_KINDS: Readonly<Record<string, (unit: Unit, count: number) => Moment>> = {
	exactly: exactlyAgo,
	Start: startAgo,
	End: endAgo,
};

/** `beginningOfToday`, `endOfLast7Days` */
function edgeOf(name: string): Moment | undefined {
	const [, side, period = ''] = EDGE.exec(name) ?? [];
	const found = Object.hasOwn(PERIODS, period) ? PERIODS[period] : undefined;
	return found?.[side === 'endOf' ? 1 : 0];
}

/** `daysAgo(2)`, `hoursAgoStart(1)` */
function agoOf(name: string, count: string | undefined): Moment | undefined {
	const [, unit, at = 'exactly'] = AGO.exec(name) ?? [];
	return unit ? AGO_KINDS[at]?.(unit as Unit, Number(count ?? 0) || 0) : undefined;
}

/** undefined where there is no such function. */
export function namedMoment(name: string, count: string | undefined, now: DateTime): string | undefined {
	return (edgeOf(name) ?? agoOf(name, count))?.(now);
}
