/** Parts of a stored date on the wall clock of a zone; SQLite, which knows no zones, calls it `sn_datepart`. */
import type { SQLInputValue } from 'node:sqlite';
import { inZone, toMillis } from '../time.mts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = [
	'january',
	'february',
	'march',
	'april',
	'may',
	'june',
	'july',
	'august',
	'september',
	'october',
	'november',
	'december',
];

export function datePart(value: SQLInputValue, part: SQLInputValue, zone: SQLInputValue): number | null {
	const milliseconds = toMillis(String(value));
	if (milliseconds === undefined) return null;
	const moment = inZone(milliseconds, String(zone));
	switch (part) {
		case 'dayofweek':
			return moment.weekday;
		case 'week':
			return moment.weekNumber;
		case 'month':
			return moment.month;
		case 'quarter':
			return moment.quarter;
		case 'year':
			return moment.year;
		case 'hour':
			return moment.hour;
		default:
			return null;
	}
}

/** `monday` or `january` or a number, as `datePart` counts them. */
export function datePartValue(name: string): number {
	const lower = name.toLowerCase();
	const index = DAYS.includes(lower) ? DAYS.indexOf(lower) : MONTHS.indexOf(lower);
	return index >= 0 ? index + 1 : Number(lower.replace(/\D/g, ''));
}
