import type { Json } from '../../domain/api/json';
import type { Condition, Moment } from '../../domain/query/filter';
import type { Item } from '../item/item';
import { columnNamed, located } from '../pickers/column';
import { WITH_COLUMN } from './operators';
import { type Period, periodOf } from './periods';

/** The lines of the filter: those that all hold, then those of which any does. */
export function conditionsOf(item: Item, moment: Moment): Condition[] {
	const read = (group: string) => item.lines('filter', group).map((line) => conditionOf(line, moment));
	const any = read('any').map(([first, ...others], index): Condition[] => {
		const join = index === 0 ? 'and' : 'or';
		return first === undefined ? [] : [{ ...first, join }, ...others];
	});
	return [...read('conditions'), ...any].flat();
}

/** A period that is left out is two conditions. @throws InputError */
function conditionOf(line: Json, { now, timeZone }: Moment): Condition[] {
	const operator = WORDS[String(line.operator || 'is')] ?? String(line.operator || 'is');
	const value = WITH_COLUMN.includes(operator) ? columnNamed(line.otherField, 'Filter') : valueOf(line);
	const condition: Condition = { ...line, join: 'and', field: located(line.field), operator, value };
	const period = DATED.includes(operator) ? periodOf(value, now, timeZone) : undefined;
	return period === undefined ? [condition] : inPeriod(condition, period);
}

/** Operators whose values come from a list compare as those do whose values are typed. */
const WORDS: Record<string, string> = { isAnyOf: 'isOneOf', isNoneOf: 'isNotOneOf' };
const DATED = ['is', 'on', 'isNot', 'notOn', 'before', 'after'];

function inPeriod(condition: Condition, { first, last }: Period): Condition[] {
	const { operator } = condition;
	if (operator === 'before') return [{ ...condition, value: first }];
	if (operator === 'after') return [{ ...condition, value: last }];
	if (operator === 'is' || operator === 'on') {
		if (first === last) return [{ ...condition, operator: 'on', value: first }];
		return [{ ...condition, operator: 'between', value: `${first}T00:00:00`, value2: `${last}T23:59:59` }];
	}
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
