/** Threads that run scripts. They are made when there is something to run, and a few are kept. */
import { beside } from '../threads/here.mts';
import { openLine } from '../threads/line.mts';
import type { Line } from '../threads/line.mts';

/** Megabytes for all that a thread holds beside the script's own memory. */
const MEMORY = 128;
const KEPT = 3;

export interface Sandboxes {
	take(): Line;
	/** A sandbox that was left in the middle of something is never used again. */
	giveBack(sandbox: Line, sound: boolean): void;
	/** Ends those that are at work. */
	abandon(): void;
	close(): void;
}

export function createSandboxes(): Sandboxes {
	const idle: Line[] = [];
	const taken = new Set<Line>();
	const abandon = () => {
		for (const sandbox of taken) sandbox.close();
		taken.clear();
	};
	return {
		take() {
			const sandbox = idle.pop() ?? openLine(beside('./thread.mts'), { memory: MEMORY });
			taken.add(sandbox);
			return sandbox;
		},
		giveBack(sandbox, sound) {
			if (!taken.delete(sandbox) || !sound || idle.length >= KEPT) sandbox.close();
			else idle.push(sandbox);
		},
		abandon,
		close() {
			abandon();
			for (const sandbox of idle.splice(0)) sandbox.close();
		},
	};
}
