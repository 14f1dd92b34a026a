import { wait } from '../sending/rateLimit';

/** Milliseconds. Pauses that end within it end together, so that what is asked next can travel together. */
const TICK = 100;

/** Who waits until when. */
export class Pauses<Waiting> {
	private readonly ends = new Map<number, Waiting[]>();

	private readonly stopping: AbortSignal;

	/** After the signal nobody waits any longer. */
	constructor(stopping: AbortSignal) {
		this.stopping = stopping;
	}

	get isEmpty(): boolean {
		return this.ends.size === 0;
	}

	/** `wake` is called with all whose pause ends at the same time as this one. */
	add(waiting: Waiting, pause: number, wake: (ended: Waiting[]) => void): void {
		const now = Date.now();
		const end = Math.ceil((now + pause) / TICK) * TICK;
		const others = this.ends.get(end);
		if (others !== undefined) {
			others.push(waiting);
			return;
		}
		const ended = [waiting];
		this.ends.set(end, ended);
		void wait(end - now, this.stopping).then(() => {
			this.ends.delete(end);
			wake(ended);
		});
	}
}
