import type { EncodedQuery } from '../api/checked';
import { InputError } from '../failure/inputError';
import { dateValue, mayBeDate } from '../values/columnDates';
import { dayValue } from '../values/dates';
import { isoDay } from '../values/isoTime';
import { utc, wireValue } from '../values/values';
import { fieldName, queryValue, raw } from '../encodedQuery';

/** One line of the filter builder. */
export interface Condition {
	/** How it is joined to the lines above; of no meaning for the first one. */
	join: 'and' | 'or' | 'group';
	field: string;
	/** The column's type, where `dependsOnType` wants it and it is known. */
	type?: string;
	/** A key of OPERATORS. */
	operator: string;
	value?: unknown;
	/** Upper end of a range. */
	value2?: unknown;
	amount?: unknown;
	unit?: unknown;
}

export interface Moment {
	/** Milliseconds since the epoch. */
	now: number;
	/** The workflow's time zone. */
	timeZone: string;
}

const FIELD = 'Filter';
const JOINS = { and: '^', or: '^OR', group: '^NQ' };

type Compile = (condition: Condition, moment: Moment) => string;

/** Text behind the field's name, by operator. */
const OPERATORS: Readonly<Record<string, Compile>> = {
	is: one('='),
	isNot: one('!='),
	isNotOrEmpty: (condition, moment) => `${one('!=')(condition, moment)}^OR${fieldOf(condition)}ISEMPTY`,
	contains: one('LIKE'),
	notContains: one('NOT LIKE'),
	startsWith: one('STARTSWITH'),
	endsWith: one('ENDSWITH'),
	isOneOf: list('IN'),
	isNotOneOf: list('NOT IN'),
	isEmpty: () => 'ISEMPTY',
	isNotEmpty: () => 'ISNOTEMPTY',
	isTrue: () => '=true',
	isFalse: () => '=false',
	isMe: () => '=javascript:gs.getUserID()',
	greater: one('>'),
	greaterOrEqual: one('>='),
	less: one('<'),
	lessOrEqual: one('<='),
	between: (line, { timeZone }) =>
		`BETWEEN${rangeEnd(line.value, line, timeZone)}@${rangeEnd(line.value2, line, timeZone)}`,
	on: ({ value }, { timeZone }) => onDay('ON', value, timeZone),
	notOn: ({ value }, { timeZone }) => onDay('NOTON', value, timeZone),
	before: (line, { timeZone }) => `<${edge(line, 'start', timeZone)}`,
	after: (line, { timeZone }) => `>${edge(line, 'end', timeZone)}`,
	last: (condition, { now }) => `BETWEEN${utc(shifted(condition, now, -1))}@${utc(now)}`,
	next: (condition, { now }) => `BETWEEN${utc(now)}@${utc(shifted(condition, now, 1))}`,
	moreThanAgo: (condition, { now }) => `<${utc(shifted(condition, now, -1))}`,
	moreThanAhead: (condition, { now }) => `>${utc(shifted(condition, now, 1))}`,
	sameAs: ({ value }) => `SAMEAS${fieldName(text(value), FIELD)}`,
	differsFrom: ({ value }) => `NSAMEAS${fieldName(text(value), FIELD)}`,
};

/**
 * The encoded query of a filter. Lines are read from top to bottom: "and" narrows, "or" is an alternative to the line above it, and a
 * new group is an alternative to everything above.
 *
 * @throws InputError when a line is incomplete, or its value would be read as more than a value
 */
export function encodedFilter(conditions: Condition[], moment: Moment): EncodedQuery {
	const text = conditions
		.map((condition, index) => {
			const join = index === 0 ? '' : JOINS[condition.join];
			return `${join ?? JOINS.and}${fieldOf(condition)}${operatorOf(condition)(condition, moment)}`;
		})
		.join('');
	return raw(text);
}

/** Upper case would let a column's name be read as a join (`ORactive`) or an order, or its end as the operator (`sys_idISNOTEMPTY`). */
function fieldOf({ field }: Condition): string {
	const name = fieldName(field, FIELD);
	if (name === name.toLowerCase()) return name;
	throw new InputError(FIELD, `"${field}" is not a column name`, 'Column names have small letters only.');
}

function operatorOf({ operator }: Condition): Compile {
	const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
	if (compile !== undefined) return compile;
	throw new InputError(FIELD, `There is no operator "${operator}"`, 'Choose an operator from the list.');
}

const BY_TYPE = new Set(
	'is isNot isNotOrEmpty isOneOf isNotOneOf greater greaterOrEqual less lessOrEqual between before after'.split(' '),
);

