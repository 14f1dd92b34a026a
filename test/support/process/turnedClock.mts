/** Only the clock is turned; timers go on. */
const REAL = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'nextTick',
	'queueMicrotask',
	'performance',
	'hrtime',
] as const as never;

/** Stops the clock, of n8n and of the emulator in the same process, and sets it on by so many milliseconds. */
export function turnClock(milliseconds: number): void {
	jest.useFakeTimers({ now: Date.now() + milliseconds, doNotFake: REAL });
}

/** The true time, for both. */
export function trueClock(): void {
	jest.useRealTimers();
}
