/** What is to happen, in the order of time. */
export class Timeline {
	now = 0;

	private readonly events: Array<{ at: number; run: () => void }> = [];

	after(milliseconds: number, run: () => void): void {
		const at = this.now + milliseconds;
		let [low, high] = [0, this.events.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			// The next one stands last.
			if ((this.events[middle]?.at ?? 0) > at) low = middle + 1;
			else high = middle;
		}
		this.events.splice(low, 0, { at, run });
	}

	/** Lets everything happen until `isOver`. */
	play(isOver: () => boolean): void {
		for (let next = this.events.pop(); next !== undefined && !isOver(); next = this.events.pop()) {
			this.now = next.at;
			next.run();
		}
	}
}

/** The platform queues this many transactions behind a full pool before it turns callers away. */
const QUEUE = 150;

/** The pool of an instance that integrations share. */
export class Pool {
	turnedAway = 0;

	private busy = 0;

	private readonly queue: Array<() => void> = [];

	private readonly timeline: Timeline;

	private readonly semaphores: number;

	constructor(timeline: Timeline, semaphores: number) {
		this.timeline = timeline;
		this.semaphores = semaphores;
	}

	/** Works so many milliseconds on it once a place is free, if it is not turned away. `end` is told how long it had to wait. */
	enter(milliseconds: number, end: (waited: number | undefined) => void): void {
		const { now } = this.timeline;
		const begin = () => {
			const waited = this.timeline.now - now;
			this.busy++;
			this.timeline.after(milliseconds, () => {
				this.busy--;
				this.queue.shift()?.();
				end(waited);
			});
		};
		if (this.busy < this.semaphores) return begin();
		if (this.queue.length < QUEUE) return void this.queue.push(begin);
		this.turnedAway++;
		end(undefined);
	}
}
