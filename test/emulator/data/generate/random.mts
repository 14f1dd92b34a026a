/** A small generator of numbers that gives the same row of them for the same seed (mulberry32). */
export interface Random {
	/** 0 ≤ x < 1 */
	next(): number;
	/** 0 ≤ n < limit, whole */
	below(limit: number): number;
	pick<T>(list: readonly T[]): T | undefined;
	chance(probability: number): boolean;
	/** 32 hexadecimal digits, spread evenly as real sys_ids are. */
	sysId(): string;
}

export function createRandom(seed: number): Random {
	let state = seed >>> 0;
	const bits = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let value = Math.imul(state ^ (state >>> 15), state | 1);
		value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
		return (value ^ (value >>> 14)) >>> 0;
	};
	const next = () => bits() / 4_294_967_296;
	const below = (limit: number) => Math.floor(next() * limit);
	const word = () => bits().toString(16).padStart(8, '0');
	return {
		next,
		below,
		pick: (list) => list[below(list.length)],
		chance: (probability) => next() < probability,
		sysId: () => word() + word() + word() + word(),
	};
}

/** The same table gives the same rows in every run. */
export function seedOf(text: string): number {
	let hash = 2_166_136_261;
	for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
	return hash >>> 0;
}
