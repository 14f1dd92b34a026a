import type { ApiResponse } from '../../types.mts';

export interface Written {
	status: number;
	body?: unknown;
	headers?: Record<string, string>;
}

const JSON_TYPE = 'application/json;charset=UTF-8';

/** An answer whose body is the JSON of the script, whatever that is; no `body` at all is none. */
export function written({ status, body, headers = {} }: Written): ApiResponse {
	if (body === undefined) return { status, headers };
	return { status, headers: { 'content-type': JSON_TYPE, ...headers }, body: Buffer.from(JSON.stringify(body)) };
}
