import type { EncodedQuery } from '../api/checked';
import { InputError } from '../failure/inputError';
import { type Moment as Time, momentIn } from '../values/moments';
import { isMoney, typedValue } from '../values/typed';
import { utc } from '../values/values';
import { type Compared, DAY_OPERATORS, edge, isTimeType } from './dayConditions';
import { columnName, queryValue, raw } from '../encodedQuery';
import { shifted } from './spans';

/** One line of the filter builder. */
export interface Condition {
	/** How it is joined to the lines above; of no meaning for the first one. */
	join: 'and' | 'or' | 'group';
	column: string;
	/** Where it stands on the form; '' where there is none. */
	place?: string;
	/** The column's type, where it is known. */
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

/** Text behind the column's name, by operator. */
const OPERATORS: Readonly<Record<string, Compile>> = {
	is: one('='),
	isNot: one('!='),
	isNotOrEmpty: (condition, moment) => `${one('!=')(condition, moment)}^OR${columnOf(condition)}ISEMPTY`,
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
		`BETWEEN${rangeEnd(line.value, line, timeZone, 'start')}@${rangeEnd(line.value2, line, timeZone, 'end')}`,
	on: one(''),
	notOn: one(''),
	before: one('<'),
	after: one('>'),
	last: (condition, { now }) => `BETWEEN${utc(shifted(condition, now, -1))}@${utc(now)}`,
	next: (condition, { now }) => `BETWEEN${utc(now)}@${utc(shifted(condition, now, 1))}`,
	moreThanAgo: (condition, { now }) => `<${utc(shifted(condition, now, -1))}`,
	moreThanAhead: (condition, { now }) => `>${utc(shifted(condition, now, 1))}`,
	sameAs: ({ value }) => `SAMEAS${columnName(text(value), FIELD)}`,
	differsFrom: ({ value }) => `NSAMEAS${columnName(text(value), FIELD)}`,
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
			const term = () => `${columnOf(condition)}${operatorOf(condition)(condition, moment)}`;
			return `${join ?? JOINS.and}${inPlace(condition, term)}`;
		})
		.join('');
	return raw(text);
}

/** What is wrong with a line is told with its place on the form. */
function inPlace<Result>(condition: Condition, work: () => Result): Result {
	try {
		return work();
	} catch (error) {
		throw placed(condition, error);
	}
}

/** The error, of the line where it stands on the form. */
export function placed({ place }: Condition, error: unknown): unknown {
	if (!(error instanceof InputError) || place === undefined) return error;
	return new InputError(`${FIELD}, ${place}`, error.message, error.advice);
}

/** Upper case would let a column's name be read as a join (`ORactive`) or an order, or its end as the operator (`sys_idISNOTEMPTY`). */
function columnOf({ column }: Condition): string {
	const name = columnName(column, FIELD);
	if (name === name.toLowerCase()) return name;
	throw new InputError(FIELD, `"${column}" is not a column name`, 'Column names have small letters only.');
}

function operatorOf({ operator }: Condition): Compile {
	const compile = Object.hasOwn(OPERATORS, operator) ? OPERATORS[operator] : undefined;
	if (compile !== undefined) return compile;
	throw new InputError(FIELD, `There is no operator "${operator}"`, 'Choose an operator from the list.');
}

const BY_VALUE = new Set(
	'is isNot isNotOrEmpty isOneOf isNotOneOf greater greaterOrEqual less lessOrEqual between before after on notOn'.split(
		' ',
	),
);
const LISTS = new Set(['isOneOf', 'isNotOneOf']);
/** They are of no use but for dates, so that a column of unknown type is taken for one of times. */
const OF_DATES = new Set(['on', 'notOn', 'before', 'after']);

/** Whether the values are compared with what is stored, so that names, labels and dates have to take its form. */
export function isByValue({ operator }: Condition): boolean {
	return BY_VALUE.has(operator);
}

/** Whether the value is part of what is stored. */
export function isOfPart({ operator }: Condition): boolean {
	return operator === 'contains' || operator === 'notContains';
}

export function isOfList({ operator }: Condition): boolean {
	return LISTS.has(operator);
}

/** A value as the column stores it. */
function stored(value: unknown, { column, type = '', operator }: Condition, timeZone: string): string {
	const text = typedValue(value, { column, type: BY_VALUE.has(operator) ? type : 'string', timeZone });
	if (!isMoney(type) || !BY_VALUE.has(operator) || !text.includes(';')) return text;
	// session-and-reference-currency of the documentation: amounts are filtered in the currency of the instance.
	throw new InputError(
		FIELD,
		`"${String(value)}" names a currency, and ${column} is compared in that of the instance`,
		'Give the amount alone, converted where that is needed: 12.50, 12,50 or 1.234,50.',
	);
}

