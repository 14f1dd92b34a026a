import { type InstancePath, instancePath, withParameters } from '../../domain/address/instancePath';
import { requestHeaders } from '../../domain/address/requestHeaders';
import { parsedJson } from '../../domain/api/json';
import { type ApiRequest, isObject } from '../../domain/api/request';
import { contentType } from '../../domain/attachment/attachment';
import type { Item } from '../../properties/item/item';
import { pairsOf } from '../../properties/pairs';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;
const PAGING = ['link', 'off', 'offset'] as const;
/** Headers that hold a session: whoever has them acts as the signed-in user. */
const SECRET_HEADERS = ['set-cookie', 'x-usertoken', 'authorization'];

export function placeOf(item: Item): InstancePath {
	const { parameters: typed, ...place } = instancePath(item.text('path'));
	return { ...place, parameters: [...typed, ...pairsOf(item.raw('queryParameters'))] };
}

export function methodOf(item: Item): ApiRequest['method'] {
	return item.choice('method', 'Method', METHODS);
}

export function requestOf(item: Item, { path, origin, parameters: query }: InstancePath): ApiRequest {
	const method = methodOf(item);
	const headers = requestHeaders(pairsOf(item.raw('headers')));
	const body = method === 'GET' ? {} : bodyOf(item);
	return {
		method,
		path: withParameters(path, query),
		...(origin === undefined ? {} : { origin }),
		...body,
		headers: { ...body.headers, ...headers },
		// Nothing is known of the call: how long it takes, how much it answers, and whether that is JSON.
		alone: true,
		text: true,
	};
}

function bodyOf(item: Item): Pick<ApiRequest, 'body' | 'content' | 'headers'> {
	const kind = item.choice('bodyType', 'Body', ['json', 'none', 'raw']);
	if (kind === 'raw') {
		const content = item.raw('rawBody');
		const type = contentType(item.text('contentType'));
		return {
			content: typeof content === 'string' ? content : JSON.stringify(content),
			headers: { 'Content-Type': type },
		};
	}
	if (kind === 'none') return {};
	const body = parsedJson(item.raw('jsonBody'), 'JSON');
	if (isObject(body)) return { body };
	return { content: JSON.stringify(body ?? null), headers: { 'Content-Type': 'application/json' } };
}

export function pagingOf(item: Item): (typeof PAGING)[number] {
	return methodOf(item) === 'GET' ? item.choice('paging', 'Paging', PAGING) : 'off';
}

/** The headers of an answer that may be shown. */
export function shownHeaders(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.includes(name)));
}
