/**
 * The memory of a sandbox as it was before any script: putting it back is several times as fast as making a new sandbox, and
 * leaves as little behind. Only a thread runs this.
 */
export interface Snapshot {
	restore(): void;
}

/** As much of `WebAssembly.Memory` as is needed: the types of Node leave it to browsers. */
export interface Memory {
	readonly buffer: ArrayBuffer;
}

/** In pages of 64 kB. */
export function newMemory(limits: { initial: number; maximum: number }): Memory {
	const { WebAssembly } = globalThis as unknown as {
		WebAssembly: { Memory: new (limits: { initial: number; maximum: number }) => Memory };
	};
	return new WebAssembly.Memory(limits);
}

export function takeSnapshot(memory: Memory): Snapshot {
	const now = new Uint8Array(memory.buffer);
	let used = now.length;
	while (used > 0 && now[used - 1] === 0) used -= 1;
	const kept = now.slice(0, used);
	return {
		restore() {
			// A memory that has grown has a new buffer. What lies behind is free, as the kept part tells the allocator.
			new Uint8Array(memory.buffer).set(kept);
		},
	};
}
