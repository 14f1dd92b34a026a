/** What goes over a line: words, and the number of the question that they belong to. */
export interface Message {
	id: number;
	words: string;
}

/** What a thread finds in its `workerData`. */
export interface LineEnd {
	/** Counts what was said to the thread [0] and by it [1], so that either side can sleep until there is something new. */
	signal: Int32Array;
}

export const TO_THREAD = 0;
export const FROM_THREAD = 1;

/** Tells whoever sleeps on this side of the line that there is something. */
export function ring(signal: Int32Array, side: number): void {
	Atomics.add(signal, side, 1);
	Atomics.notify(signal, side);
}
