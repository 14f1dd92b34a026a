import { ApiFailure } from '../failure/failure';
import type { ApiRequest, ApiResponse } from './request';

const TEXT = /^text\/|\b(json|xml|javascript|ecmascript|yaml|csv|x-www-form-urlencoded)\b/i;

/**
 * An answer that can be read as text. Read as such, the bytes of any other would be changed without a word.
 *
 * @throws ApiFailure
 */
export function assertText({ method, path }: ApiRequest, response: ApiResponse): ApiResponse {
	const type = response.headers['content-type'] ?? '';
	if (response.body === undefined || type === '' || TEXT.test(type)) return response;
	throw new ApiFailure({
		kind: 'not-json',
		message: `ServiceNow answered with a file (${type}) and not with text`,
		advice: 'Choose File in the option Response to get it as binary data.',
		status: response.status,
		method,
		path,
	});
}
