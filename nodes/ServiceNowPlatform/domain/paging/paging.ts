import { all, encoded, EVERY, narrowed, ordered, withoutOrder } from '../encodedQuery';
import type { EncodedQuery } from '../api/checked';
import { ApiFailure, expected } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiRequest, attempt, recordsOf, type Steps } from '../api/request';
import { readLate } from './late';
import { OffsetPages } from './offsetPages';
import { PageSize } from './pageSize';
import { Division, type Range, rangeAfter, rowsToAsk } from './ranges';
import { areKeyed, joinedKeys, keyOf, notAdvancing, pageRequest, totalOf, withoutSysId, withSysId } from './rows';
import { SeenRows } from './seenRows';

/** Json[] of a list request, in pages. */
export interface List {
	table: string;
	/** Without an order of ours. */
	query: EncodedQuery;
	/** `^ORDERBY…` terms, or ''. */
	orderBy: string;
	/** Infinity for all. */
	limit: number;
	/** Rows of a page; 0 where it adapts itself. */
	pageSize?: number;
	/** Query parameters that say what comes back. */
	options: Record<string, string>;
	/** Told what whoever reads the list should know of its order. */
	note?(text: string): void;
}

/** Strands that read at once; how many requests really travel at once is decided by whoever sends them. */
const STRANDS = 4;

/** The records of a list, in the quickest way that its order allows. */
export function* readRecords(list: List): Steps<Json[]> {
	const ordered = list.orderBy !== '' || /(^|\^)ORDERBY/.test(list.query);
	return yield* ordered ? readByOffset(list) : readByKey(list);
}

/**
 * Pages by key: each asks for what comes after the last sys_id seen, so no row comes twice or is passed over while others are inserted or
 * deleted. Behind a full first page the rest is read in several ranges at once. The records come in the order of their sys_id.
 *
 * The platform cuts a page to its limit before it hides rows from the user, so a short or empty page need not be the last one. Only the
 * row count, which includes the hidden rows, tells; it is asked for where the end of a range is likely.
 */
export function* readByKey(list: List): Steps<Json[]> {
	// A view shows what it shows, and where that is not the sys_id there is nothing to go on from.
	if (list.options.sysparm_view !== undefined && list.options.sysparm_fields === undefined)
		return yield* readByOffset(list);
	const { added, options } = withSysId(list.options);
	const reading = { ...list, options, size: new PageSize(list.pageSize), seen: new SeenRows() };
	const first = rangeAfter('');
	// Again with fewer rows where the first attempt was too much.
	while (first.records.length === 0 && !first.counted) yield* readPage(reading, first);
	if (!areKeyed(first.records)) return yield* readKeyless(list, first.records);
	const wanted = list.limit - first.records.length;
	const division = new Division(first, reading.size, wanted);
	const whole = first.counted || !division.isPossible || wanted <= reading.size.current;
	const records = whole
		? yield* readRest(reading, first)
		: first.records.concat(yield* readShares(reading, division, wanted));
	return withoutSysId(records.slice(0, list.limit), added);
}

/** The records of a table whose rows cannot be told apart by a sys_id, such as a database view: by their place, bounded by the row count. */
function* readKeyless(list: List, first: Json[]): Steps<Json[]> {
	const { added } = withSysId(list.options);
	if (first.length >= list.limit) return withoutSysId(first.slice(0, list.limit), added);
	const orderBy = joinedKeys(first).map((column) => `^ORDERBY${column}`);
	return yield* readByOffset({ ...list, orderBy: orderBy.join('') }, true);
}

/**
 * Pages by offset, for an order of the user's choice; sys_id breaks ties, so that rows of the same value keep their place. A row that is
 * pushed onto the next page by one that is inserted meanwhile is returned once; one that moves up is found by stepping back, and one that
 * its own change moves in front of the rest by a look at the end. With `counting` the row count is asked for with each page.
 */
export function* readByOffset(list: List, counting = false): Steps<Json[]> {
	const { added, options } = withSysId(list.options);
	const query = ordered(narrowed(list.query, EVERY), `${list.orderBy}^ORDERBYsys_id`);
	const begun = Date.now();
	const pages = new OffsetPages({ ...list, query, options }, counting);
	while (!pages.ended) yield* pages.readPage();
	const { rows } = pages;
	const late = counting || !pages.isOfSeveral || !areKeyed(rows) ? [] : yield* readMissed(list, pages, begun);
	return withoutSysId(rows.concat(late).slice(0, list.limit), added);
}

