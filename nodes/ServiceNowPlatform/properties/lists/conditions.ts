import type { Json } from '../../domain/api/json';
import { InputError } from '../../domain/failure/inputError';
import { faultIn, withoutForms } from '../../domain/values/values';
import { familyOf } from '../../domain/schema/columnTypes';
import { type Condition, type Moment, placed } from '../../domain/query/filter';
import type { Item } from '../item/item';
import { columnNamed, located } from '../pickers/column';
import { WITH_COLUMN } from './operators';
import { type Period, periodOf } from './periods';

/** The lines of the filter: those that all hold, then those of which any does. */
export function conditionsOf(item: Item): Condition[] {
	const any = item.lines('filter', 'any').map(conditionIn('Any of These'));
	const [first, ...others] = any;
	const either = others.map((line): Condition => ({ ...line, join: 'or' }));
	return [
		...item.lines('filter', 'conditions').map(conditionIn('All of These')),
		...(first === undefined ? [] : [first, ...either]),
	];
}

function conditionIn(group: string): (line: Json, nth: number) => Condition {
	return (line, nth) => {
		const [column, place] = [located(line.field), `ondition ${nth + 1} of “${group}”`];
		if (column === '') throw new InputError('Filter', `C${place} has no field`, 'Choose its field, or remove it.');
		const begun: Condition = {
			...line,
			join: 'and',
			column,
			place: `c${place}, ${shownName(line.field)}`,
			operator: '',
		};
		try {
			return { ...begun, ...comparison(line, column) };
		} catch (error) {
			throw placed(begun, error);
		}
	};
}

/** The column as the form shows it. */
function shownName(field: unknown): string {
	const { cachedResultName } = Object(field) as { cachedResultName?: unknown };
	return typeof cachedResultName === 'string' && cachedResultName !== '' ? cachedResultName : located(field);
}

function comparison(line: Json, column: string): Pick<Condition, 'operator' | 'value' | 'value2'> {
	const given = String(line.operator || 'is');
	const operator = WORDS[given] ?? given;
	if (WITH_COLUMN.includes(operator)) return { operator, value: columnNamed(line.otherField, 'Filter') };
	return { operator, value: comparable(column, valueOf(line)), value2: comparable(column, line.value2) };
}

/** @throws InputError for what would be compared as a text that nobody meant */
function comparable(column: string, value: unknown): unknown {
	const fault = faultIn(value);
	if (fault === undefined) return Array.isArray(value) ? value.map(withoutForms) : withoutForms(value);
	throw new InputError(
		'Filter',
		`${column} is compared with ${fault}`,
		'Check the expression: a text, a number, a date, a list, true or false can be compared.',
	);
}

/** Operators whose values come from a list compare as those do whose values are typed. */
const WORDS: Record<string, string> = { isAnyOf: 'isOneOf', isNoneOf: 'isNotOneOf' };
const OF_DAYS = ['is', 'on', 'isNot', 'notOn', 'before', 'after'];
/** They are offered for dates alone. */
const OF_DATES = ['on', 'notOn', 'before', 'after'];

/** Whether the value could be a period such as “This Week”. */
export function namesPeriod(line: Condition, { now, timeZone }: Moment): boolean {
	return OF_DAYS.includes(line.operator) && periodOf(line.value, now, timeZone) !== undefined;
}

/** The lines with days in the place of periods, where the type of the column says that it is one. */
export function inPeriods(conditions: Condition[], { now, timeZone }: Moment): Condition[] {
	return conditions.flatMap((line) => {
		const { operator, type = '', value } = line;
		const isDate = familyOf(type) === 'date' || (type === '' && OF_DATES.includes(operator));
		const period = OF_DAYS.includes(operator) && isDate ? periodOf(value, now, timeZone) : undefined;
		return period === undefined ? [line] : inPeriod(line, period);
	});
}

/** A period that is left out is two conditions. */
function inPeriod(condition: Condition, { first, last }: Period): Condition[] {
	const { operator } = condition;
	if (operator === 'before') return [{ ...condition, value: first }];
	if (operator === 'after') return [{ ...condition, value: last }];
	if (operator === 'is' || operator === 'on')
		return [{ ...condition, operator: 'between', value: first, value2: last }];
	return [
		{ ...condition, operator: 'before', value: first },
		{ ...condition, join: 'or', operator: 'after', value: last },
	];
}

/** From the field that the operator shows. An expression may give a list or a date in place of a text. */
function valueOf({ value: content, text, values }: Json): unknown {
	if (Array.isArray(values) && values.length > 0) return values;
	if (text !== undefined && text !== '') return text;
	return typeof content === 'object' && content !== null && '__rl' in content && 'value' in content
		? content.value
		: content;
}
