import type { Task } from '../task.mts';

/** Somebody who is measured. */
export interface Contestant {
	/** Its process. */
	readonly pid: number;
	/** Lets go of what it holds no more, before it is measured. */
	settle(): Promise<void>;
	/** Does the work. @returns milliseconds that it took, and what came of it */
	perform(task: Task): Promise<{ milliseconds: number; done: number }>;
	stop(): Promise<void>;
}
