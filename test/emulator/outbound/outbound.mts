/** Calls of scripts to the outside. The outside of an emulator ends at this machine. */
import { beside } from '../threads/here.mts';
import { openLine } from '../threads/line.mts';
import type { Line } from '../threads/line.mts';

const MEMORY = 64;

export interface Outbound {
	/** The thread that makes the calls; it starts with the first. */
	line(): Line;
	close(): void;
}

export function createOutbound(): Outbound {
	let line: Line | undefined;
	return {
		line() {
			line ??= openLine(beside('./thread.mts'), { memory: MEMORY });
			return line;
		},
		close() {
			line?.close();
			line = undefined;
		},
	};
}

/** `localhost`, 127.0.0.0/8, ::1. */
export const isLoopback = (hostname: string): boolean =>
	hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
