/** Items of one lane take turns, in the order in which they came. An item of several lanes waits for its turn in all of them. */
export class Lanes {
	private readonly queues = new Map<string, number[]>();
	private readonly lanesOf = new Map<number, string[]>();

	/** @returns whether it is the item's turn already */
	enter(lanes: string[], index: number): boolean {
		const own = [...new Set(lanes)];
		this.lanesOf.set(index, own);
		for (const lane of own) {
			const queue = this.queues.get(lane);
			if (queue === undefined) this.queues.set(lane, [index]);
			else queue.push(index);
		}
		return this.isFirst(index);
	}

	/** @returns the items whose turn comes next */
	leave(index: number): number[] {
		const next = new Set<number>();
		for (const lane of this.lanesOf.get(index) ?? []) {
			const queue = this.queues.get(lane) ?? [];
			queue.shift();
			if (queue[0] === undefined) this.queues.delete(lane);
			else next.add(queue[0]);
		}
		return [...next].filter((candidate) => this.isFirst(candidate));
	}

	private isFirst(index: number): boolean {
		return (this.lanesOf.get(index) ?? []).every((lane) => this.queues.get(lane)?.[0] === index);
	}
}
