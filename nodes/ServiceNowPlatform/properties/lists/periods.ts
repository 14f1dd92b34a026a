import type { INodePropertyOptions } from 'n8n-workflow';

/** The first and the last of several days, as `2026-01-31`. */
export interface Period {
	first: string;
	last: string;
}

type Days = (today: Date) => [first: Date, last: Date];

const day = (date: Date, days: number) => new Date(date.getTime() + days * 86_400_000);
/** Weeks begin on Monday, as ISO 8601 has it. */
const monday = (date: Date) => day(date, -((date.getUTCDay() + 6) % 7));
const month = (date: Date, months: number) => new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
const year = (date: Date, years: number) => new Date(Date.UTC(date.getUTCFullYear() + years, 0, 1));
const quarter = (date: Date, quarters: number) =>
	new Date(Date.UTC(date.getUTCFullYear(), (Math.floor(date.getUTCMonth() / 3) + quarters) * 3, 1));

/** As the list of a ServiceNow filter has them. */
const PERIODS: Record<string, [name: string, days: Days]> = {
	today: ['Today', (today) => [today, today]],
	yesterday: ['Yesterday', (today) => [day(today, -1), day(today, -1)]],
	tomorrow: ['Tomorrow', (today) => [day(today, 1), day(today, 1)]],
	thisWeek: ['This Week', (today) => [monday(today), day(monday(today), 6)]],
	lastWeek: ['Last Week', (today) => [day(monday(today), -7), day(monday(today), -1)]],
	nextWeek: ['Next Week', (today) => [day(monday(today), 7), day(monday(today), 13)]],
	last7Days: ['Last 7 Days', (today) => [day(today, -7), today]],
	last30Days: ['Last 30 Days', (today) => [day(today, -30), today]],
	last90Days: ['Last 90 Days', (today) => [day(today, -90), today]],
	next7Days: ['Next 7 Days', (today) => [today, day(today, 7)]],
	next30Days: ['Next 30 Days', (today) => [today, day(today, 30)]],
	thisMonth: ['This Month', (today) => [month(today, 0), day(month(today, 1), -1)]],
	lastMonth: ['Last Month', (today) => [month(today, -1), day(month(today, 0), -1)]],
	nextMonth: ['Next Month', (today) => [month(today, 1), day(month(today, 2), -1)]],
	thisQuarter: ['This Quarter', (today) => [quarter(today, 0), day(quarter(today, 1), -1)]],
	lastQuarter: ['Last Quarter', (today) => [quarter(today, -1), day(quarter(today, 0), -1)]],
	thisYear: ['This Year', (today) => [year(today, 0), day(year(today, 1), -1)]],
	lastYear: ['Last Year', (today) => [year(today, -1), day(year(today, 0), -1)]],
};

export const periodOptions: INodePropertyOptions[] = Object.entries(PERIODS).map(([value, [name]]) => ({
	name,
	value,
}));

/** The days that a name such as `thisWeek` or “This Week” stands for, in the workflow's time zone; undefined for any other text. */
export function periodOf(text: unknown, now: number, timeZone: string): Period | undefined {
	if (typeof text !== 'string') return undefined;
	const word = text.trim().toLowerCase().replace(/\s+/g, '');
	const found = Object.entries(PERIODS).find(([value]) => value.toLowerCase() === word);
	if (found === undefined) return undefined;
	const [, [, days]] = found;
	const [first, last] = days(todayIn(now, timeZone));
	return { first: written(first), last: written(last) };
}

/** The day of a zone, as one of UTC. */
function todayIn(now: number, timeZone: string): Date {
	const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
	const shown = Object.fromEntries(parts.formatToParts(now).map(({ type, value }) => [type, value]));
	return new Date(`${shown.year}-${shown.month}-${shown.day}T00:00:00Z`);
}

function written(date: Date): string {
	return date.toISOString().slice(0, 10);
}
