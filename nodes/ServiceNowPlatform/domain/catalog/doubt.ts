import { ApiFailure, type FailureKind } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiRequest, attempt, recordOf, type Steps } from '../api/request';

/** What a look after a lost answer found: the work itself, beyond doubt, or what the user can do to find out. */
export type Finding = { done: Json } | { advice: string };

/** After these it is open whether ServiceNow did the work. An order sets off flows, so that even a plain failure may come behind it. */
const DOUBTFUL: FailureKind[] = ['lost', 'not-processed', 'not-json', 'incomplete', 'server'];

/**
 * Sends what must never be done twice: once, and outside a Batch call, where one lost answer would leave many in doubt. After an answer
 * that does not tell, `look` says what came of it.
 *
 * @throws ApiFailure with ServiceNow's words, and with the advice of `look` where it is not known what happened
 */
export function* sendOrFind(
	request: ApiRequest,
	look: () => Steps<Finding>,
): Steps<{ result: Json; recovered: boolean }> {
	const answer = yield* attempt({ ...request, alone: true });
	if (!(answer instanceof ApiFailure)) return { result: recordOf(answer), recovered: false };
	if (!DOUBTFUL.includes(answer.kind)) throw answer;
	const finding = yield* lookSafely(look);
	if ('done' in finding) return { result: finding.done, recovered: true };
	throw new ApiFailure({ ...answer.facts, advice: finding.advice });
}

/** The instance that lost an answer may well fail again. */
function* lookSafely(look: () => Steps<Finding>): Steps<Finding> {
	try {
		return yield* look();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return {
			advice: `It was not sent again. Looking for it failed as well: ${reason}. Look in ServiceNow before you run this again.`,
		};
	}
}
