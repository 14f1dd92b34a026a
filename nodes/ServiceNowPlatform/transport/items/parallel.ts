import { isHopeless } from '../../domain/failure/failure';
import type { Outcome } from '../../domain/api/request';
import type { ExecutorSettings } from './executor';
import { outcomeOf } from './outcome';

/**
 * Does work that cannot be described as requests, some of it at once; outcomes are in the order of the works. After a failure that
 * the rest would share, any where `stopAtFailure` is set, and when the user cancels, nothing more is begun.
 */
export async function inParallel<Result>(
	works: Array<() => Promise<Result>>,
	{ parallel, stopAtFailure, cancelled }: Pick<ExecutorSettings, 'parallel' | 'stopAtFailure' | 'cancelled'>,
): Promise<Array<Outcome<Result> | undefined>> {
	const outcomes: Array<Outcome<Result> | undefined> = works.map(() => undefined);
	const left = works.entries();
	let shared: { done: false; error: unknown } | undefined;
	let stopped = false;
	async function worker(): Promise<void> {
		for (const [index, work] of left) {
			if (stopped || cancelled?.aborted === true) return;
			const outcome = shared ?? (await outcomeOf(work));
			outcomes[index] = outcome;
			if (outcome.done) continue;
			stopped ||= stopAtFailure;
			if (isHopeless(outcome.error)) shared ??= outcome;
		}
	}
	await Promise.all(Array.from({ length: Math.min(parallel, works.length) }, worker));
	return outcomes;
}
