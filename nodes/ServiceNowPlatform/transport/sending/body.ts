import { parsedBody } from '../../domain/api/answer';
import type { ApiResponse } from '../../domain/api/request';
import { ApiFailure } from '../../domain/failure/failure';
import { type Limits, limit } from './limits';

/** The most that is read of an answer that is a failure: its words stand at the beginning. */
const MOST_WORDS = 100_000;

/** What is read of a body. */
type Incoming = AsyncIterable<Uint8Array> & Parameters<typeof limit>[0];

/** The body of an answer, read and parsed. @throws ApiFailure beyond the limits, and what breaks it off */
export async function readBody(
	{ status, body }: ApiResponse,
	limits: Limits,
	started: number,
): Promise<{ body: unknown }> {
	// A test of n8n's own may answer in place of the network.
	if (!isStream(body)) return { body: body === '' ? undefined : body };
	const isFailure = status >= 400;
	const { over } = limit(body, isFailure ? { ...limits, bytes: Number.POSITIVE_INFINITY } : limits, started);
	const text = await Promise.race([textOf(body, isFailure ? MOST_WORDS : Number.POSITIVE_INFINITY), over]);
	if (text instanceof ApiFailure) throw text;
	return { body: parsedBody(text) };
}

/** The beginning of what arrives, at least so many bytes of it, as text without its byte order mark. */
async function textOf(content: AsyncIterable<Uint8Array>, most: number): Promise<string> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of content) {
		chunks.push(Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk));
		size += chunk.length;
		if (size > most) break;
	}
	return Buffer.concat(chunks)
		.toString('utf8')
		.replace(/^\ufeff/, '');
}

function isStream(body: unknown): body is Incoming {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && 'destroy' in body;
}
