/**
 * Makes the calls of scripts, in a thread, so that they go on while the emulator waits for a `before` rule. The pool is that of
 * the instance: so many connections to a host, the rest queue. Nothing is repeated, no redirect is followed. Only Node itself
 * ever runs this.
 */
import { Agent, request as plainRequest } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { answer, onQuestion } from '../threads/thread.mts';
import { failed } from './protocol.mts';
import type { OutboundAnswer, OutboundRequest } from './protocol.mts';

const LARGEST = 10_485_760;

const pools = new Map<string, { plain: Agent; tls: TlsAgent }>();

/** A setting counts from the next call on, and what waits already keeps its place. */
function poolOf({ perHost, total }: OutboundRequest): { plain: Agent; tls: TlsAgent } {
	const key = `${perHost}/${total}`;
	const limits = { maxSockets: perHost, maxTotalSockets: total };
	// Loopback servers of tests have certificates of their own.
	const pool = pools.get(key) ?? {
		plain: new Agent(limits),
		tls: new TlsAgent({ ...limits, rejectUnauthorized: false }),
	};
	pools.set(key, pool);
	return pool;
}

function begin(asked: OutboundRequest): ClientRequest {
	const { method, url, headers } = asked;
	const options = { method, headers: { 'user-agent': 'ServiceNow/1.0', ...headers } };
	const pool = poolOf(asked);
	return url.startsWith('https:')
		? tlsRequest(url, { ...options, agent: pool.tls })
		: plainRequest(url, { ...options, agent: pool.plain });
}

const WORDS: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Connection refused',
	ECONNRESET: 'Connection reset',
	ENOTFOUND: 'Unknown host',
};

const headersOf = (response: IncomingMessage): Record<string, string> =>
	Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));

function answerOf(response: IncomingMessage, body: string, path: string): OutboundAnswer {
	const status = response.statusCode ?? 0;
	const error = status >= 400 ? `Method failed: (${path}) with code: ${status}` : '';
	return { status, headers: headersOf(response), body, error, code: error === '' ? 0 : 2 };
}

function listen(response: IncomingMessage, path: string, done: (answer: OutboundAnswer) => void): void {
	const pieces: Buffer[] = [];
	let size = 0;
	response.on('data', (piece: Buffer) => {
		pieces.push(piece);
		size += piece.length;
		if (size > LARGEST) response.destroy(new Error(`The answer is larger than ${LARGEST} bytes`));
	});
	response.on('error', (error) => done(failed(error.message)));
	response.on('aborted', () => done(failed('Connection reset')));
	response.on('end', () => done(answerOf(response, Buffer.concat(pieces).toString('utf8'), path)));
}

/** The time for a connection runs from when one is made, not while the call waits for a free place in the pool. */
function limit(outgoing: ClientRequest, { connectTimeout, socketTimeout }: OutboundRequest): void {
	outgoing.once('socket', (socket) => {
		const timer = setTimeout(() => outgoing.destroy(new Error('connect timed out')), connectTimeout);
		const connected = () => {
			clearTimeout(timer);
			socket.setTimeout(socketTimeout, () => outgoing.destroy(new Error('Read timed out')));
		};
		if (socket.connecting) socket.once('connect', connected);
		else connected();
		outgoing.once('close', () => clearTimeout(timer));
	});
}

function send(asked: OutboundRequest): Promise<OutboundAnswer> {
	return new Promise((done) => {
		const outgoing = begin(asked);
		limit(outgoing, asked);
		outgoing.on('error', (error: NodeJS.ErrnoException) => {
			const words = WORDS[error.code ?? ''] ?? error.message;
			done(failed(words, words === 'Read timed out' ? 1 : 2));
		});
		outgoing.on('response', (response) => listen(response, new URL(asked.url).pathname, done));
		outgoing.end(asked.body === '' ? undefined : asked.body);
	});
}

onQuestion(({ id, words }) => {
	const asked: OutboundRequest = JSON.parse(words);
	const reply = (what: OutboundAnswer) => answer(id, JSON.stringify(what));
	Promise.resolve(asked)
		.then(send)
		.then(reply, (error: unknown) => reply(failed(error instanceof Error ? error.message : String(error))));
});
