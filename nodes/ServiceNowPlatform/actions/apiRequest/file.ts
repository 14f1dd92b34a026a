import { fileFacts } from '../../domain/attachment/fileFacts';
import type { ApiRequest } from '../../domain/api/request';
import { outputFieldName } from '../../properties/binary';
import type { Parameters } from '../../properties/item/parameters';
import { fetchFile } from '../../transport/files/stream';
import type { StreamingOperation } from '../operation';
import { pagingOf, placeOf, requestOf, shownHeaders } from './enteredCall';

/** Pages of a list are no file. */
export function isFileWanted(parameters: Parameters): boolean {
	return parameters.collection('options').response === 'file' && pagingOf(parameters) === 'off';
}

/** The answer as a file, piece by piece into n8n's store. */
export const fetchAnswer: StreamingOperation['stream'] = async (context, connection, parameters) => {
	const field = outputFieldName(parameters, parameters.collection('options').outputField ?? 'data');
	const asked = requestOf(parameters, placeOf(parameters));
	const request: ApiRequest = { ...asked, headers: { Accept: '*/*', ...asked.headers } };
	const { binary, answer } = await fetchFile(context, connection, request, (begun) => fileFacts(request, begun));
	const json = { status: answer.status, headers: shownHeaders(answer.headers) };
	return [{ json, binary: { [field]: binary } }];
};
