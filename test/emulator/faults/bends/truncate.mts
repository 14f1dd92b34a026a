import { Readable } from 'node:stream';
import { encode } from '../../http/content/encode.mts';
import type { ApiResponse } from '../../types.mts';
import { aCount } from '../fields.mts';
import { bent, kind } from '../kind.mts';

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

/** A short body that says it is whole, as a proxy sends on what it got. */
export const truncate = kind<'truncate'>({
	fields: { bytes: aCount },
	start: ({ bytes }) => bent((response, { incoming }) => truncated(response, incoming.headers.accept, bytes)),
});
