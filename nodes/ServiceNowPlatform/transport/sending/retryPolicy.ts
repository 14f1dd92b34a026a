import { mayHaveBeenDone } from '../../domain/api/doubt';
import { type ApiFailure, CANCELLED, type FailureKind } from '../../domain/failure/failure';
import type { ApiRequest } from '../../domain/api/request';

/** Attempts of one request, the first one included. */
const ATTEMPTS = 5;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 60_000;

/** Before work began, whatever the method: the instance turned the request away, or was never reached. */
const REPEATABLE: FailureKind[] = ['rate-limited', 'unreachable'];
/** Only what changes nothing, or nothing more, may be asked twice after these. */
const REPEATABLE_READS: FailureKind[] = ['server', 'lost', 'not-processed', 'not-json'];
/** A wrong host name does not get right by waiting. */
const HOPELESS = /ENOTFOUND/;

/** What matters of a request when it has failed. */
export interface Nature extends Pick<ApiRequest, 'method' | 'idempotent'> {
	/** Where it is not known whether it was carried out, what it was to make has been looked for, in vain. */
	isLookedFor?: boolean;
}

/**
 * Milliseconds to wait before a failed request is sent again, or undefined when it must not be: a write whose answer was lost may
 * have been carried out. `attempt` counts from 1; `random` is in [0, 1).
 */
export function pauseBeforeRetry(
	request: Nature,
	failure: ApiFailure,
	attempt: number,
	random: number,
): number | undefined {
	if (attempt >= ATTEMPTS || !isRepeatable(request, failure)) return undefined;
	const { retryAfter } = failure.facts;
	if (retryAfter !== undefined) return retryAfter * 1000 <= LONGEST_PAUSE ? retryAfter * 1000 : undefined;
	const exponential = FIRST_PAUSE * 2 ** (attempt - 1);
	return Math.min(LONGEST_PAUSE, exponential * (0.5 + random / 2));
}

function isRepeatable(request: Nature, failure: ApiFailure): boolean {
	if (HOPELESS.test(failure.message)) return false;
	if (REPEATABLE.includes(failure.kind)) return true;
	if (request.isLookedFor === true && mayHaveBeenDone(failure)) return true;
	if (request.method !== 'GET' && request.idempotent !== true) return false;
	// What took too long would take as long again.
	return REPEATABLE_READS.includes(failure.kind) && !CANCELLED.test(failure.message);
}
