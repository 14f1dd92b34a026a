import { mayHaveBeenDone } from '../../domain/failure/undecided';
import { ApiFailure } from '../../domain/failure/failure';
import type { ApiRequest } from '../../domain/api/request';
import type { Line, Send } from './line';
import { wait } from './rateLimit';
import { pauseBeforeRetry } from './retryPolicy';

/**
 * Looks for what a request was to make, once it is not known whether it did: the answer to give if so, undefined if it was not done and
 * may be sent again. Where the look fails, too, nobody knows.
 */
type Look<Result> = Send<Result | undefined>;

/** Sends a request again where that can do no harm, and leaves the instance alone for as long as it says. */
export async function sendWithRetries<Result>(
	line: Line,
	request: ApiRequest,
	send: Send<Result>,
	recover?: Look<Result>,
): Promise<Result | ApiFailure> {
	let failure: ApiFailure | undefined;
	let look: Look<Result> | undefined;
	let isInDoubt = false;
	for (let attempt = 0; ; attempt++) {
		if (failure !== undefined) {
			// From then on: a later refusal may be due to the record being there.
			if (mayHaveBeenDone(failure)) look = recover;
			const end = await afterFailure(line, request, failure, { attempt, look });
			if (end !== undefined) return end;
		}
		const outcome = await line.rateLimit.pass(async () => await send(line, request), line.cancelled);
		if (!(outcome instanceof ApiFailure)) return outcome;
		failure = isInDoubt ? new ApiFailure({ ...outcome.facts, followsDoubt: true }) : outcome;
		isInDoubt ||= mayHaveBeenDone(failure);
	}
}

/** What was made all the same, or the failure where the request must not be sent again; undefined when its time to be has come. */
async function afterFailure<Result>(
	line: Line,
	request: ApiRequest,
	failure: ApiFailure,
	{ attempt, look }: { attempt: number; look: Look<Result> | undefined },
): Promise<Result | ApiFailure | undefined> {
	const found = await look?.(line, request);
	if (found !== undefined) return found instanceof ApiFailure ? failure : found;
	const isLookedFor = look !== undefined;
	const pause = pauseBeforeRetry({ ...request, isLookedFor }, failure, attempt, Math.random());
	if (pause === undefined) return failure;
	if (failure.kind === 'rate-limited') line.rateLimit.keep(pause);
	await wait(pause, line.cancelled);
	return line.cancelled?.aborted === true ? failure : undefined;
}
