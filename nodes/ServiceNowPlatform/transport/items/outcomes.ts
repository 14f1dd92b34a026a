import type { Outcome } from '../../domain/api/request';
import { withProgress } from './progress';

/** What came of each item, and what has been written for it so far. */
export class Outcomes<Result> {
	readonly list: Array<Outcome<Result> | undefined>;

	private readonly progress: string[][];

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

	set(index: number, outcome: Outcome<Result>): void {
		this.list[index] = outcome.done ? outcome : this.failed(index, outcome.error);
	}

	/** Every item that has none yet gets this one. */
	fill(error: unknown): void {
		this.reason = error;
		for (const index of this.list.keys()) this.list[index] ??= this.failed(index, error);
	}

	/** Nothing more is done for an item that had been begun: what has been done of its work is told with the reason. */
	leave(progress: string[]): void {
		const index = this.progress.indexOf(progress);
		if (this.reason !== undefined && index >= 0) this.list[index] = this.failed(index, this.reason);
	}

	private failed(index: number, error: unknown): Outcome<Result> {
		return { done: false, error: withProgress(error, this.progressOf(index)) };
	}
}
