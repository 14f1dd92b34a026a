import { ApiFailure, CANCELLED } from '../failure/failure';
import { type ApiRequest, type ApiResponse, attempt, type Steps } from './request';

/** Whether the work of a failed write may have been done although its answer was lost on the way or says something else. */
export function mayHaveBeenDone({ kind, message, facts }: ApiFailure): boolean {
	if (kind === 'lost' || kind === 'not-processed' || kind === 'not-json' || kind === 'incomplete') return true;
	// A write may have been committed before the time limit ended it.
	return kind === 'server' && ((facts.status ?? 0) > 500 || CANCELLED.test(message));
}

/**
 * Sends a write that cannot be repeated or looked for: its answer is the only trace of what it made.
 *
 * @throws ApiFailure with this advice where the work may have been done without an answer
 */
export function* sendUnrepeatable(request: ApiRequest, advice: string): Steps<ApiResponse> {
	const answer = yield* attempt(request);
	if (!(answer instanceof ApiFailure)) return answer;
	throw mayHaveBeenDone(answer) ? new ApiFailure({ ...answer.facts, advice }) : answer;
}
