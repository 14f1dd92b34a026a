import type { IDataObject } from 'n8n-workflow';
import { type InstancePath, withParameters } from '../../domain/address/instancePath';
import { assertText } from '../../domain/api/answerText';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { type ApiRequest, type ApiResponse, isObject, resultOf, type Steps } from '../../domain/api/request';
import { readByLink, readByOffset } from '../../domain/paging/apiPaging';
import type { Item } from '../../properties/item/item';
import { limitOf } from '../../properties/lists/list';
import type { Operation } from '../operation';
import { methodOf, pagingOf, placeOf, requestOf, shownHeaders } from './enteredCall';
import { fetchAnswer, isFileWanted } from './file';
import { properties } from './properties';

const FORMS = ['body', 'file', 'full', 'result'];

export const send: Operation = {
	option: {
		name: 'Send',
		description: 'Call any REST API of the instance with the sign-in, retries and errors of this node',
		action: 'Send API request',
	},
	properties,
	// Changes of the same thing go one after the other, as everywhere.
	lane: (item) => (/GET|POST/.test(methodOf(item)) ? undefined : placeOf(item).path),
	*run(item) {
		const place = placeOf(item);
		const request = requestOf(item, place);
		const paging = pagingOf(item);
		if (paging !== 'off') return (yield* readPages(item, request, { ...place, paging })).map(asItem);
		const form = formOf(item);
		return itemsOf(assertText(request, yield request), form);
	},
	streamed: (item) => (isFileWanted(item) ? fetchAnswer : undefined),
};

function formOf(item: Item): string {
	const form = String(item.collection('options').response ?? 'body');
	if (!FORMS.includes(form)) {
		throw new InputError('Response', `"${form}" is none of the choices`, `Use one of these: ${FORMS.join(', ')}.`);
	}
	if (form !== 'file') return form;
	throw new InputError(
		'Response',
		'File is chosen for some of the items only',
		'The first item decides for all: choose File for all or for none.',
	);
}

function* readPages(
	item: Item,
	request: ApiRequest,
	{ path, parameters: query, paging }: InstancePath & { paging: 'link' | 'offset' },
): Steps<unknown[]> {
	const options = item.collection('options');
	const limit = limitOf(item);
	const listAt = String(options.listAt ?? 'result').trim();
	if (paging === 'link') return yield* readByLink(request, { limit, listAt });
	const offsetName = parameterName(options.offsetParameter ?? 'sysparm_offset', 'Offset Parameter');
	const limitName = parameterName(options.limitParameter ?? 'sysparm_limit', 'Limit Parameter');
	const others = query.filter(([name]) => name !== offsetName && name !== limitName);
	const pageSize = Math.min(Math.max(1, Math.floor(Number(options.pageSize ?? 1000)) || 1000), limit);
	const page = (offset: number, size: number) => {
		const own: Array<[string, string]> = [...others, [limitName, String(size)], [offsetName, String(offset)]];
		return { ...request, path: withParameters(path, own) };
	};
	return yield* readByOffset({ limit, listAt, pageSize, page });
}

/** @throws InputError when it is empty */
function parameterName(given: unknown, field: string): string {
	const name = String(given).trim();
	if (name !== '') return name;
	throw new InputError(field, 'It is empty', 'Enter the name that the API gives to it, or remove the option.');
}

function itemsOf(response: ApiResponse, form: string): IDataObject[] {
	const { status, headers, body } = response;
	if (form === 'full') {
		return [{ status, headers: shownHeaders(headers), body: body ?? null }];
	}
	const content = form === 'result' ? (resultOf(response) ?? body) : body;
	if (content === undefined) return [{ status }];
	return Array.isArray(content) ? content.map(asItem) : [asItem(content)];
}

function asItem(content: unknown): IDataObject {
	return isObject(content) ? content : ({ data: content } as Json);
}
