import { ApiFailure, isHopeless } from '../../domain/api/failure';
import type { Outcome } from '../../domain/api/request';
import type { ExecutorSettings } from './executor';

/**
 * Does work that cannot be described as requests, some of it at once; outcomes are in the order of the works. After a failure that
 * the rest would share, any where `stopAtFailure` is set, and when the user cancels, nothing more is begun.
 */
export async function inParallel<Result>(
	works: Array<() => Promise<Result>>,
	{ parallel, stopAtFailure, cancelled }: Pick<ExecutorSettings, 'parallel' | 'stopAtFailure' | 'cancelled'>,
): Promise<Array<Outcome<Result> | undefined>> {
	const outcomes: Array<Outcome<Result> | undefined> = works.map(() => undefined);
	let next = 0;
	let fatal: ApiFailure | undefined;
	let stopped = false;
	async function worker(): Promise<void> {
		for (let index = next++; index < works.length && !stopped && cancelled?.aborted !== true; index = next++) {
			const outcome = fatal === undefined ? await outcomeOf(works[index]) : { done: false as const, error: fatal };
			outcomes[index] = outcome;
			if (outcome.done) continue;
			stopped ||= stopAtFailure;
			if (outcome.error instanceof ApiFailure && isHopeless(outcome.error)) fatal ??= outcome.error;
		}
	}
	await Promise.all(Array.from({ length: Math.min(parallel, works.length) }, worker));
	return outcomes;
}

async function outcomeOf<Result>(work: (() => Promise<Result>) | undefined): Promise<Outcome<Result>> {
	try {
		return { done: true, result: await (work as () => Promise<Result>)() };
	} catch (error) {
		return { done: false, error };
	}
}
