import type { IDataObject } from 'n8n-workflow';
import { byLink, byOffset, parsedJson } from '../../domain/apiPaging';
import { contentType } from '../../domain/attachment';
import { type InstancePath, instancePath, withParameters } from '../../domain/instancePath';
import { InputProblem } from '../../domain/problem';
import { type ApiRequest, type ApiResponse, isObject, resultOf, type Steps } from '../../domain/request';
import { requestHeaders } from '../../domain/requestHeaders';
import { pairsOf } from '../../fields/pairs';
import type { Parameters } from '../../fields/parameters';
import type { Operation } from '../operation';
import { properties } from './fields';

/** Headers that hold a session: whoever has them acts as the signed-in user. */
const SECRET_HEADERS = ['set-cookie', 'x-usertoken', 'authorization'];
const METHODS: ReadonlyArray<ApiRequest['method']> = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'];

export const send: Operation = {
	option: {
		name: 'Send',
		description: 'Call any REST API of the instance with the sign-in, retries and errors of this node',
		action: 'Send an API request',
	},
	properties,
	*run(parameters) {
		const place = placeOf(parameters);
		const request = requestOf(parameters, place);
		const paging = request.method === 'GET' ? parameters.text('paging') : 'off';
		if (paging === 'link' || paging === 'offset') return (yield* paged(parameters, request, place)).map(asItem);
		const response = yield request;
		return itemsOf(response, parameters.collection('options').response);
	},
};

function placeOf(parameters: Parameters): InstancePath {
	const { path, parameters: typed } = instancePath(parameters.text('path'));
	return { path, parameters: [...typed, ...pairsOf(parameters.raw('queryParameters'))] };
}

function requestOf(parameters: Parameters, { path, parameters: query }: InstancePath): ApiRequest {
	const method = METHODS.find((name) => name === parameters.text('method'));
	if (method === undefined) {
		throw new InputProblem(
			'Method',
			`"${parameters.text('method')}" is none of the methods`,
			'Choose one from the list.',
		);
	}
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
	const kind = parameters.text('bodyType');
	if (kind === 'raw') {
		const content = parameters.raw('rawBody');
		const type = contentType(parameters.text('contentType'));
		return {
			content: typeof content === 'string' ? content : JSON.stringify(content),
			headers: { 'Content-Type': type },
		};
	}
	if (kind !== 'json') return {};
	const body = parsedJson(parameters.raw('jsonBody'), 'JSON');
	if (isObject(body)) return { body };
	return { content: JSON.stringify(body ?? null), headers: { 'Content-Type': 'application/json' } };
}

function* paged(
	parameters: Parameters,
	request: ApiRequest,
	{ path, parameters: query }: InstancePath,
): Steps<unknown[]> {
	const options = parameters.collection('options');
	const limit = parameters.flag('returnAll') ? Number.POSITIVE_INFINITY : parameters.count('limit', 'Limit');
	const listAt = String(options.listAt ?? 'result').trim();
	if (parameters.text('paging') === 'link') return yield* byLink(request, { limit, listAt });
	const names = [options.offsetParameter ?? 'sysparm_offset', options.limitParameter ?? 'sysparm_limit'].map(String);
	const [offsetName = '', limitName = ''] = names;
	const others = query.filter(([name]) => !names.includes(name));
	const pageSize = Math.min(Math.max(1, Math.floor(Number(options.pageSize ?? 1000)) || 1000), limit);
	const page = (offset: number, size: number) => {
		const own: Array<[string, string]> = [...others, [limitName, String(size)], [offsetName, String(offset)]];
		return { ...request, path: withParameters(path, own) };
	};
	return yield* byOffset({ limit, listAt, pageSize, page });
}

function itemsOf(response: ApiResponse, form: unknown): IDataObject[] {
	const { status, headers, body } = response;
	if (form === 'full') {
		const shown = Object.entries(headers).filter(([name]) => !SECRET_HEADERS.includes(name));
		return [{ status, headers: Object.fromEntries(shown), body: (body ?? null) as IDataObject }];
	}
	const content = form === 'result' ? (resultOf(response) ?? body) : body;
	if (content === undefined) return [{ status }];
	return Array.isArray(content) ? content.map(asItem) : [asItem(content)];
}

function asItem(content: unknown): IDataObject {
	return isObject(content) ? (content as IDataObject) : ({ data: content } as IDataObject);
}
