import { type ApiFailure, CANCELLED, type FailureFacts } from './failure';

/** Whether the work of a failed write may have been done although its answer was lost on the way or says something else. */
export function mayHaveBeenDone({ kind }: Pick<ApiFailure, 'kind'>): boolean {
	// Behind a 500 may stand a business rule that failed after the write was committed.
	return (
		kind === 'lost' || kind === 'not-processed' || kind === 'not-json' || kind === 'incomplete' || kind === 'server'
	);
}

/** Whether ServiceNow itself ended the work with an error that the same work meets again, save by chance. */
export function isOwnError({ kind, message, facts }: ApiFailure): boolean {
	return kind === 'server' && (facts.status === 500 || CANCELLED.test(message));
}

/** A failed write of which nobody knows whether it was done. */
export function isUndecided({ kind, method, followsDoubt }: FailureFacts): boolean {
	return method !== undefined && method !== 'GET' && (followsDoubt === true || mayHaveBeenDone({ kind }));
}
