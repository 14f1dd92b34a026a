import { isOwnError, mayHaveBeenDone } from '../../domain/failure/undecided';
import { type ApiFailure, CANCELLED, type FailureKind, LONGEST_PAUSE } from '../../domain/failure/failure';
import { type ApiRequest, isIdempotent } from '../../domain/api/request';

/** Attempts of one request, the first one included. */
const ATTEMPTS = 5;
/** One that is turned away since there are too many has only to wait until there are fewer. */
const ATTEMPTS_WHEN_LIMITED = 8;
/** An error of ServiceNow's own mostly comes again. */
const ATTEMPTS_AFTER_ERROR = 2;
/** Milliseconds. */
const FIRST_PAUSE = 500;
/** Share of a pause by which those who were told the same pause differ, and the most of it. */
const SPREAD = 0.25;
const MOST_SPREAD = 1_000;

/** Before work began, whatever the method: the instance turned the request away, or was never reached. */
const REPEATABLE: FailureKind[] = ['rate-limited', 'unreachable'];
/** Only what changes nothing, or nothing more, may be asked twice after these. */
const REPEATABLE_READS: FailureKind[] = ['server', 'lost', 'not-processed', 'not-json'];
/** A wrong host name does not get right by waiting. */
const HOPELESS = /ENOTFOUND/;

/** What matters of a request when it has failed. */
export interface Nature extends Pick<ApiRequest, 'method' | 'idempotent' | 'reads' | 'text'> {
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
	if (isExhausted(failure, attempt) || !isRepeatable(request, failure)) return undefined;
	const isRead = request.method === 'GET' || request.reads === true;
	if (!isRead && isOwnError(failure) && attempt >= ATTEMPTS_AFTER_ERROR) return undefined;
	return backoff(failure, attempt, random);
}

/** Whether it has failed often enough, or is to wait longer than anybody waits. */
export function isExhausted({ kind, facts }: ApiFailure, attempt: number): boolean {
	if ((facts.retryAfter ?? 0) > LONGEST_PAUSE || facts.isTimedOut === true) return true;
	return attempt >= (kind === 'rate-limited' ? ATTEMPTS_WHEN_LIMITED : ATTEMPTS);
}

/** Milliseconds; as long as the instance says and a little, or else longer each time. */
export function backoff({ facts: { retryAfter } }: ApiFailure, attempt: number, random: number): number {
	if (retryAfter !== undefined) {
		const told = retryAfter * 1000;
		return told + random * Math.min(told * SPREAD, MOST_SPREAD);
	}
	return Math.min(LONGEST_PAUSE * 1000, FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + random / 2));
}

function isRepeatable(request: Nature, failure: ApiFailure): boolean {
	if (HOPELESS.test(failure.message)) return false;
	if (REPEATABLE.includes(failure.kind)) return true;
	if (request.isLookedFor === true && mayHaveBeenDone(failure)) return true;
	if (!isIdempotent(request)) return false;
	// What took too long would take as long again.
	return REPEATABLE_READS.includes(failure.kind) && !CANCELLED.test(failure.message);
}
