import type { Socket } from 'node:net';
import type { Statistics } from '../../types.mts';

/** What has happened since the start or the last reset. The control routes leave no trace in it. */
export interface Counters {
	request(route: string, inBatch: boolean): void;
	status(status: number): void;
	token(minted: boolean): void;
	/** A transaction begins; the answer tells the counters that it has ended. */
	transaction(): () => void;
	/** Takes over what has gone through the socket since the last call; the emulator's own control calls are left out. */
	traffic(socket: Socket, counted: boolean): void;
	read(rowsRead: number): Statistics;
	reset(rowsRead: number): void;
}

const increment = (counts: Record<string, number>, key: string) => {
	counts[key] = (counts[key] ?? 0) + 1;
};

const blank = (): Statistics => ({
	requests: {},
	batched: {},
	total: 0,
	tokensMinted: 0,
	tokensReturned: 0,
	connections: 0,
	bytesIn: 0,
	bytesOut: 0,
	rowsRead: 0,
	statuses: {},
	maxConcurrent: 0,
});

interface Mark {
	read: number;
	written: number;
	counted: boolean;
}

export function createCounters(): Counters {
	let figures = blank();
	let rowsBefore = 0;
	let running = 0;
	const marks = new WeakMap<Socket, Mark>();

	const markOf = (socket: Socket): Mark => {
		const mark = marks.get(socket) ?? { read: 0, written: 0, counted: false };
		marks.set(socket, mark);
		return mark;
	};

	return {
		request(route, inBatch) {
			increment(inBatch ? figures.batched : figures.requests, route);
			if (!inBatch) figures.total += 1;
		},
		status: (status) => increment(figures.statuses, String(status)),
		token(minted) {
			figures.tokensReturned += 1;
			if (minted) figures.tokensMinted += 1;
		},
		transaction() {
			running += 1;
			figures.maxConcurrent = Math.max(figures.maxConcurrent, running);
			return () => {
				running -= 1;
			};
		},
		traffic(socket, counted) {
			const mark = markOf(socket);
			if (counted) {
				if (!mark.counted) figures.connections += 1;
				mark.counted = true;
				figures.bytesIn += socket.bytesRead - mark.read;
				figures.bytesOut += socket.bytesWritten - mark.written;
			}
			mark.read = socket.bytesRead;
			mark.written = socket.bytesWritten;
		},
		read: (rowsRead) => ({ ...structuredClone(figures), rowsRead: rowsRead - rowsBefore }),
		reset(rowsRead) {
			figures = blank();
			rowsBefore = rowsRead;
		},
	};
}
