import type { ApiRequest } from '../../domain/api/request';
import { fileFacts } from '../../domain/attachment/fileFacts';
import { outputFieldName } from '../../properties/binary';
import type { Item } from '../../properties/item/item';
import { fetchFile } from '../../transport/files/stream';
import type { StreamingOperation } from '../operation';
import { pagingOf, placeOf, requestOf, shownHeaders } from './enteredCall';

/** Pages of a list are no file. */
export function isFileWanted(item: Item): boolean {
	return item.collection('options').response === 'file' && pagingOf(item) === 'off';
}

/** The answer as a file, piece by piece into n8n's store. */
export const fetchAnswer: StreamingOperation['stream'] = async (context, connection, item) => {
	const field = outputFieldName(item, item.collection('options').outputField ?? 'data');
	const asked = requestOf(item, placeOf(item));
	const request: ApiRequest = { ...asked, headers: { Accept: '*/*', ...asked.headers } };
	const { binary, answer } = await fetchFile(context, connection, request, (begun) => fileFacts(request, begun));
	const json = { status: answer.status, headers: shownHeaders(answer.headers) };
	return [{ json, binary: { [field]: binary } }];
};
