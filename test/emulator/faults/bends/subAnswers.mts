import { randomBytes } from 'node:crypto';
import type { ActionOf } from '../../fault.mts';
import { isObject } from '../../http/content/body.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount, aFlag, either, listOf, oneOf, optional } from '../fields.mts';
import { bent, kind } from '../kind.mts';

type Served = Record<string, unknown>;
type Action = ActionOf<'sub-answers'>;

function renamed(served: Served[], ids: Action['ids']): Served[] {
	if (ids === 'wrong') return served.map((entry) => ({ ...entry, id: randomBytes(8).toString('hex') }));
	if (ids !== 'swapped') return served;
	return served.map((entry, index) => ({ ...entry, id: served[(index + 1) % served.length]?.id }));
}

/** A Batch answer without some of its sub-answers, or with them under the wrong ids. All the work is done. */
function change({ lose = [], named = false, ids }: Action, response: ApiResponse): ApiResponse {
	const { body } = response;
	if (!isObject(body) || !Array.isArray(body.serviced_requests)) return response;
	const served = body.serviced_requests.filter(isObject);
	const isLost = (position: number) => lose === 'all' || lose.includes(position);
	const lost = served.filter((_, index) => isLost(index + 1)).map(({ id }) => id);
	const left: unknown = body.unserviced_requests;
	return {
		...response,
		body: {
			...body,
			serviced_requests: renamed(
				served.filter((_, index) => !isLost(index + 1)),
				ids,
			),
			unserviced_requests: [...(Array.isArray(left) ? left : []), ...(named ? lost : [])],
		},
	};
}

export const subAnswers = kind<'sub-answers'>({
	fields: {
		lose: optional(either(oneOf('all'), listOf(aCount))),
		named: optional(aFlag),
		ids: optional(oneOf('wrong', 'swapped')),
	},
	start: (action) => bent((response) => change(action, response)),
});
