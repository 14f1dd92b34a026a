import { DateTime } from 'luxon';
import { thisNode } from './nodes.mts';
import type { Clock } from './types.mts';

/**
 * Emulated time runs with the machine's and can be moved on, so that a token's half hour passes in a test's instant; it can
 * be stopped, so that many things happen in one second; and the nodes of the instance may disagree about it.
 */
export function createClock(nodeClockSkew: readonly number[] = []): Clock {
	let offset = 0;
	let stopped: number | undefined;
	let skews = nodeClockSkew;
	const now = () => (stopped ?? Date.now()) + offset + (skews[thisNode()] ?? 0);
	const start = () => {
		if (stopped !== undefined) offset -= Date.now() - stopped;
		stopped = undefined;
	};
	return {
		now,
		timestamp: () => timestampOf(now()),
		advance(milliseconds) {
			offset += milliseconds;
		},
		stop() {
			stopped ??= Date.now();
		},
		start,
		get nodes() {
			return Math.max(1, skews.length);
		},
		skew(milliseconds) {
			skews = [...milliseconds];
		},
		reset() {
			offset = 0;
			stopped = undefined;
			skews = nodeClockSkew;
		},
	};
}

const STORED = 'yyyy-MM-dd HH:mm:ss';

/** A moment as the database holds it: UTC, whole seconds (cut off, not rounded). */
export function timestampOf(milliseconds: number): string {
	return DateTime.fromMillis(milliseconds, { zone: 'utc' }).toFormat(STORED);
}

/** The moment of a stored date-time; undefined for an empty or broken one. */
export function momentOf(timestamp: string | undefined): number | undefined {
	const moment = DateTime.fromFormat(timestamp ?? '', STORED, { zone: 'utc' });
	return moment.isValid ? moment.toMillis() : undefined;
}
