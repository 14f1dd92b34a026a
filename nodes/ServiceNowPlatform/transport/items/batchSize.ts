import type { ApiRequest } from '../../domain/api/request';
import { firstBatchSize, nextBatchSize, sharedSize } from '../sending/batch';

/** How many requests go into one call: more while calls are quick, fewer after one that was too much. */
export class BatchSize {
	current: number;

	private readonly most: number;

	constructor(most: number) {
		this.most = most;
		this.current = Math.min(firstBatchSize, most);
	}

	/**
	 * Requests of the next call, where so many calls may begin now. What an API takes at once by itself is not shared out: it costs the
	 * instance one look, however many they are.
	 */
	ofNext(waiting: Array<{ request: ApiRequest }>, free: number): number {
		const isJoint = waiting[0]?.request.joint !== undefined;
		return isJoint ? this.current : sharedSize(this.current, waiting.length, free);
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
