import { ApiFailure } from '../../failure/failure';
import { apiPath, attempt, resultOf, type Steps } from '../../api/request';
import type { VariableKind } from './questionTypes';
import type { StoredAnswer } from './storedAnswer';

/** Of the others the value is what people see. */
const NAMED: VariableKind[] = ['choice', 'list', 'lookup', 'reference', 'rows', 'yesNo'];

/** What people see of each answer, in the same order; the value itself where ServiceNow does not tell. The requests travel together. */
export function* readDisplayValues(answers: StoredAnswer[]): Steps<unknown[]> {
	const shown = answers.map(({ value }): unknown => value);
	const named = answers
		.map(({ value, question, variable }, index) => ({ value, question, kind: variable.kind, index }))
		.filter(({ value, question, kind }) => NAMED.includes(kind) && question !== '' && value.length > 0);
	yield {
		strands: named.map(function* ({ value, question, index }) {
			const sysparm_value = typeof value === 'string' ? value : JSON.stringify(value);
			const answer = yield* attempt({
				method: 'POST',
				path: apiPath`/api/sn_sc/servicecatalog/variables/${question}/display_value`,
				body: { sysparm_value },
			});
			const text = answer instanceof ApiFailure ? undefined : resultOf(answer);
			if (typeof text === 'string' && text !== '')
				shown[index] = typeof value === 'string' ? text : rowsOf(text, value);
		}),
	};
	return shown;
}

/** A table of answers comes as JSON. */
function rowsOf(text: string, value: unknown): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return value;
	}
}
