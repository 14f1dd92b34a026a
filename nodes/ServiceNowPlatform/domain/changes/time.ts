import type { ApiResponse } from '../api/request';
import { isoFromWire, utc } from '../values/values';

/** Second since the epoch of a time as it is stored; undefined where the text is none. */
export function secondOf(stored: unknown): number | undefined {
	const iso = isoFromWire(String(stored ?? ''));
	return iso === undefined ? undefined : Math.floor(Date.parse(iso) / 1000);
}

/** A second as conditions name it: UTC. */
export function storedTime(second: number): string {
	return utc(second * 1000);
}

/** The second that the instance's own clock showed when it answered; undefined where the answer does not say. */
export function dateOf({ headers }: ApiResponse): number | undefined {
	const moment = Date.parse(headers.date ?? '');
	return Number.isNaN(moment) ? undefined : Math.floor(moment / 1000);
}
