import { isDate } from '../columnTypes.mts';
import type { LiveSchema } from '../schema.mts';
import { toWallClock } from '../time.mts';
import type { Fragment } from './fragment.mts';
import { evaluate, isScript, type ScriptContext } from './script.mts';
import type { Field, Scope } from './scope.mts';

export interface Condition {
	scope: Scope;
	schema: LiveSchema;
	script: ScriptContext;
	field: Field;
	/** What LIKE and its relatives look at. */
	text: Field;
	value: string;
}

/** undefined: the condition makes no sense (an unknown second field) and counts as invalid. */
export type Operator = (condition: Condition) => Fragment | undefined;

/** What a value stands for. A moment that a script names counts, for a column of days, as the day that it is for the user. */
export function operand(value: string, { field, script }: Condition): string {
	const result = evaluate(value, script);
	const isDay = isScript(value) && isDate(field.column.type);
	return isDay ? toWallClock(result, script.format.zone).slice(0, 10) : result;
}
