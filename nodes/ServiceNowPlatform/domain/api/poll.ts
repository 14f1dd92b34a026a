import type { ApiFailure } from '../failure/failure';
import type { Steps } from './request';

/** Milliseconds; most jobs are done soon, and the others are not hurried by asking. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
const GROWTH = 1.6;

/** Something that the instance works on after it has answered. */
export interface Poll<Result> {
	/** Asks once. @returns undefined while there is no result */
	ask(): Steps<Result | undefined>;
	/** Milliseconds after which no more is asked. */
	limit: number;
	/** What is wrong then. */
	late(): ApiFailure;
}

/** Asks at growing intervals until there is a result. */
export function* poll<Result>({ ask, limit, late }: Poll<Result>): Steps<Result> {
	let begun: number | undefined;
	for (let waited = 0, next = FIRST_PAUSE; ; next = Math.min(next * GROWTH, LONGEST_PAUSE)) {
		const result = yield* ask();
		if (result !== undefined) return result;
		if (waited >= limit) throw late();
		const pause = Math.round(Math.min(next, limit - waited));
		const { elapsed = waited + pause } = yield { pause };
		begun ??= elapsed - pause;
		waited = elapsed - begun;
	}
}
