import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';

/** Milliseconds that a connection may rest between two requests. */
export const IDLE_LIMIT = 'emulator.connection.idle_limit';

export interface Connections {
	/** Has the connection rested for so long that somebody in between has given it up meanwhile? */
	isStale(socket: Socket): boolean;
	/** An answer is through: the rest begins. */
	rests(socket: Socket): void;
}

/**
 * Load balancers forget resting connections without a word. Whether a client notices before it sends again is a race; here
 * the first request after the rest is always lost, unread.
 */
export function createConnections(property: (name: string) => string | undefined): Connections {
	const restingSince = new WeakMap<Socket, number>();
	return {
		isStale(socket) {
			const limit = property(IDLE_LIMIT) ?? '';
			const since = restingSince.get(socket);
			return limit !== '' && since !== undefined && performance.now() - since >= Number(limit);
		},
		rests: (socket) => void restingSince.set(socket, performance.now()),
	};
}
