import { setImmediate } from 'node:timers/promises';

/** For tests with pauses: these wait for `hurried`, everything else goes on as ever. */
export function stopTimers(): void {
	jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask', 'performance'] });
}

/** Lets all pauses pass. */
export async function hurried<T>(promise: Promise<T>): Promise<T> {
	let pending = true;
	const end = () => {
		pending = false;
	};
	promise.then(end, end);
	while (pending) {
		await setImmediate();
		await jest.advanceTimersByTimeAsync(1000);
	}
	return await promise;
}
