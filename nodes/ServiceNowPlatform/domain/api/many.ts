import { ApiFailure, expected, isHopeless } from '../failure/failure';
import type { Outcome, Steps } from './request';

/** Enough for several full Batch calls at once. */
const STRANDS = 400;

/**
 * Does the same to many records of one item, so that their requests travel together. A record's failure does not keep the others from
 * being done; one that all would share does, and gives the rest its reason.
 */
export function* doMany<Entry, Result>(
	entries: Entry[],
	work: (entry: Entry) => Steps<Result>,
): Steps<Array<Outcome<Result, ApiFailure>>> {
	const outcomes: Array<Outcome<Result, ApiFailure> | undefined> = entries.map(() => undefined);
	let next = 0;
	let shared: ApiFailure | undefined;
	function* workStrand(): Steps<void> {
		for (let index = next++; index < entries.length; index = next++) {
			const outcome: Outcome<Result, ApiFailure> =
				shared === undefined ? yield* settle(work(entries[index] as Entry)) : { done: false, error: shared };
			outcomes[index] = outcome;
			if (!outcome.done && isHopeless(outcome.error)) shared ??= outcome.error;
		}
	}
	yield { strands: Array.from({ length: Math.min(STRANDS, entries.length) }, workStrand) };
	return outcomes.filter((outcome) => outcome !== undefined);
}

function* settle<Result>(steps: Steps<Result>): Steps<Outcome<Result, ApiFailure>> {
	try {
		return { done: true, result: yield* steps };
	} catch (error) {
		return { done: false, error: expected(error, ApiFailure) };
	}
}
