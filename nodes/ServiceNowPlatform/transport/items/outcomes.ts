import type { Outcome } from '../../domain/api/request';
import { ApiFailure } from '../../domain/failure/failure';
import { isUndecided } from '../../domain/failure/undecided';
import { withProgress } from './progress';

/** What came of each item, and what has been written for it so far. */
export class Outcomes<Result> {
	readonly list: Array<Outcome<Result> | undefined>;

	private readonly progress: string[][];

	/** Writes of items of which nobody knows whether they were done, while their items look for them. */
	private readonly doubts = new Map<string[], ApiFailure>();

	/** Why nothing more is sent for anybody. */
	private reason: unknown;

	constructor(count: number) {
		this.list = Array.from({ length: count }, () => undefined);
		this.progress = Array.from({ length: count }, () => []);
	}

	/** Where writes for the item are noted. */
	progressOf(index: number): string[] {
		return (this.progress[index] ??= []);
	}

	/** A request of an item has failed. */
	saw(progress: string[], failure: ApiFailure): void {
		if (isUndecided(failure.facts)) this.doubts.set(progress, failure);
	}

	set(index: number, outcome: Outcome<Result>): void {
		this.list[index] = outcome.done ? outcome : this.failed(index, outcome.error);
	}

	/** Every item that has none yet gets this one. */
	fill(error: unknown): void {
		this.reason = forOthers(error);
		for (const index of this.list.keys()) this.list[index] ??= this.failed(index, this.doubtOf(index) ?? this.reason);
	}

	/** Nothing more is done for an item that had been begun: what has, or may have, been done of its work is told, else the reason. */
	leave(progress: string[]): void {
		const index = this.progress.indexOf(progress);
		if (this.reason === undefined || index < 0) return;
		this.list[index] = this.failed(index, this.doubtOf(index) ?? this.reason);
	}

	private doubtOf(index: number): ApiFailure | undefined {
		return this.doubts.get(this.progressOf(index));
	}

	private failed(index: number, error: unknown): Outcome<Result> {
		return { done: false, error: withProgress(error, this.progressOf(index)) };
	}
}

/** Of what may have been done for one item, others know nothing. */
function forOthers(error: unknown): unknown {
	if (!(error instanceof ApiFailure)) return error;
	const { facts } = error;
	return new ApiFailure({ ...facts, followsDoubt: false, trace: undefined });
}
