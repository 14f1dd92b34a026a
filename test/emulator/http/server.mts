import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ConnectionLost } from '../faults/kind.mts';
import type { ApiResponse, EmulatorOptions } from '../types.mts';
import { inChunks } from './content/compress.mts';
import { createConnections } from './limits/connections.mts';
import type { Connections } from './limits/connections.mts';
import type { Counters } from './limits/counters.mts';
import type { Dispatcher } from './dispatcher.mts';
import { bytesOf, encode } from './content/encode.mts';
import type { Encoded } from './content/encode.mts';
import { edgeHeaders, platformHeaders } from './content/headers.mts';
import { incomingOf } from './content/incoming.mts';
import type { Incoming } from './content/incoming.mts';
import type { Outcome } from './outcome.mts';
import type { Certificate } from './tls.mts';

export const CONTROL_PREFIX = '/__emulator/';

export interface ServerParts {
	options: EmulatorOptions;
	certificate: Certificate | undefined;
	dispatcher: Dispatcher;
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

/** Data travels packed where the caller takes it so. */
function payloadOf(body: Encoded['body'], data: boolean, accepted: Incoming['headers']): Omit<Encoded, 'status'> {
	return data && Buffer.isBuffer(body) ? inChunks(body, accepted['accept-encoding']) : { headers: {}, body };
}

function writeHead(reply: ServerResponse, { response, edge, loggedIn }: Outcome, { status, headers }: Encoded): void {
	const own = edge ? edgeHeaders() : platformHeaders(loggedIn);
	const { 'set-cookie': cookie, 'content-length': length, ...rest } = headers;
	if (length !== undefined && !isData(response)) rest['content-length'] = length;
	const cookies = [own['set-cookie'] ?? [], cookie ?? []].flat();
	for (const [name, value] of Object.entries({ ...own, ...rest })) reply.setHeader(name, value);
	if (cookies.length > 0) reply.setHeader('set-cookie', cookies);
	reply.writeHead(status);
}

async function send(
	reply: ServerResponse,
	method: string,
	outcome: Outcome,
	accepted: Incoming['headers'],
): Promise<void> {
	const { status, headers: own, body: plain } = encode(outcome.response, accepted.accept);
	const { headers: packing, body } = payloadOf(plain, isData(outcome.response), accepted);
	const headers = { ...own, ...packing };
	const isHead = method === 'HEAD';
	if (body === undefined && !isHead && status !== 204 && status !== 304) headers['content-length'] = '0';
	writeHead(reply, outcome, { status, headers, body });
	if (isHead && body instanceof Readable) body.destroy();
	if (!isHead && body instanceof Readable) await pipeline(body, reply);
	else reply.end(isHead ? undefined : body);
}

/** A scripted fault writes the answer itself, in the form that it would have had. */
async function deliver(reply: ServerResponse, outcome: Outcome, accept: string | undefined): Promise<boolean> {
	const { response, edge, loggedIn } = outcome;
	if (!response.faulty?.deliver) return false;
	const { status, headers, body } = encode(response, accept);
	const own = edge ? edgeHeaders() : platformHeaders(loggedIn);
	const bytes = await bytesOf(body);
	response.faulty.deliver(reply, { status, headers: { ...own, ...headers }, body: bytes });
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

async function serve(
	parts: ServerParts,
	connections: Connections,
	request: IncomingMessage,
	reply: ServerResponse,
): Promise<void> {
	const incoming = incomingOf(request);
	const isControl = incoming.path.startsWith(CONTROL_PREFIX);
	countTraffic(parts, request, reply, !isControl);
	if (isControl) {
		const allowed = LOOPBACK.has(request.socket.remoteAddress ?? '');
		const response = allowed ? await parts.control(incoming) : { status: 403 };
		await send(reply, incoming.method, { response, edge: true, loggedIn: false }, {});
		return;
	}
	if (connections.isStale(request.socket)) {
		request.socket.destroy();
		return;
	}
	reply.once('finish', () => connections.rests(request.socket));
	try {
		const outcome = await parts.dispatcher(incoming);
		parts.counters.status(outcome.response.status);
		if (await deliver(reply, outcome, incoming.headers.accept)) return;
		// HEAD may have been rewritten from nothing else: the verb on the wire decides whether a body may follow.
		await send(reply, request.method ?? incoming.method, outcome, incoming.headers);
	} catch (error) {
		if (!(error instanceof ConnectionLost)) throw error;
		request.socket.destroy();
	}
}

function isDecodable(target: string): boolean {
	try {
		decodeURI(target.split('?', 1)[0] ?? '');
		return true;
	} catch {
		return false;
	}
}

function createInstanceServer(parts: ServerParts, connections: Connections): Server {
	const listener: RequestListener = (request, reply) => {
		if (!isDecodable(request.url ?? '/')) {
			reply.writeHead(400).end();
			return;
		}
		serve(parts, connections, request, reply).catch((error: unknown) => {
			if (reply.headersSent) reply.destroy();
			else reply.writeHead(500).end(String(error));
		});
	};
	const { certificate } = parts;
	const options = { maxHeaderSize: MAX_HEADER_SIZE, keepAliveTimeout: KEEP_ALIVE };
	if (!certificate) return createServer(options, listener);
	return createTlsServer({ ...options, key: certificate.key, cert: certificate.cert }, listener);
}

export async function startServer(parts: ServerParts): Promise<RunningServer> {
	const { options, certificate } = parts;
	const server = createInstanceServer(parts, createConnections(parts.property));
	server.listen(options.port, options.host);
	await once(server, 'listening');
	const address = server.address();
	const port = address !== null && typeof address === 'object' ? address.port : options.port;
	const host = options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host;
	return {
		url: `${certificate ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`,
		close: async () => {
			const closed = once(server, 'close');
			server.close();
			server.closeAllConnections();
			await closed;
		},
	};
}
