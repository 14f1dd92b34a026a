/** The memory of a sandbox is always the same at first, and so would be what it calls chance. */
export function chanceOf(seed: number): () => number {
	let state = seed >>> 0;
	return function random() {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

/** `Date` by the clock of the instance, which the machine's only drives. */
export function clocked(RealDate: DateConstructor, now: number): DateConstructor {
	const ahead = now - RealDate.now();
	const moment = () => RealDate.now() + ahead;
	return new Proxy(RealDate, {
		construct: (target, given) => (given.length === 0 ? new target(moment()) : Reflect.construct(target, given)),
		apply: (target) => new target(moment()).toString(),
		get: (target, key) => (key === 'now' ? moment : Reflect.get(target, key)),
	});
}