/** Rows of an ordered list that its pages may have missed, once more by key where nothing less tells. */
function* readMissed(list: List, pages: OffsetPages, begun: number): Steps<Json[]> {
	const { options } = withSysId(list.options);
	const minutes = Math.ceil((Date.now() - begun) / 60_000) + 1;
	const changed = pages.isUnsure ? undefined : yield* readLate({ ...list, options }, minutes);
	const isWhole = pages.rows.length < list.limit;
	const found = changed ?? (isWhole ? yield* sweep(list, options) : undefined);
	const missed = found?.filter((row) => !pages.has(row));
	const note = noteOn(missed, isWhole);
	if (note !== undefined) list.note?.(note);
	return isWhole ? (missed ?? []) : [];
}

/** What to tell of rows that were missed; of undefined nobody knows whether there are any. */
function noteOn(missed: Json[] | undefined, isWhole: boolean): string | undefined {
	if (missed === undefined) return 'Rows that others moved while the list was read may be missing.';
	if (missed.length === 0) return undefined;
	return isWhole ? late(missed.length) : beyond(missed.length);
}

/** All of it by key; undefined where that is not possible. */
function* sweep(list: List, options: List['options']): Steps<Json[] | undefined> {
	try {
		return yield* readByKey({ ...list, query: withoutOrder(list.query), orderBy: '', options });
	} catch (error) {
		expected(error, ApiFailure);
		return undefined;
	}
}

const late = (count: number) =>
	`${count} records changed their place while the list was read: they stand at its end, out of order.`;
const beyond = (count: number) =>
	`${count} records changed while the list was read; some of them may belong among its first ones now, or before.`;

interface Reading extends List {
	size: PageSize;
	seen: SeenRows;
}

function* readRest(reading: Reading, range: Range): Steps<Json[]> {
	while (!range.done && range.records.length < reading.limit) yield* readPage(reading, range);
	return range.records;
}

function* readShares(reading: Reading, division: Division, wanted: number): Steps<Json[]> {
	let failed = false;
	function* readStrand(): Steps<void> {
		// Behind a failure of one strand the others' rows are of no use.
		for (let share = division.take(); share !== undefined && !failed; share = division.take()) {
			let done = false;
			try {
				yield* readRest({ ...reading, limit: wanted }, share);
				done = true;
			} finally {
				failed ||= !done;
			}
			division.finished(share);
		}
	}
	yield { strands: Array.from({ length: STRANDS }, readStrand) };
	return division.shares.flatMap(({ records }) => records);
}

/** The next page of a range. */
function* readPage(reading: Reading, range: Range): Steps<void> {
	const { table, size, seen } = reading;
	const asked = rowsToAsk(range, size, reading.limit);
	const request = requestFor(reading, range, asked);
	const isFirst = seen.isEmpty;
	const response = yield* attempt(request);
	if (response instanceof ApiFailure) {
		if (!size.failed(asked, response)) throw response;
		return;
	}
	size.came(asked, response.elapsed);
	const page = recordsOf(response);
	if (!isFirst && !(areKeyed(page) && seen.areNew(page))) throw notAdvancing(request, table);
	seen.add(page);
	take(range, page, asked, totalOf(response) ?? 0);
}

function requestFor({ table, query, options }: Reading, range: Range, asked: number): ApiRequest {
	const { hidden, counted } = range;
	const place = { sysparm_limit: String(asked), ...(hidden > 0 ? { sysparm_offset: String(hidden) } : {}) };
	return pageRequest({
		table,
		query: ordered(narrowed(query, boundsOf(range)), '^ORDERBYsys_id'),
		options: { ...options, ...place },
		counted,
	});
}

/** Adds a page to its range, and what it says about the range's end. */
function take(range: Range, page: Json[], asked: number, total: number): void {
	const { hidden, counted } = range;
	const last = page.at(-1);
	range.records.push(...page);
	// A count that just equals the page may be that of a list which lost rows in between.
	range.done = counted && page.length < asked && total < hidden + asked;
	range.counted = counted || page.length < asked;
	range.hidden = last !== undefined || !counted ? 0 : hidden + asked;
	if (last !== undefined) range.after = keyOf(last);
}

function boundsOf({ after, upTo }: Range): EncodedQuery {
	const above = after === '' ? EVERY : encoded`sys_id>${after}`;
	return all(above, upTo === undefined ? EVERY : encoded`sys_id<=${upTo}`);
}