/** The day or time that a value is, where the column holds such; undefined for other columns. @throws InputError for what is none */
function compared(value: unknown, { column, type = '', operator }: Condition, timeZone: string): Compared | undefined {
	const isDayColumn = type === 'glide_date';
	const isTime = isTimeType(type) || (OF_DATES.has(operator) && (type === '' || !isDayColumn));
	if (!BY_VALUE.has(operator) || (!isDayColumn && !isTime)) return undefined;
	checkedText(text(value), column);
	const moment: Time = momentIn(value, timeZone) ?? missingDate(value);
	return { column, isDayColumn, moment, timeZone };
}

/** A value that begins like the rest of a longer operator (`<` and `=`, `IN` and `STANCEOF`) would change the operator. */
const LONGER: Readonly<Record<string, RegExp>> = { '<': /^=/, '>': /^=/, IN: /^(STANCEOF|_HIERARCHY)/ };

function one(operator: string): Compile {
	return (line, { timeZone }) => {
		const { column, value } = line;
		if (Array.isArray(value)) {
			throw new InputError(FIELD, `${column} is compared with a list`, 'Choose "Is One Of" for several values.');
		}
		const day = isScript(value) ? undefined : compared(value, line, timeZone);
		const byDay = day === undefined ? undefined : DAY_OPERATORS[line.operator];
		if (day !== undefined && byDay !== undefined) return byDay(day);
		return operator + checked(stored(value, line, timeZone), column, operator);
	};
}

/** Refused as such: it is no date that could not be read. */
function isScript(value: unknown): boolean {
	return typeof value === 'string' && /[\^]|javascript:/i.test(value);
}

function list(operator: string): Compile {
	return (line, { timeZone }) => {
		const { column, value } = line;
		const entries = Array.isArray(value)
			? value
			: text(value)
					.split(',')
					.map((entry) => entry.trim());
		const days = entries.map((entry) => (text(entry) === '' ? undefined : compared(entry, line, timeZone)));
		if (days.some((day) => day !== undefined && !day.isDayColumn && day.moment.isDay)) {
			throw new InputError(
				FIELD,
				`${column} holds times, and none of them is a whole day`,
				'Use a line with "Date Is On" for each day, joined with Or.',
			);
		}
		const values = entries.map((entry) => checked(stored(entry, line, timeZone), column, operator));
		const comma = values.find((entry) => entry.includes(','));
		if (comma !== undefined) {
			throw new InputError(
				FIELD,
				`"${comma}" contains a comma, which separates the values of a list`,
				'Use a line with "Is" for it, joined with Or.',
			);
		}
		return operator + (values.length > 0 ? values.join(',') : checked('', column, operator));
	};
}

/** An expression that finds nothing must not turn into "is empty". */
function checked(value: string, column: string, operator: string): string {
	checkedText(value, column);
	if (LONGER[operator]?.test(value) === true) {
		throw new InputError(FIELD, `"${value}" would change the operator`, 'Remove the first character of the value.');
	}
	return queryValue(value, FIELD);
}

function checkedText(value: string, column: string): void {
	if (value.trim() !== '') return;
	throw new InputError(
		FIELD,
		`${column} is compared with nothing`,
		'Enter a value, or choose "Is Empty". An expression may have found nothing.',
	);
}

function rangeEnd(value: unknown, line: Condition, timeZone: string, side: 'start' | 'end'): string {
	const day = isScript(value) || text(value) === '' ? undefined : compared(value, line, timeZone);
	if (day !== undefined) return edge(day, side);
	const end = checked(stored(value, line, timeZone), 'One end of the range', 'BETWEEN');
	if (!end.includes('@')) return end;
	throw new InputError(
		FIELD,
		`"${end}" contains "@", which separates the ends of a range`,
		'Use two lines, one with "Is Greater or Equal" and one with "Is Less or Equal".',
	);
}

function missingDate(value: unknown): never {
	throw new InputError(
		FIELD,
		`"${text(value)}" is not a date`,
		'Enter a date such as 2026-01-31 or 2026-01-31T14:00:00Z. A day and month that could be confused (04/05/2026) are not read.',
	);
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
