import { encoded } from '../encodedQuery';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { type ApiResponse, recordsOf, type Steps } from '../api/request';
import { Memory, type State } from './memory';
import { type Limits, type Look, look } from './reading';
import { latestRequest, readNow, type Row, rowsOf, type Source } from './source';
import { storedTime } from './time';
import type { Watch } from './watch';

/** A state before the first look, at a second: what is older is not looked at. */
export function stateAt(about: string, second: number): State {
	return { about, rev: 0, cursor: second, floor: second, seen: [], known: {} };
}

/** How the beginning is found. */
export interface Beginning {
	about: string;
	/** Seconds before it that count, too. */
	back: number;
}

/**
 * The state from which only what happens from now on is a change. Now is the latest row, since nothing else says what the clocks that
 * stamp rows show; what has the same second is known already.
 *
 * @throws ApiFailure where the table cannot be watched
 */
export function* begin(watch: Watch, { about, back }: Beginning): Steps<State> {
	const { source } = watch;
	const response = yield latestRequest(source);
	const [latest] = rowsOf(source, response);
	const now = yield* readNow(source.table, response);
	if (latest !== undefined) yield* checkZone(source, latest);
	if (back > 0) return stateAt(about, now - back);
	if (latest === undefined) return stateAt(about, now);
	return yield* passOver(watch, stateAt(about, Math.min(latest.second, now)));
}

/** The latest change as an example; undefined where there is none. */
export function* readLatest({ source, take }: Watch): Steps<Json | undefined> {
	const rows = rowsOf(source, yield latestRequest(source));
	if (rows.length === 0) return undefined;
	const judged = take(Number.POSITIVE_INFINITY)(rows, new Memory(stateAt('', 0)));
	const taken = Array.isArray(judged) ? judged : yield* judged;
	return taken.at(-1)?.json;
}

/** The newest changes before the beginning, oldest first, as the first ones that are handed out. */
export function* readNewest({ source, take }: Watch, from: State, count: number): Steps<Look> {
	const none: Look = { changes: [], state: from, more: false, now: undefined, isShortened: false };
	if (count === 0) return none;
	const memory = new Memory(from);
	// What has come since the beginning was found is left to the next look.
	const isBefore = (row: Row) => row.second < from.cursor || memory.hasSeen(row);
	const rows = rowsOf(source, yield latestRequest(source, count))
		.filter(isBefore)
		.reverse();
	const judged = take(Number.POSITIVE_INFINITY)(rows, memory);
	const taken = Array.isArray(judged) ? judged : yield* judged;
	const changes = taken.flatMap(({ row: { sys_id, second }, json }) => (json ? [{ sys_id, second, json }] : []));
	return { ...none, changes };
}

/** What there is already is no change: it is looked at, and forgotten. */
function* passOver({ source, take }: Watch, started: State): Steps<State> {
	const limits: Limits = { items: Number.POSITIVE_INFINITY, overlap: 0, isLate: () => false };
	const { state, failure } = yield* look(source, started, limits, take(started.cursor));
	if (failure !== undefined) throw failure;
	return state;
}

/**
 * A time in a query has to mean what it means in a record. Were it read in another zone, changes would be passed over without a word.
 *
 * @throws ApiFailure
 */
function* checkZone(source: Source, row: Row): Steps<void> {
	const { table, time, reach } = source;
	for (const { sys_id, second } of [row, row]) {
		const list = listRequest(table, encoded`sys_id=${sys_id}^${time}=${storedTime(second)}`, ['sys_id'], 1);
		const response: ApiResponse = yield { ...list, query: { ...list.query, ...reach }, fresh: true, alone: true };
		if (recordsOf(response).length > 0) return;
		// It may have been changed since: then it has another time, or is gone.
		const current = listRequest(table, encoded`sys_id=${sys_id}`, ['sys_id', time], 1);
		const again = rowsOf(source, yield { ...current, query: { ...current.query, ...reach }, fresh: true, alone: true });
		if (again[0]?.second !== second) return;
	}
	throw new ApiFailure({
		kind: 'bad-request',
		message: 'The instance reads times in queries in another zone than UTC',
		detail: `${table} has a record of ${storedTime(row.second)}, but finds none with this ${time}.`,
		advice: 'Changes would be lost in silence. Set the time zone of the signed-in user to GMT.',
	});
}
