import { isMadeBefore } from '../../domain/api/doubt';
import { mayHaveBeenDone } from '../../domain/failure/undecided';
import { ApiFailure } from '../../domain/failure/failure';
import { type ApiRequest, type ApiResponse, isIdempotent, type Outcome, type Steps } from '../../domain/api/request';

/** Steps that are under way: those of an item, or a strand of theirs. */
export interface Task {
	steps: Steps<unknown>;
	/** When they were begun, in milliseconds since the epoch. */
	begun: number;
	/** What has been written for the item. */
	progress: string[];
	end(outcome: Outcome<unknown>): void;
}

/** A request that waits to be sent or answered, for one item or for several that ask the very same. */
export interface Pending {
	request: ApiRequest;
	tasks: Task[];
	/** Attempts that failed, and how the last one did. */
	failures?: number;
	last?: ApiFailure;
	/** The last failure that leaves it open whether it was done. */
	doubt?: ApiFailure;
	/** Travels by itself from now on. */
	isApart?: boolean;
}

/** Attempts in company before a request travels by itself, where it takes nobody along. */
const MOST_IN_COMPANY = 2;

export function failedAgain(pending: Pending, failure: ApiFailure): Pending {
	const failures = (pending.failures ?? 0) + 1;
	const isOpen = pending.request.method !== 'GET' && mayHaveBeenDone(failure);
	return {
		...pending,
		failures,
		last: failure,
		...(isOpen ? { doubt: failure } : {}),
		...(failures >= MOST_IN_COMPANY && failure.kind !== 'rate-limited' ? { isApart: true } : {}),
	};
}

export function isRefused(outcome: ApiResponse | ApiFailure): boolean {
	return outcome instanceof ApiFailure && outcome.kind === 'unauthenticated';
}

/** Whether sending it once more leaves what sending it once leaves, once it has been looked for where it makes something. */
export function isRepeatable(request: ApiRequest): boolean {
	return request.creates !== undefined || isIdempotent(request);
}

/** Failures of a single request that more can be done about than to tell them. */
export function isOpen(request: ApiRequest, failure: ApiFailure): boolean {
	if (isMadeBefore(request, failure) || failure.kind === 'rate-limited') return true;
	// What broke off on the instance's side comes whole only if less is asked for.
	return mayHaveBeenDone(failure) && (failure.kind !== 'incomplete' || request.method !== 'GET');
}

const GONE: ApiResponse = { status: 204, headers: {}, body: undefined };

/**
 * What is told of a request in the end. Where it was deleted by an attempt whose answer was lost, nothing is left to delete; and a refusal
 * behind such an attempt does not undo what that has done.
 */
export function settledBy({ request, doubt }: Pending, outcome: ApiResponse | ApiFailure): ApiResponse | ApiFailure {
	if (!(outcome instanceof ApiFailure)) return outcome;
	const followsDoubt = doubt !== undefined || outcome.facts.followsDoubt === true;
	if (!followsDoubt) return outcome;
	if (outcome.kind === 'not-found' && request.method === 'DELETE') return GONE;
	return new ApiFailure({ ...outcome.facts, followsDoubt });
}
