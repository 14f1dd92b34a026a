import { createHash } from 'node:crypto';

/** Characters of a key's hash: 66 bits, so that of ten thousand no two are the same. */
const WIDTH = 11;

export function shortHash(text: string): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, WIDTH);
}

/** Hashes of one second, joined. */
export type SeenSecond = [second: number, hashes: string];

/** The changes that have been dealt with, by their second: what is read once more is recognised by them. */
export class Seen {
	private readonly seconds = new Map<number, Set<string>>();

	private count = 0;

	constructor(stored: SeenSecond[] = []) {
		for (const [second, hashes] of stored) {
			for (let at = 0; at < hashes.length; at += WIDTH) this.note(second, hashes.slice(at, at + WIDTH));
		}
	}

	get size(): number {
		return this.count;
	}

	has(second: number, key: string): boolean {
		return this.seconds.get(second)?.has(shortHash(key)) === true;
	}

	add(second: number, key: string): void {
		this.note(second, shortHash(key));
	}

	/** How many lie behind a moment. */
	after(second: number): number {
		return [...this.seconds].reduce((sum, [each, hashes]) => sum + (each > second ? hashes.size : 0), 0);
	}

	forgetBefore(second: number): void {
		for (const each of [...this.seconds.keys()]) if (each < second) this.forget(each);
	}

	/** Forgets the oldest until it holds no more than so many, but none behind `last`. @returns the last second that it forgot */
	shrink(most: number, last: number): number | undefined {
		let forgotten: number | undefined;
		for (const second of [...this.seconds.keys()].sort((a, b) => a - b)) {
			if (this.count <= most || second > last) break;
			this.forget(second);
			forgotten = second;
		}
		return forgotten;
	}

	toJSON(): SeenSecond[] {
		return [...this.seconds].sort(([a], [b]) => a - b).map(([second, hashes]) => [second, [...hashes].join('')]);
	}

	private note(second: number, hash: string): void {
		const hashes = this.seconds.get(second) ?? new Set();
		this.seconds.set(second, hashes);
		if (hashes.has(hash)) return;
		hashes.add(hash);
		this.count++;
	}

	private forget(second: number): void {
		this.count -= this.seconds.get(second)?.size ?? 0;
		this.seconds.delete(second);
	}
}