/** Whether the column's type decides what is meant: a day, a time, or a text that looks like one. */
export function dependsOnType({ operator, value, value2 }: Condition): boolean {
	return BY_TYPE.has(operator) && [value, value2].flat().some(mayBeDate);
}

/** A value as the column stores it. */
function stored(value: unknown, line: Condition, timeZone: string): string {
	const { field: column, type = '' } = line;
	return dependsOnType(line) && mayBeDate(value)
		? dateValue(value, { column, type, timeZone })
		: wireValue(value, timeZone);
}

/** A value that begins like the rest of a longer operator (`<` and `=`, `IN` and `STANCEOF`) would change the operator. */
const LONGER: Readonly<Record<string, RegExp>> = { '<': /^=/, '>': /^=/, IN: /^(STANCEOF|_HIERARCHY)/ };

function one(operator: string): Compile {
	return (line, { timeZone }) => {
		const { field, value } = line;
		if (Array.isArray(value)) {
			throw new InputError(FIELD, `${field} is compared with a list`, 'Choose "Is One Of" for several values.');
		}
		return operator + checked(stored(value, line, timeZone), field, operator);
	};
}

function list(operator: string): Compile {
	return (line, { timeZone }) => {
		const { field, value } = line;
		const entries = Array.isArray(value)
			? value
			: text(value)
					.split(',')
					.map((entry) => entry.trim());
		const values = entries.map((entry) => checked(stored(entry, line, timeZone), field, operator));
		const comma = values.find((entry) => entry.includes(','));
		if (comma !== undefined) {
			throw new InputError(
				FIELD,
				`"${comma}" contains a comma, which separates the values of a list`,
				'Use a line with "Is" for it, joined with Or.',
			);
		}
		return operator + (values.length > 0 ? values.join(',') : checked('', field, operator));
	};
}

/** An expression that finds nothing must not turn into "is empty". */
function checked(value: string, field: string, operator: string): string {
	if (value.trim() === '') {
		throw new InputError(
			FIELD,
			`${field} is compared with nothing`,
			'Enter a value, or choose "Is Empty". An expression may have found nothing.',
		);
	}
	if (LONGER[operator]?.test(value) === true) {
		throw new InputError(FIELD, `"${value}" would change the operator`, 'Remove the first character of the value.');
	}
	return queryValue(value, FIELD);
}

function rangeEnd(value: unknown, line: Condition, timeZone: string): string {
	const end = checked(stored(value, line, timeZone), 'One end of the range', 'BETWEEN');
	if (!end.includes('@')) return end;
	throw new InputError(
		FIELD,
		`"${end}" contains "@", which separates the ends of a range`,
		'Use two lines, one with "Is Greater or Equal" and one with "Is Less or Equal".',
	);
}

/** The platform's own form for a whole day: it holds for dates and for times, in the time zone of the signed-in user. */
function onDay(operator: 'ON' | 'NOTON', value: unknown, timeZone: string): string {
	const day = dayOf(dayValue(value, timeZone)) ?? missingDate(value);
	return `${operator}${day}@${dayEdge(day, 'start')}@${dayEdge(day, 'end')}`;
}

function edge(line: Condition, range: 'start' | 'end', timeZone: string): string {
	const { value } = line;
	const wire = stored(value, line, timeZone).trim();
	const day = dayOf(wire) ?? missingDate(value);
	if (wire !== day) return queryValue(wire, FIELD);
	return line.type === 'glide_date' ? day : dayEdge(day, range);
}

function dayEdge(day: string, range: 'start' | 'end'): string {
	return `javascript:gs.dateGenerate('${day}','${range}')`;
}

function dayOf(wire: string): string | undefined {
	const [, day = ''] = /^(\d{4}-\d{2}-\d{2})( \d{2}:\d{2}(:\d{2})?)?$/.exec(wire.trim()) ?? [];
	return isoDay(day);
}

function missingDate(value: unknown): never {
	throw new InputError(
		FIELD,
		`"${text(value)}" is not a date`,
		'Enter a date such as 2026-01-31 or 2026-01-31T14:00:00Z.',
	);
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

function shifted({ amount, unit }: Condition, now: number, direction: 1 | -1): number {
	const count = Number(amount);
	const [name, length] = [text(unit), MILLISECONDS.get(text(unit))];
	if (!Number.isInteger(count) || count < 1 || count > 100_000) {
		throw new InputError(FIELD, `"${text(amount)}" is not a number of ${name}`, 'Enter a whole number such as 7.');
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

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
