import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { ServiceNowError } from '../../errors.mts';
import type { Session } from '../../types.mts';

/** A request before anybody has looked at it, from the network or out of a batch. */
export interface Incoming {
	method: string;
	/** Still percent-encoded. */
	path: string;
	/** Scheme and host as the caller knows them; '' for a batch item. */
	origin: string;
	/** Path and query as sent. */
	target: string;
	query: URLSearchParams;
	headers: Record<string, string | undefined>;
	/** How many Authorization headers there were: more than one is refused at the edge. */
	authorizations: number;
	stream: Readable;
	/** The headers of the call, for a batch item. */
	outer?: Record<string, string | undefined>;
	/** Set for a batch item: it acts as the caller of the batch, inside the batch's transaction. */
	inherited?: Session;
}

const single = (value: string | string[] | undefined) => (Array.isArray(value) ? value.join(', ') : value);

/** POST may stand for another verb, for clients behind proxies that know few. */
function methodOf(request: IncomingMessage): string {
	const method = (request.method ?? 'GET').toUpperCase();
	const override = single(request.headers['x-http-method-override']);
	return method === 'POST' && override ? override.toUpperCase() : method;
}

export function incomingOf(request: IncomingMessage): Incoming {
	const target = request.url ?? '/';
	const [path = '/', ...rest] = target.split('?');
	const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, single(value)]));
	return {
		method: methodOf(request),
		path,
		origin: `${request.socket instanceof TLSSocket ? 'https' : 'http'}://${request.headers.host ?? ''}`,
		target,
		query: new URLSearchParams(rest.join('?')),
		headers,
		authorizations: request.headersDistinct.authorization?.length ?? 0,
		stream: request,
	};
}

const tooLarge = (size: number, limit: number) =>
	new ServiceNowError(
		400,
		'Exception while reading request',
		`Rejected large REST payload with content-length = ${size} bytes. Max allowed: ${limit} bytes.`,
	);

/** The whole body in memory, up to the limit of `glide.rest.max_content_length`. */
export async function readBody({ stream, headers }: Incoming, limit: number): Promise<Buffer> {
	const announced = Number(headers['content-length'] ?? 0);
	if (announced > limit) throw tooLarge(announced, limit);
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		const bytes = Buffer.from(chunk);
		size += bytes.length;
		if (size > limit) throw tooLarge(size, limit);
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}
