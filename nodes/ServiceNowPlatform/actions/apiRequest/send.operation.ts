import type { IDataObject } from 'n8n-workflow';
import { assertText } from '../../domain/api/answerText';
import { byLink, byOffset } from '../../domain/paging/apiPaging';
import { type InstancePath, withParameters } from '../../domain/address/instancePath';
import { InputProblem } from '../../domain/api/inputProblem';
import { type ApiRequest, type ApiResponse, isObject, resultOf, type Steps } from '../../domain/api/request';
import { limitOf } from '../../properties/lists/list';
import type { Parameters } from '../../properties/item/parameters';
import type { Operation } from '../operation';
import { properties } from './properties';
import { fetchAnswer, isFileWanted } from './file';
import { methodOf, pagingOf, placeOf, requestOf, shownHeaders } from './enteredCall';

const FORMS = ['body', 'file', 'full', 'result'];

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
		const paging = pagingOf(parameters);
		if (paging !== 'off') return (yield* paged(parameters, request, { ...place, paging })).map(asItem);
		const form = formOf(parameters);
		return itemsOf(assertText(request, yield request), form);
	},
	streamed: (parameters) => (isFileWanted(parameters) ? fetchAnswer : undefined),
};

function formOf(parameters: Parameters): string {
	const form = String(parameters.collection('options').response ?? 'body');
	if (!FORMS.includes(form)) {
		throw new InputProblem('Response', `"${form}" is none of the choices`, `Use one of these: ${FORMS.join(', ')}.`);
	}
	if (form !== 'file') return form;
	throw new InputProblem(
		'Response',
		'File is chosen for some of the items only',
		'The first item decides for all: choose File for all or for none.',
	);
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
		return [{ status, headers: shownHeaders(headers), body: (body ?? null) as IDataObject }];
	}
	const content = form === 'result' ? (resultOf(response) ?? body) : body;
	if (content === undefined) return [{ status }];
	return Array.isArray(content) ? content.map(asItem) : [asItem(content)];
}

function asItem(content: unknown): IDataObject {
	return isObject(content) ? (content as IDataObject) : ({ data: content } as IDataObject);
}
