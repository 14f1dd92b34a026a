import type { ApiPath } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import { type ApiRequest, type ApiResponse, isObject, type Steps, withSearch } from '../api/request';

/** How the pages of any API are asked for. */
export interface Paging {
	/** Most entries; Infinity for all. */
	limit: number;
	/** Dotted way to the list inside an answer; '' where the answer is the list. */
	listAt: string;
}

export interface OffsetPaging extends Paging {
	pageSize: number;
	/** The request for a page. */
	page(offset: number, size: number): ApiRequest;
	/** How many entries there are on all pages, where the answer itself says so. */
	total?(response: ApiResponse): number | undefined;
}

/**
 * Pages by offset. The end is where the row count says so, which counts hidden rows too; an API without one has ended with an
 * empty page, since a page may be short for rows that were hidden.
 */
export function* readByOffset({ limit, listAt, pageSize, page, total = counted }: OffsetPaging): Steps<unknown[]> {
	const entries: unknown[] = [];
	const progress = new Progress();
	for (let offset = 0; ; offset += pageSize) {
		const request = page(offset, pageSize);
		const response: ApiResponse = yield request;
		const list = listOf(request, response, listAt);
		progress.assert(request, list);
		for (const entry of list) entries.push(entry);
		const all = total(response);
		const ended = all === undefined ? list.length === 0 : offset + pageSize >= all;
		if (ended || entries.length >= limit) return entries.slice(0, limit);
		if (list.length > pageSize) throw notPaged(request);
	}
}

function counted({ headers }: ApiResponse): number | undefined {
	const count = Number(headers['x-total-count']?.trim() || Number.NaN);
	return Number.isFinite(count) && count >= 0 ? count : undefined;
}

/** Pages by the address of the next one in the Link header. */
export function* readByLink(first: ApiRequest, { limit, listAt }: Paging): Steps<unknown[]> {
	const entries: unknown[] = [];
	const seen = new Set<ApiPath>();
	const progress = new Progress();
	for (let request = first; ; ) {
		seen.add(request.path);
		const response: ApiResponse = yield request;
		const list = listOf(request, response, listAt);
		progress.assert(request, list);
		for (const entry of list) entries.push(entry);
		const next = nextPath(request, response);
		if (next === undefined || entries.length >= limit) return entries.slice(0, limit);
		if (seen.has(next)) throw notPaged(request);
		request = { ...request, path: next };
	}
}

/**
 * Path and query of the next page, which is asked of the same instance whatever host the address names: it may be another name of the
 * instance. Another endpoint is not followed.
 */
function nextPath(request: ApiRequest, { headers }: ApiResponse): ApiPath | undefined {
	const link = linkToNext(headers.link ?? '');
	if (link === undefined) return undefined;
	const base = new URL(request.path, 'https://instance.invalid');
	const next = URL.canParse(link, base.href) ? new URL(link, base.href) : undefined;
	if (next?.pathname === base.pathname) return withSearch(request.path, next.search.slice(1));
	throw new ApiFailure({
		kind: 'redirected',
		message: `The next page is said to be at ${link}`,
		detail: 'Only pages of the same API on the same instance are followed.',
		method: request.method,
		path: request.path,
	});
}

/** Of `<address>; rel="next"`, perhaps among others. */
function linkToNext(header: string): string | undefined {
	for (const part of header.split('<').slice(1)) {
		const end = part.indexOf('>');
		const [about = ''] = part.slice(end + 1).split(',');
		if (end >= 0 && /^\s*;/.test(about) && /\brel="?next\b/i.test(about)) return part.slice(0, end);
	}
	return undefined;
}

function listOf({ method, path }: ApiRequest, { body, status }: ApiResponse, listAt: string): unknown[] {
	const list = listAt === '' ? body : valueAt(body, listAt);
	if (Array.isArray(list)) return list;
	if (list === undefined && status === 204) return [];
	throw new ApiFailure({
		kind: 'bad-request',
		message: `The answer has no list at "${listAt}"`,
		detail: 'Paging needs to know where the list of entries is; see the option Items Field.',
		method,
		path,
	});
}

function valueAt(body: unknown, way: string): unknown {
	return way
		.split('.')
		.reduce<unknown>((value, key) => (isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), body);
}

/** Pages without an entry, one after the other; each of them may be one whose rows the user may not see. */
const MOST_EMPTY = 100;
/** No list is as long; rows that look different each time would have no end. */
const MOST_PAGES = 10_000;

/** Sees to it that the pages of a list go on, and come to an end. */
class Progress {
	private readonly seen = new Set<string>();

	private empty = 0;

	private pages = 0;

	/** @throws ApiFailure */
	assert(request: ApiRequest, list: unknown[]): void {
		this.pages++;
		const known = this.seen.size;
		for (const entry of list) this.seen.add(JSON.stringify(identityOf(entry)));
		if (list.length > 0 && this.pages > 1 && this.seen.size === known) throw notPaged(request);
		this.empty = list.length === 0 ? this.empty + 1 : 0;
		if (this.empty > MOST_EMPTY || this.pages > MOST_PAGES) throw withoutEnd(request, this.pages);
	}
}

function withoutEnd({ method, path }: ApiRequest, pages: number): ApiFailure {
	return new ApiFailure({
		kind: 'incomplete',
		message: `The list has no end: ${pages} pages were read`,
		detail: 'Pages without entries follow one another, or more pages than any list has.',
		advice: 'Ask for fewer entries with a limit or a filter, or switch paging off.',
		method,
		path,
	});
}

/** The same entry may look otherwise each time, such as by the id of the search in its link. */
function identityOf(entry: unknown): unknown {
	return isObject(entry) ? (entry.sys_id ?? entry.id ?? entry.number ?? entry) : entry;
}

function notPaged({ method, path }: ApiRequest): ApiFailure {
	return new ApiFailure({
		kind: 'bad-request',
		message: 'The API does not keep to the pages it is asked for',
		detail:
			'It answers with the same entries again, or with more than a page holds: it does not know these paging parameters. Look up their names, or switch paging off.',
		method,
		path,
	});
}
