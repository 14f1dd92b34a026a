import type { IDataObject } from 'n8n-workflow';
import { byLink, byOffset, parsedJson } from '../../domain/apiPaging';
import { contentType } from '../../domain/attachment';
import { type InstancePath, instancePath, withParameters } from '../../domain/instancePath';
import { InputProblem } from '../../domain/problem';
import { type ApiRequest, type ApiResponse, isObject, resultOf, type Steps } from '../../domain/request';
import { requestHeaders } from '../../domain/requestHeaders';
import { pairsOf } from '../../fields/pairs';
import { limitOf } from '../../fields/list';
import type { Parameters } from '../../fields/parameters';
import type { Operation } from '../operation';
import { properties } from './fields';

/** Headers that hold a session: whoever has them acts as the signed-in user. */
const SECRET_HEADERS = ['set-cookie', 'x-usertoken', 'authorization'];
const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;
const PAGING = ['link', 'off', 'offset'] as const;
const FORMS = ['body', 'full', 'result'];

export const send: Operation = {
	option: {
		name: 'Send',
		description: 'Call any REST API of the instance with the sign-in, retries and errors of this node',
		action: 'Send an API request',
	},
	properties,
	// Changes of the same thing go one after the other, as everywhere.
	lane: (parameters) => (/GET|POST/.test(methodOf(parameters)) ? undefined : placeOf(parameters).path),
	*run(parameters) {
		const place = placeOf(parameters);
		const request = requestOf(parameters, place);
		const paging = request.method === 'GET' ? parameters.choice('paging', 'Paging', PAGING) : 'off';
		if (paging !== 'off') return (yield* paged(parameters, request, { ...place, paging })).map(asItem);
		const form = String(parameters.collection('options').response ?? 'body');
		if (!FORMS.includes(form)) {
			throw new InputProblem('Response', `"${form}" is none of the choices`, `Use one of these: ${FORMS.join(', ')}.`);
		}
		return itemsOf(yield request, form);
	},
};

function placeOf(parameters: Parameters): InstancePath {
	const { path, parameters: typed } = instancePath(parameters.text('path'));
	return { path, parameters: [...typed, ...pairsOf(parameters.raw('queryParameters'))] };
}

function methodOf(parameters: Parameters): ApiRequest['method'] {
	return parameters.choice('method', 'Method', METHODS);
}

function requestOf(parameters: Parameters, { path, parameters: query }: InstancePath): ApiRequest {
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

function* paged(
	parameters: Parameters,
	request: ApiRequest,
	{ path, parameters: query, paging }: InstancePath & { paging: 'link' | 'offset' },
): Steps<unknown[]> {
	const options = parameters.collection('options');
	const limit = limitOf(parameters);
	const listAt = String(options.listAt ?? 'result').trim();
	if (paging === 'link') return yield* byLink(request, { limit, listAt });
	const offsetName = parameterName(options.offsetParameter ?? 'sysparm_offset', 'Offset Parameter');
	const limitName = parameterName(options.limitParameter ?? 'sysparm_limit', 'Limit Parameter');
	const others = query.filter(([name]) => name !== offsetName && name !== limitName);
	const pageSize = Math.min(Math.max(1, Math.floor(Number(options.pageSize ?? 1000)) || 1000), limit);
	const page = (offset: number, size: number) => {
		const own: Array<[string, string]> = [...others, [limitName, String(size)], [offsetName, String(offset)]];
		return { ...request, path: withParameters(path, own) };
	};
	return yield* byOffset({ limit, listAt, pageSize, page });
}

/** @throws InputProblem when it is empty */
function parameterName(given: unknown, field: string): string {
	const name = String(given).trim();
	if (name !== '') return name;
	throw new InputProblem(field, 'It is empty', 'Enter the name that the API gives to it, or remove the option.');
}

function itemsOf(response: ApiResponse, form: string): IDataObject[] {
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
