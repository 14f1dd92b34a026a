import { isObject } from '../../http/content/body.mts';
import type { ApiResponse } from '../../types.mts';

/** The answer with its `result` put through a function; what has none stays as it is. */
export function withResult(response: ApiResponse, change: (result: unknown) => unknown): ApiResponse {
	const { body } = response;
	if (!isObject(body) || !('result' in body)) return response;
	return { ...response, body: { ...body, result: change(body.result) } };
}

/** As withResult, record by record. */
export function withRecords(
	response: ApiResponse,
	change: (record: Record<string, unknown>, index: number) => Record<string, unknown>,
): ApiResponse {
	return withResult(response, (result) => {
		if (!Array.isArray(result)) return isObject(result) ? change(result, 0) : result;
		return result.map((each: unknown, index) => (isObject(each) ? change(each, index) : each));
	});
}
