import type { LiveSchema } from '../schema.mts';
import type { Fragment } from './fragment.mts';
import type { ScriptContext } from './script.mts';
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
