/** The paging headers of a list. */
import type { ApiRequest } from '../../types.mts';
import { isTrue } from './parameters.mts';
import type { Paging } from './parameters.mts';

const APPENDED = new Set(['sysparm_limit', 'sysparm_offset']);

/** The original query string without its paging, which every link appends anew. */
function base(request: ApiRequest): string {
	const rest = [...request.query].filter(([name]) => !APPENDED.has(name));
	const pairs = rest.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
	return `${request.instanceUrl}${request.path}?${pairs.map((pair) => `${pair}&`).join('')}`;
}

/** Five recordings of single rows have a `prev` of offset -1 on the first page; longer first pages have none. */
function previous({ limit, offset }: Paging): number | undefined {
	if (offset > 0) return Math.max(0, offset - limit);
	return offset - limit >= -1 ? offset - limit : undefined;
}

/** `total` is -1 where the rows were not counted: then nobody knows the last page. */
function pages(paging: Paging, received: number, total: number): Array<[string, number]> {
	const { limit, offset } = paging;
	const before = previous(paging);
	const last = total < 0 ? -1 : Math.floor(Math.max(0, total - 1) / limit) * limit;
	const more = total < 0 ? received === limit : offset + limit < total;
	const list: Array<[string, number]> = [['first', 0]];
	if (before !== undefined) list.push(['prev', before]);
	if (more) list.push(['next', offset + limit]);
	if (last >= 0) list.push(['last', last]);
	return list;
}

export function pagingHeaders(
	request: ApiRequest,
	paging: Paging,
	received: number,
	total: number,
): Record<string, string> {
	const headers: Record<string, string> = total < 0 ? {} : { 'X-Total-Count': String(total) };
	const fits = paging.offset === 0 && (total < 0 ? received < paging.limit : total <= paging.limit);
	if (fits || paging.limit === 0 || isTrue(request, 'sysparm_suppress_pagination_header')) return headers;
	const url = base(request);
	headers.Link = pages(paging, received, total)
		.map(([rel, offset]) => `<${url}sysparm_limit=${paging.limit}&sysparm_offset=${offset}>;rel="${rel}"`)
		.join(',');
	return headers;
}
