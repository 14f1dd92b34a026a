import { ApiFailure } from '../../failure/failure';
import { apiPath, type ApiRequest, attempt, recordOf, type Steps } from '../../api/request';
import { nameOf } from './plainAnswers';
import type { StoredAnswer } from './storedAnswer';
import type { Variable } from './variables';

/** One after the other, each seen to be stored. What was written before a failure is told with it. */
export function* writeAnswers(changes: StoredAnswer[], values: Record<string, string>): Steps<void> {
	const written: string[] = [];
	for (const { sys_id, variable } of changes) {
		const request: ApiRequest = {
			method: 'PATCH',
			path: apiPath`/api/now/table/sc_item_option/${sys_id}`,
			query: { sysparm_fields: 'sys_id,value', sysparm_exclude_reference_link: 'true' },
			body: { value: values[variable.name] ?? '' },
		};
		const answer = yield* attempt(request);
		const before = written.length === 0 ? '' : ` Written before: ${written.join(', ')}.`;
		if (answer instanceof ApiFailure) {
			const { detail = '' } = answer.facts;
			throw new ApiFailure({
				...answer.facts,
				detail: `${detail} The variable was ${nameOf(variable)}.${before}`.trim(),
			});
		}
		if (recordOf(answer).value !== request.body?.value) throw notStored(request, variable, before);
		written.push(variable.name);
	}
}

function notStored({ method, path }: ApiRequest, variable: Variable, before: string): ApiFailure {
	return new ApiFailure({
		kind: 'not-stored',
		message: `Not stored: ${variable.name}`,
		detail: `ServiceNow answered with another value for ${nameOf(variable)}.${before}`,
		advice: 'The signed-in user may not write sc_item_option, or a business rule changes the value.',
		method,
		path,
	});
}
