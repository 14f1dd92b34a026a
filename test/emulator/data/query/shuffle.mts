import type { SQLInputValue } from 'node:sqlite';

/** A place in an order that only the seed decides; SQLite calls it `sn_shuffle`. */
export function shuffled(key: SQLInputValue, seed: SQLInputValue): number {
	let hash = Number(seed) | 0;
	for (const character of String(key)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
	hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
	return (hash ^ (hash >>> 13)) >>> 0;
}
