import { ServiceNowError } from '../../errors.mts';

/** The platform queues this many transactions behind a full pool before it turns callers away. */
const QUEUE_LENGTH = 150;

export interface Semaphore {
	/** Waits for a free place in order of arrival; the answer gives it back. */
	acquire(): Promise<() => void>;
}

/** The pool that integrations share: a few transactions at once, the others wait. */
export function createSemaphore(size: number): Semaphore {
	let free = size;
	const queue: Array<() => void> = [];

	const release = () => {
		const next = queue.shift();
		if (next) next();
		else free += 1;
	};

	return {
		acquire() {
			if (free > 0) {
				free -= 1;
				return Promise.resolve(release);
			}
			// Unlike a rate limit, a full queue promises neither Retry-After nor X-RateLimit headers.
			if (queue.length >= QUEUE_LENGTH) {
				return Promise.reject(new ServiceNowError(429, 'Too Many Requests', 'Semaphore queue is full'));
			}
			return new Promise((resolve) => {
				queue.push(() => resolve(release));
			});
		},
	};
}
