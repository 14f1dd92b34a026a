import { setTimeout as sleep } from 'node:timers/promises';

/** Calls `send` for each of the indexes from 0, so many of them a second, and waits until all calls are answered. */
export async function load(count: number, perSecond: number, send: (index: number) => Promise<void>): Promise<void> {
	const started = performance.now();
	const calls = Array.from({ length: count }, async (_, index) => {
		await sleep(Math.max(0, (index / perSecond) * 1000 - (performance.now() - started)));
		await send(index);
	});
	await Promise.all(calls);
}
