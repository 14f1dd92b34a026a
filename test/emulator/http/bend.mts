import { Readable } from 'node:stream';
import { envelope } from '../errors.mts';
import type { ApiResponse } from '../types.mts';
import { encode } from './encode.mts';
import { cancelled, ConnectionLost } from './faults.mts';
import type { FaultAction } from './faults.mts';

async function* firstBytes(source: Readable, count: number): AsyncGenerator<Buffer> {
	let left = count;
	for await (const chunk of source) {
		const bytes = Buffer.from(chunk).subarray(0, left);
		left -= bytes.length;
		yield bytes;
		if (left === 0) return;
	}
}

function truncated(response: ApiResponse, accept: string | undefined, count: number): ApiResponse {
	const { status, headers, body } = encode(response, accept);
	const { 'content-length': _length, ...rest } = headers;
	if (body instanceof Readable) return { status, headers: rest, body: Readable.from(firstBytes(body, count)) };
	return { status, headers: rest, ...(body && { body: body.subarray(0, count) }) };
}

/** The rows that were already on their way when the quota rule struck, and the error behind them: status 200. */
function cutShort({ status, headers, body }: ApiResponse): ApiResponse {
	const result = typeof body === 'object' && 'result' in body && Array.isArray(body.result) ? body.result : [];
	const sent = result.slice(0, Math.ceil(result.length / 2));
	return { status, ...(headers && { headers }), body: { result: sent, ...envelope(cancelled()) } };
}

/** What the network or a quota rule makes of an answer whose work is done. */
export function bend(response: ApiResponse, action: FaultAction | undefined, accept: string | undefined): ApiResponse {
	switch (action?.kind) {
		case 'reset':
			if (response.body instanceof Readable) response.body.destroy();
			throw new ConnectionLost();
		case 'cancelled':
			return cutShort(response);
		case 'truncate':
			return truncated(response, accept, action.bytes);
		default:
			return response;
	}
}
