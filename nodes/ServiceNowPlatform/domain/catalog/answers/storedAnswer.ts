import { kindOf, typeName } from './questionTypes';
import type { Variable } from './variables';

/** The answer to a question of a requested item. */
export interface StoredAnswer {
	/** Of its `sc_item_option`; '' for a table of answers, which has no single record. */
	sys_id: string;
	/** Of the question, or of the variable set. */
	question: string;
	value: string | Array<Record<string, string>>;
	variable: Variable;
}

/** More answers no form has. */
export const MOST_ANSWERS = 2000;

/** What is stored with an answer tells little of its question. */
export function storedVariable(name: string, label: string, type: string, more: Partial<Variable>): Variable {
	return {
		name,
		label: label || name,
		kind: kindOf(type),
		type: typeName(type),
		mandatory: false,
		readOnly: false,
		defaultValue: '',
		choices: [],
		reference: '',
		help: '',
		group: '',
		columns: [],
		...more,
	};
}
