import { Readable } from 'node:stream';
import type { ApiResponse } from '../../types.mts';
import { toXml } from './xml.mts';

export interface Encoded {
	status: number;
	headers: Record<string, string>;
	body: Buffer | Readable | undefined;
}

/** All of a body in memory. */
export async function bytesOf(body: Encoded['body']): Promise<Buffer> {
	if (!(body instanceof Readable)) return body ?? Buffer.alloc(0);
	const chunks: Buffer[] = [];
	for await (const chunk of body) chunks.push(Buffer.from(chunk));
	return Buffer.concat(chunks);
}

const prefersXml = (accept: string | undefined) =>
	/\b(?:application|text)\/xml\b/.test(accept ?? '') && !/application\/json/.test(accept ?? '');

/** The answer as bytes: JSON unless Accept names XML alone. The refusal of a format that nobody can serve is JSON, too. */
export function encode(response: ApiResponse, accept: string | undefined): Encoded {
	const headers = { ...response.headers };
	const { status, body } = response;
	if (body === undefined) return { status, headers, body: undefined };
	if (body instanceof Readable) return { status, headers, body };
	if (Buffer.isBuffer(body)) return { status, headers: { ...headers, 'content-length': String(body.length) }, body };
	let bytes: Buffer;
	if (typeof body === 'string') bytes = Buffer.from(body);
	else if (prefersXml(accept)) {
		bytes = Buffer.from(toXml(body));
		headers['content-type'] ??= 'application/xml;charset=UTF-8';
	} else {
		bytes = Buffer.from(JSON.stringify(body));
		headers['content-type'] ??= 'application/json;charset=UTF-8';
	}
	return { status, headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes };
}
