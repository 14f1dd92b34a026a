import { ApiFailure, isHopeless } from './failure';
import type { Steps } from './request';

/** What became of one of many records. */
export type Fate<Result> = { done: true; result: Result } | { done: false; failure: ApiFailure };

/** Enough for several full Batch calls at once. */
const STRANDS = 400;

/**
 * Does the same to many records of one item, so that their requests travel together. A record's failure does not keep the others from
 * being done; one that all would share does, and gives the rest its reason.
 */
export function* doMany<Entry, Result>(
	entries: Entry[],
	work: (entry: Entry) => Steps<Result>,
): Steps<Array<Fate<Result>>> {
	const fates: Array<Fate<Result> | undefined> = entries.map(() => undefined);
	let next = 0;
	let shared: ApiFailure | undefined;
	function* strand(): Steps<void> {
		for (let index = next++; index < entries.length; index = next++) {
			const fate: Fate<Result> =
				shared === undefined ? yield* fateOf(work(entries[index] as Entry)) : { done: false, failure: shared };
			fates[index] = fate;
			if (!fate.done && isHopeless(fate.failure)) shared ??= fate.failure;
		}
	}
	yield { strands: Array.from({ length: Math.min(STRANDS, entries.length) }, strand) };
	return fates.filter((fate) => fate !== undefined);
}

function* fateOf<Result>(steps: Steps<Result>): Steps<Fate<Result>> {
	try {
		return { done: true, result: yield* steps };
	} catch (error) {
		return { done: false, failure: failureFrom(error) };
	}
}

function failureFrom(error: unknown): ApiFailure {
	if (error instanceof ApiFailure) return error;
	throw error;
}
