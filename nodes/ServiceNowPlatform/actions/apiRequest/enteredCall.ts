import { parsedJson } from '../../domain/paging/apiPaging';
import { contentType } from '../../domain/attachment/attachment';
import { type InstancePath, instancePath, withParameters } from '../../domain/address/instancePath';
import { type ApiRequest, isObject } from '../../domain/api/request';
import { requestHeaders } from '../../domain/address/requestHeaders';
import { pairsOf } from '../../properties/pairs';
import type { Parameters } from '../../properties/item/parameters';

const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;
const PAGING = ['link', 'off', 'offset'] as const;
/** Headers that hold a session: whoever has them acts as the signed-in user. */
const SECRET_HEADERS = ['set-cookie', 'x-usertoken', 'authorization'];

export function placeOf(parameters: Parameters): InstancePath {
	const { path, parameters: typed } = instancePath(parameters.text('path'));
	return { path, parameters: [...typed, ...pairsOf(parameters.raw('queryParameters'))] };
}

export function methodOf(parameters: Parameters): ApiRequest['method'] {
	return parameters.choice('method', 'Method', METHODS);
}

export function requestOf(parameters: Parameters, { path, parameters: query }: InstancePath): ApiRequest {
	const method = methodOf(parameters);
	const headers = requestHeaders(pairsOf(parameters.raw('headers')));
	const body = method === 'GET' ? {} : bodyOf(parameters);
	return {
		method,
		path: withParameters(path, query),
		...body,
		headers: { ...body.headers, ...headers },
		// Nothing is known of the call: how long it takes, how much it answers, and whether that is JSON.
		alone: true,
		text: true,
	};
}

function bodyOf(parameters: Parameters): Pick<ApiRequest, 'body' | 'content' | 'headers'> {
	const kind = parameters.choice('bodyType', 'Body', ['json', 'none', 'raw']);
	if (kind === 'raw') {
		const content = parameters.raw('rawBody');
		const type = contentType(parameters.text('contentType'));
		return {
			content: typeof content === 'string' ? content : JSON.stringify(content),
			headers: { 'Content-Type': type },
		};
	}
	if (kind === 'none') return {};
	const body = parsedJson(parameters.raw('jsonBody'), 'JSON');
	if (isObject(body)) return { body };
	return { content: JSON.stringify(body ?? null), headers: { 'Content-Type': 'application/json' } };
}

export function pagingOf(parameters: Parameters): (typeof PAGING)[number] {
	return methodOf(parameters) === 'GET' ? parameters.choice('paging', 'Paging', PAGING) : 'off';
}

/** The headers of an answer that may be shown. */
export function shownHeaders(headers: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !SECRET_HEADERS.includes(name)));
}
