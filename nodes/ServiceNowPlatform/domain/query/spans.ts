import { InputError } from '../failure/inputError';

const FIELD = 'Filter';

interface Span {
	amount?: unknown;
	unit?: unknown;
}

const MILLISECONDS = new Map([
	['minutes', 60_000],
	['hours', 3_600_000],
	['days', 86_400_000],
	['weeks', 604_800_000],
]);
const MONTHS = new Map([
	['months', 1],
	['years', 12],
]);

/** The moment that a number of units lies before or behind another. @throws InputError for what is no span */
export function shifted({ amount, unit }: Span, now: number, direction: 1 | -1): number {
	const count = Number(amount);
	const [name, length] = [String(unit ?? '').trim(), MILLISECONDS.get(String(unit ?? '').trim())];
	if (!Number.isInteger(count) || count < 1 || count > 100_000) {
		throw new InputError(
			FIELD,
			`"${String(amount ?? '')}" is not a number of ${name}`,
			'Enter a whole number such as 7.',
		);
	}
	if (length !== undefined) return now + direction * count * length;
	const months = MONTHS.get(name);
	if (months === undefined) throw new InputError(FIELD, `"${name}" is not a unit of time`, 'Choose one from the list.');
	return monthsLater(now, direction * count * months);
}

/** The same day of another month, or its last day. */
function monthsLater(now: number, months: number): number {
	const date = new Date(now);
	const day = date.getUTCDate();
	date.setUTCDate(1);
	date.setUTCMonth(date.getUTCMonth() + months);
	const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
	date.setUTCDate(Math.min(day, last));
	return date.getTime();
}
