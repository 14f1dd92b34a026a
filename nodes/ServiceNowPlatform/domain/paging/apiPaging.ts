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
	let before = '';
	for (let offset = 0; ; offset += pageSize) {
		const request = page(offset, pageSize);
		const response: ApiResponse = yield request;
		const list = listOf(request, response, listAt);
		const now = JSON.stringify(list.map(identityOf));
		if (list.length > 0 && now === before) throw notPaged(request);
		before = now;
		entries.push(...list);
		const all = total(response);
		const ended = all === undefined ? list.length === 0 : offset + pageSize >= all;
		if (ended || entries.length >= limit) return entries.slice(0, limit);
		if (list.length > pageSize) throw notPaged(request);
	}
}

function counted({ headers }: ApiResponse): number | undefined {
	const count = headers['x-total-count'];
	return count === undefined ? undefined : Number(count);
}

/** Pages by the address of the next one in the Link header. */
export function* readByLink(first: ApiRequest, { limit, listAt }: Paging): Steps<unknown[]> {
	const entries: unknown[] = [];
	const seen = new Set<ApiPath>();
	for (let request = first; ; ) {
		seen.add(request.path);
		const response: ApiResponse = yield request;
		entries.push(...listOf(request, response, listAt));
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
	const link = /<([^>]*)>\s*;[^,<]*\brel="?next\b/i.exec(headers.link ?? '')?.[1];
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
