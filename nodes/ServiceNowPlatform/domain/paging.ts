import { apiPath, type ApiRequest, type ApiResponse, recordsOf, type Steps } from './request';

/** Records of a list request, in pages. */
export interface List {
	table: string;
	/** Encoded query without an order of ours. */
	query: string;
	/** `^ORDERBY…` terms, or ''. */
	orderBy: string;
	/** Infinity for all. */
	limit: number;
	/** Query parameters that say what comes back. */
	options: Record<string, string>;
}

type Records = Array<Record<string, unknown>>;

/** Rows of a page: large enough that paging costs little, small enough for the platform's limit of 60 s. */
const PAGE_SIZE = 1000;

/**
 * Pages by key: each asks for what comes after the last sys_id seen, so no row comes twice or is passed over while others are inserted or
 * deleted.
 *
 * The platform cuts a page to its limit before it hides rows from the user, so a short or empty page need not be the last one. After
 * one, the page after it is asked for with its row count, which includes the hidden rows: only zero ends the list.
 */
export function* keysetPages(list: List): Steps<Records> {
	const records: Records = [];
	const { added, options } = withSysId(list.options);
	let after = '';
	let hidden = 0;
	let counted = false;
	for (;;) {
		const size = pageSize(list.limit - records.length);
		const query = joined(list.query, `${after === '' ? '' : `sys_id>${after}^`}ORDERBYsys_id`);
		const response: ApiResponse = yield pageRequest(
			list.table,
			query,
			{ ...options, sysparm_limit: String(size), ...(hidden > 0 ? { sysparm_offset: String(hidden) } : {}) },
			counted,
		);
		const page = recordsOf(response);
		records.push(...page);
		if (records.length >= list.limit) break;
		const last = page.at(-1);
		if (last !== undefined) {
			after = sysIdOf(last);
			hidden = 0;
			counted = page.length < size;
			continue;
		}
		if (counted && hidden + size >= totalOf(response)) break;
		hidden = counted ? hidden + size : 0;
		counted = true;
	}
	if (added) for (const record of records) delete record.sys_id;
	return records;
}

/** Pages by offset, for an order of the user's choice; sys_id breaks ties, so that rows of the same value keep their place. */
export function* offsetPages(list: List): Steps<Records> {
	const records: Records = [];
	const query = joined(list.query, `${list.orderBy}^ORDERBYsys_id`.replace(/^\^/, ''));
	for (let offset = 0, counted = false; ; ) {
		const size = pageSize(list.limit - records.length);
		const response: ApiResponse = yield pageRequest(
			list.table,
			query,
			{ ...list.options, sysparm_limit: String(size), sysparm_offset: String(offset) },
			counted,
		);
		const page = recordsOf(response);
		records.push(...page);
		offset += size;
		if (records.length >= list.limit || (counted && offset >= totalOf(response))) return records;
		counted = page.length < size;
	}
}

function pageRequest(
	table: string,
	sysparm_query: string,
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

/** Keyset paging needs the sys_id of each row, asked for or not. */
function withSysId(options: Record<string, string>): { added: boolean; options: Record<string, string> } {
	const fields = options.sysparm_fields;
	if (fields === undefined || fields.split(',').includes('sys_id')) return { added: false, options };
	return { added: true, options: { ...options, sysparm_fields: `${fields},sys_id` } };
}

/** With `sysparm_display_value=all` each value is an object. */
function sysIdOf({ sys_id }: Record<string, unknown>): string {
	return String(typeof sys_id === 'object' && sys_id !== null && 'value' in sys_id ? sys_id.value : sys_id);
}

function pageSize(wanted: number): number {
	return Math.min(PAGE_SIZE, wanted);
}

/** Where the header is missing there is nothing to go by, and an empty page is taken as the end. */
function totalOf({ headers }: ApiResponse): number {
	return Number(headers['x-total-count'] ?? 0);
}

/** `^NQ` starts a second query: what is added must be part of both. */
function joined(query: string, addition: string): string {
	const condition = /^(.*\^)ORDERBYsys_id$/.exec(addition)?.[1] ?? '';
	if (query === '') return addition;
	if (condition === '' || !/\^NQ/.test(query)) return `${query}^${addition}`;
	const parts = query.split('^NQ');
	return `${parts.map((part) => `${part}^${condition.replace(/\^$/, '')}`).join('^NQ')}^ORDERBYsys_id`;
}
