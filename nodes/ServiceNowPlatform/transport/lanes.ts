/** Items of one lane take turns, in the order in which they came. */
export class Lanes {
	private readonly queues = new Map<string, number[]>();

	/** @returns whether it is the item's turn already */
	enter(lane: string, index: number): boolean {
		const queue = this.queues.get(lane);
		if (queue === undefined) this.queues.set(lane, []);
		else queue.push(index);
		return queue === undefined;
	}

	/** @returns the item whose turn comes next */
	leave(lane: string): number | undefined {
		const next = this.queues.get(lane)?.shift();
		if (next === undefined) this.queues.delete(lane);
		return next;
	}
}
