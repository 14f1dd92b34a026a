import { DateTime } from 'luxon';
import type { Clock } from './types.mts';

/** Emulated time runs with the machine's and can be moved on, so that a token's half hour passes in a test's instant. */
export function createClock(): Clock {
	let offset = 0;
	const now = () => Date.now() + offset;
	return {
		now,
		timestamp: () => timestampOf(now()),
		advance(milliseconds) {
			offset += milliseconds;
		},
		reset() {
			offset = 0;
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
