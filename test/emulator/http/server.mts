import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Readable } from 'node:stream';
import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { ConnectionLost } from '../faults/kind.mts';
import type { ApiResponse, EmulatorOptions } from '../types.mts';
import type { Counters } from './counters.mts';
import type { Door } from './door.mts';
import { bytesOf, encode } from './encode.mts';
import { edgeHeaders, platformHeaders } from './headers.mts';
import { incomingOf } from './incoming.mts';
import type { Incoming } from './incoming.mts';
import type { Outcome } from './outcome.mts';
import type { Certificate } from './tls.mts';

export const CONTROL_PREFIX = '/__emulator/';

export interface ServerParts {
	options: EmulatorOptions;
	certificate: Certificate | undefined;
	door: Door;
	/** The emulator's own controls; they are not part of the instance. */
	control(incoming: Incoming): Promise<ApiResponse>;
	counters: Counters;
}

export interface RunningServer {
	url: string;
	close(): Promise<void>;
}

/** Long encoded queries have to arrive, if only to be refused by the edge's page. */
const MAX_HEADER_SIZE = 262_144;

/** Longer than any pause between two requests of a test: a connection that is closed while it is picked up again is lost. */
const KEEP_ALIVE = 72_000;

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Data is written as it is read, so its length is not known beforehand (documented dumps); files and pages have one. */
function isData({ body }: ApiResponse): boolean {
	return typeof body === 'object' && !Buffer.isBuffer(body) && !(body instanceof Readable);
}

function send(
	reply: FastifyReply,
	method: string,
	{ response, edge, loggedIn }: Outcome,
	accept: string | undefined,
): void {
	const { status, headers, body } = encode(response, accept);
	const own = edge ? edgeHeaders() : platformHeaders(loggedIn);
	const { 'set-cookie': cookie, 'content-length': length, ...rest } = headers;
	const chunked = isData(response);
	if (length !== undefined && !chunked) rest['content-length'] = length;
	const cookies = [own['set-cookie'] ?? [], cookie ?? []].flat();
	reply.code(status).headers({ ...own, ...rest });
	if (cookies.length > 0) void reply.removeHeader('set-cookie').header('set-cookie', cookies);
	if (method === 'HEAD' && body instanceof Readable) body.destroy();
	const payload = chunked && Buffer.isBuffer(body) ? Readable.from([body]) : body;
	void reply.send(method === 'HEAD' ? undefined : payload);
}

/** A scripted fault writes the answer itself, in the form that it would have had. */
async function deliver(reply: FastifyReply, outcome: Outcome, accept: string | undefined): Promise<boolean> {
	const { response, edge, loggedIn } = outcome;
	if (!response.faulty?.deliver) return false;
	const { status, headers, body } = encode(response, accept);
	const own = edge ? edgeHeaders() : platformHeaders(loggedIn);
	const bytes = await bytesOf(body);
	reply.hijack();
	response.faulty.deliver(reply.raw, { status, headers: { ...own, ...headers }, body: bytes });
	return true;
}

function countTraffic(
	{ counters }: ServerParts,
	{ socket }: IncomingMessage,
	response: ServerResponse,
	counted: boolean,
): void {
	response.once('close', () => counters.traffic(socket, counted));
}

async function serve(parts: ServerParts, request: IncomingMessage, reply: FastifyReply): Promise<void> {
	const incoming = incomingOf(request);
	const isControl = incoming.path.startsWith(CONTROL_PREFIX);
	countTraffic(parts, request, reply.raw, !isControl);
	if (isControl) {
		const allowed = LOOPBACK.has(request.socket.remoteAddress ?? '');
		const response = allowed ? await parts.control(incoming) : { status: 403 };
		send(reply, incoming.method, { response, edge: true, loggedIn: false }, undefined);
		return;
	}
	try {
		const outcome = await parts.door(incoming);
		parts.counters.status(outcome.response.status);
		if (await deliver(reply, outcome, incoming.headers.accept)) return;
		// HEAD may have been rewritten from nothing else: the verb on the wire decides whether a body may follow.
		send(reply, request.method ?? incoming.method, outcome, incoming.headers.accept);
	} catch (error) {
		if (!(error instanceof ConnectionLost)) throw error;
		reply.hijack();
		request.socket.destroy();
	}
}

function listenerFactory(certificate: Certificate | undefined): (listener: RequestListener) => Server {
	const options = { maxHeaderSize: MAX_HEADER_SIZE, keepAliveTimeout: KEEP_ALIVE };
	return (listener) =>
		certificate
			? createTlsServer({ ...options, key: certificate.key, cert: certificate.cert }, listener)
			: createServer(options, listener);
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
	const { options, certificate } = parts;
	const app = fastify({
		serverFactory: listenerFactory(certificate),
		forceCloseConnections: true,
		// A path that cannot be decoded.
		frameworkErrors: (_error, _request, reply) => {
			reply.raw.writeHead(400).end();
		},
	});
	// Everything happens before fastify's own routing and body parsing, which know nothing of this platform's ways.
	app.addHook('onRequest', async (request, reply) => {
		await serve(parts, request.raw, reply);
		return reply;
	});
	app.setNotFoundHandler((_request, reply) => reply);
	await app.listen({ host: options.host, port: options.port });
	const address = app.server.address();
	const port = address !== null && typeof address === 'object' ? address.port : options.port;
	const host = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
	return {
		url: `${certificate ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
		close: async () => {
			await app.close();
		},
	};
}
