import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { apiPath, type ApiRequest, type ApiResponse, attempt, recordsOf, type Steps } from '../api/request';
import { narrowed, all, encoded, EVERY, ordered } from '../encodedQuery';
import { PageSize } from './pageSize';
import { PageStart } from './pageStart';
import { Division, type Range, rangeAfter, rowsToAsk } from './ranges';

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
	const reading = { ...list, options, size: new PageSize(list.pageSize) };
	const first = rangeAfter('');
	// Again with fewer rows where the first attempt was too much.
	while (first.after === '' && !first.counted) yield* readPage(reading, first);
	const wanted = list.limit - first.records.length;
	const division = new Division(first, reading.size, wanted);
	const whole = first.counted || !division.isPossible || wanted <= reading.size.current;
	const records = whole
		? yield* readRest(reading, first)
		: first.records.concat(yield* readShares(reading, division, wanted));
	return withoutSysId(records.slice(0, list.limit), added);
}

/**
 * Pages by offset, for an order of the user's choice; sys_id breaks ties, so that rows of the same value keep their place. A row that is
 * pushed onto the next page by one that is inserted meanwhile is returned once; one that moves up is found by stepping back.
 */
export function* readByOffset(list: List): Steps<Json[]> {
	const found = new Map<string, Json>();
	const [size, start] = [new PageSize(list.pageSize), new PageStart()];
	const { added, options } = withSysId(list.options);
	const query = ordered(narrowed(list.query, EVERY), `${list.orderBy}^ORDERBYsys_id`);
	for (let counted = false, ended = false; !ended; ) {
		const asked = Math.min(size.current, start.rows(list.limit - found.size));
		const place = { sysparm_limit: String(asked), sysparm_offset: String(start.offset) };
		const response = yield* attempt(pageRequest(list.table, query, { ...options, ...place }, counted));
		if (response instanceof ApiFailure) {
			if (!size.failed(asked, response)) throw response;
			continue;
		}
		size.came(asked, response.elapsed);
		const page: Array<[string, Json]> = recordsOf(response).map((row, index) => [
			keyOf(row, start.offset + index),
			row,
		]);
		if (!start.follows(found.has(page[0]?.[0] ?? ''), asked)) continue;
		for (const [key, row] of page) if (!found.has(key)) found.set(key, row);
		ended = found.size >= list.limit || (counted && start.offset + asked >= totalOf(response));
		counted = page.length < asked;
		start.took(asked, counted);
	}
	return withoutSysId([...found.values()].slice(0, list.limit), added);
}

/** A view need not show the sys_id. */
function keyOf(row: Json, position: number): string {
	return row.sys_id === undefined ? String(position) : sysIdOf(row);
}

interface Reading extends List {
	size: PageSize;
}

function* readRest(reading: Reading, range: Range): Steps<Json[]> {
	while (!range.done && range.records.length < reading.limit) yield* readPage(reading, range);
	return range.records;
}

function* readShares(reading: Reading, division: Division, wanted: number): Steps<Json[]> {
	let failed = false;
	function* strand(): Steps<void> {
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
	yield { strands: Array.from({ length: STRANDS }, strand) };
	return division.shares.flatMap(({ records }) => records);
}

/** The next page of a range, and what it says about the range's end. */
function* readPage({ table, query, limit, options, size }: Reading, range: Range): Steps<void> {
	const asked = rowsToAsk(range, size, limit);
	const { after, upTo, hidden, counted } = range;
	const above = after === '' ? EVERY : encoded`sys_id>${after}`;
	const bounds = all(above, upTo === undefined ? EVERY : encoded`sys_id<=${upTo}`);
	const request = pageRequest(
		table,
		ordered(narrowed(query, bounds), '^ORDERBYsys_id'),
		{ ...options, sysparm_limit: String(asked), ...(hidden > 0 ? { sysparm_offset: String(hidden) } : {}) },
		counted,
	);
	const response = yield* attempt(request);
	if (response instanceof ApiFailure) {
		if (!size.failed(asked, response)) throw response;
		return;
	}
	size.came(asked, response.elapsed);
	const page = recordsOf(response);
	const last = page.at(-1);
	range.records.push(...page);
	// A count that just equals the page may be that of a list which lost rows in between.
	range.done = counted && page.length < asked && totalOf(response) < hidden + asked;
	range.counted = counted || page.length < asked;
	range.hidden = last !== undefined || !counted ? 0 : hidden + asked;
	if (last !== undefined) range.after = sysIdOf(last);
}

function pageRequest(
	table: string,
	sysparm_query: EncodedQuery,
	options: Record<string, string>,
	counted: boolean,
): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			...options,
			sysparm_query,
			sysparm_no_count: String(!counted),
			sysparm_suppress_pagination_header: 'true',
		},
		alone: true,
	};
}

/** Paging needs the sys_id of each row, asked for or not. */
function withSysId(options: Record<string, string>): { added: boolean; options: Record<string, string> } {
	const fields = options.sysparm_fields;
	if (fields === undefined || fields.split(',').includes('sys_id')) return { added: false, options };
	return { added: true, options: { ...options, sysparm_fields: `${fields},sys_id` } };
}

/** Makes new records: the answer may be one that other items read as well. */
function withoutSysId(records: Json[], added: boolean): Json[] {
	if (!added) return records;
	return records.map((record) => Object.fromEntries(Object.entries(record).filter(([name]) => name !== 'sys_id')));
}

/** With `sysparm_display_value=all` each value is an object. */
function sysIdOf({ sys_id }: Json): string {
	return String(typeof sys_id === 'object' && sys_id !== null && 'value' in sys_id ? sys_id.value : sys_id);
}

/** Where the header is missing there is nothing to go by, and a page that is not full is taken as the end. */
function totalOf({ headers }: ApiResponse): number {
	const total = Number(headers['x-total-count']);
	return Number.isFinite(total) ? total : 0;
}
