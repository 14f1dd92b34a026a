import { firstBatchSize, nextBatchSize } from '../sending/batch';

/** How many requests go into one call: more while calls are quick, fewer after one that was too much. */
export class BatchSize {
	current: number;

	private readonly most: number;

	constructor(most: number) {
		this.most = most;
		this.current = Math.min(firstBatchSize, most);
	}

	came(sent: number, elapsed: number): void {
		this.current = Math.min(this.most, nextBatchSize(this.current, sent, elapsed));
	}

	/** What was lost soon says nothing about the size. */
	failed(sent: number, elapsed: number): void {
		this.current = Math.min(this.current, nextBatchSize(this.current, sent, elapsed));
	}

	/** Down to one: a request that alone is too much for a call in company then travels by itself. */
	halve(sent: number): void {
		this.current = Math.max(1, Math.floor(sent / 2));
	}
}
