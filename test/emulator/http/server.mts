import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Readable } from 'node:stream';
import fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import type { ApiResponse, EmulatorOptions } from '../types.mts';
import { inChunks } from './compress.mts';
import { createConnections } from './connections.mts';
import type { Connections } from './connections.mts';
import type { Counters } from './counters.mts';
import type { Door, Outcome } from './door.mts';
import { encode } from './encode.mts';
import { ConnectionLost } from './faults.mts';
import { edgeHeaders, platformHeaders } from './headers.mts';
import { incomingOf } from './incoming.mts';
import type { Incoming } from './incoming.mts';
import type { Certificate } from './tls.mts';

export const CONTROL_PREFIX = '/__emulator/';

export interface ServerParts {
	options: EmulatorOptions;
	certificate: Certificate | undefined;
	door: Door;
	/** The emulator's own controls; they are not part of the instance. */
	control(incoming: Incoming): Promise<ApiResponse>;
	counters: Counters;
	/** A system property of the instance that is open now. */
	property(name: string): string | undefined;
}

export interface RunningServer {
	url: string;
	close(): Promise<void>;
}

/** Long encoded queries have to arrive, if only to be refused by the edge's page. */
const MAX_HEADER_SIZE = 262_144;

/** `Keep-Alive: timeout=20` (field recording). */
const KEEP_ALIVE = 20_000;

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** Data is written as it is read, so its length is not known beforehand (documented dumps); files and pages have one. */
function isData({ body }: ApiResponse): boolean {
	return typeof body === 'object' && !Buffer.isBuffer(body) && !(body instanceof Readable);
}

function payloadOf(
	body: Buffer | Readable | undefined,
	data: boolean,
	accepted: Incoming['headers'],
): { headers: Record<string, string>; body: Buffer | Readable | undefined } {
	return data && Buffer.isBuffer(body) ? inChunks(body, accepted['accept-encoding']) : { headers: {}, body };
}

function send(
	reply: FastifyReply,
	method: string,
	{ response, edge, loggedIn }: Outcome,
	accepted: Incoming['headers'],
): void {
	const { status, headers, body } = encode(response, accepted.accept);
	const own = edge ? edgeHeaders() : platformHeaders(loggedIn);
	const { 'set-cookie': cookie, 'content-length': length, ...rest } = headers;
	const data = isData(response);
	if (length !== undefined && !data) rest['content-length'] = length;
	const payload = payloadOf(body, data, accepted);
	const cookies = [own['set-cookie'] ?? [], cookie ?? []].flat();
	reply.code(status).headers({ ...own, ...rest, ...payload.headers });
	if (cookies.length > 0) void reply.removeHeader('set-cookie').header('set-cookie', cookies);
	if (method === 'HEAD' && payload.body instanceof Readable) payload.body.destroy();
	void reply.send(method === 'HEAD' ? undefined : payload.body);
}

function countTraffic(
	{ counters }: ServerParts,
	{ socket }: IncomingMessage,
	response: ServerResponse,
	counted: boolean,
): void {
	response.once('close', () => counters.traffic(socket, counted));
}

function drop(reply: FastifyReply, request: IncomingMessage): void {
	reply.hijack();
	request.socket.destroy();
}

async function serve(
	parts: ServerParts,
	connections: Connections,
	request: IncomingMessage,
	reply: FastifyReply,
): Promise<void> {
	const incoming = incomingOf(request);
	const isControl = incoming.path.startsWith(CONTROL_PREFIX);
	countTraffic(parts, request, reply.raw, !isControl);
	if (isControl) {
		const allowed = LOOPBACK.has(request.socket.remoteAddress ?? '');
		const response = allowed ? await parts.control(incoming) : { status: 403 };
		send(reply, incoming.method, { response, edge: true, loggedIn: false }, {});
		return;
	}
	if (connections.isStale(request.socket)) {
		drop(reply, request);
		return;
	}
	reply.raw.once('finish', () => connections.rests(request.socket));
	try {
		const outcome = await parts.door(incoming);
		parts.counters.status(outcome.response.status);
		// HEAD may have been rewritten from nothing else: the verb on the wire decides whether a body may follow.
		send(reply, request.method ?? incoming.method, outcome, incoming.headers);
	} catch (error) {
		if (!(error instanceof ConnectionLost)) throw error;
		drop(reply, request);
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
	const connections = createConnections(parts.property);
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
		await serve(parts, connections, request.raw, reply);
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
