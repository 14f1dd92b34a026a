/**
 * What a script's run waits for. A run is written once, as a generator of needs; whether all else goes on meanwhile is for
 * whoever drives it.
 */
import type { Line } from '../threads/line.mts';

export type Need =
	| { kind: 'ask'; line: Line; words: string; milliseconds?: number }
	/** Work that was begun, and has to be over before the script goes on. */
	| { kind: 'wait'; work: Promise<void> };

export type Run<T> = Generator<Need, T, string | undefined>;

/** All else stands still. What would have to go on meanwhile goes on afterwards. */
export function runNow<T>(run: Run<T>): T {
	let step = run.next();
	while (!step.done) {
		const need = step.value;
		step = run.next(need.kind === 'ask' ? need.line.askNow(need.words, need.milliseconds) : undefined);
	}
	return step.value;
}

async function meet(need: Need): Promise<string | undefined> {
	if (need.kind === 'ask') return await need.line.ask(need.words, need.milliseconds);
	await need.work;
	return undefined;
}

export async function runMeanwhile<T>(run: Run<T>): Promise<T> {
	let step = run.next();
	while (!step.done) {
		const need = step.value;
		step = await meet(need).then(
			(words) => run.next(words),
			(error: unknown) => run.throw(error),
		);
	}
	return step.value;
}
