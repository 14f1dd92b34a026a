/** When other changes have a configuration item to themselves. */
import { toMillis } from '../../data/time.mts';
import type { Row, Store } from '../../types.mts';

export interface Span {
	start: number;
	end: number;
}

export interface Booking extends Span {
	change: Row;
}

const DONE = new Set(['3', '4']);

export function windowOf({ start_date = '', end_date = '' }: Row): Span | undefined {
	const start = toMillis(start_date);
	const end = toMillis(end_date);
	return start !== undefined && end !== undefined && start < end ? { start, end } : undefined;
}

export const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

function changesOn(store: Store, item: string): Row[] {
	const associated = store.find('task_ci', { ci_item: item }).map(({ task = '' }) => task);
	const named = store.find('change_request', { cmdb_ci: item });
	const others = associated.flatMap((sys_id) => store.find('change_request', { sys_id }));
	return [...new Map([...named, ...others].map((row) => [row.sys_id, row])).values()];
}

/** Planned windows of open changes on the item, but for the change that asks. */
export function bookings(store: Store, item: string, except: string): Booking[] {
	return changesOn(store, item)
		.filter(({ sys_id, state = '' }) => sys_id !== except && !DONE.has(state))
		.flatMap((change) => {
			const span = windowOf(change);
			return span ? [{ ...span, change }] : [];
		})
		.sort((left, right) => left.start - right.start);
}

/** The gaps between the bookings that are long enough. */
export function freeSpans(taken: readonly Span[], within: Span, duration: number): Span[] {
	const free: Span[] = [];
	let start = within.start;
	for (const span of taken) {
		if (span.start - start >= duration) free.push({ start, end: Math.min(span.start, within.end) });
		start = Math.max(start, span.end);
	}
	if (within.end - start >= duration) free.push({ start, end: within.end });
	return free.filter(({ start: from, end }) => end - from >= duration && from < within.end);
}
