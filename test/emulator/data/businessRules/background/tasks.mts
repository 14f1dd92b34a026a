/** All that goes on in the background, for whoever wants to wait until nothing does. */
export interface Tasks {
	add(work: Promise<unknown>): void;
	count(): number;
	settled(): Promise<void>;
}

export function createTasks(): Tasks {
	const running = new Set<Promise<unknown>>();
	return {
		add(work) {
			running.add(work);
			const over = () => void running.delete(work);
			work.then(over, over);
		},
		count: () => running.size,
		async settled() {
			while (running.size > 0) await Promise.allSettled(running);
		},
	};
}
