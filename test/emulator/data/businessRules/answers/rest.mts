/** `sn_ws.RESTMessageV2`: what a rule calls, and what the instance logs of it. */
import { isObject } from '../../../http/content/body.mts';
import { isLoopback } from '../../../outbound/outbound.mts';
import { failed } from '../../../outbound/protocol.mts';
import type { OutboundAnswer, OutboundRequest } from '../../../outbound/protocol.mts';
import type { Run } from '../../../sandbox/need.mts';
import type { Engine } from '../../engine.mts';
import { logCall } from '../outboundLog.mts';
import { onItsOwn } from '../transaction.mts';
import type { Asking, Given } from './context.mts';
import { textOf } from './context.mts';

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']);
/** `execute` throws what it could not send, in place of an answer with an error: the pages leave it open. */
const THROWS = 'emulator.rest_message.throws';

const number = (engine: Engine, name: string, otherwise: number): number => Number(engine.property(name)) || otherwise;

function addressOf(given: Given): URL | undefined {
	try {
		const url = new URL(textOf(given, 'endpoint'));
		for (const [name, value] of Array.isArray(given.query) ? given.query : []) {
			url.searchParams.append(String(name), String(value));
		}
		return url;
	} catch {
		return undefined;
	}
}

/** What is to be sent, or why it cannot be. */
function prepared({ view: { engine } }: Asking, given: Given): OutboundRequest | OutboundAnswer {
	const url = addressOf(given);
	const method = textOf(given, 'method').toUpperCase();
	if (!url || !/^https?:$/.test(url.protocol)) return failed(`Invalid uri: ${textOf(given, 'endpoint')}`);
	if (!METHODS.has(method)) return failed(`Invalid HTTP method: ${method}`);
	// Beyond this machine there is nobody.
	if (!isLoopback(url.hostname)) return failed(`Unknown host: ${url.hostname}`);
	const headers = isObject(given.headers) ? given.headers : {};
	return {
		method,
		url: url.href,
		headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
		body: textOf(given, 'body'),
		connectTimeout: number(engine, 'glide.http.connection_timeout', 10_000),
		socketTimeout: Number(given.timeout) || number(engine, 'glide.http.timeout', 175_000),
		perHost: number(engine, 'glide.http.connection_mgr.max_connections_per_host', 4),
		total: number(engine, 'glide.http.connection_mgr.max_connections', 20),
	};
}

function finished(asking: Asking, given: Given, answer: OutboundAnswer, started: number): OutboundAnswer {
	const { view, rule } = asking;
	logCall(view, rule, { given, answer, milliseconds: Math.round(performance.now() - started) });
	return answer;
}

const parsed = (words: string | undefined): OutboundAnswer =>
	words === undefined ? failed('The instance was stopped') : JSON.parse(words);

/** `execute`: the script waits. */
export function* send(asking: Asking, given: Given): Run<unknown> {
	const { engine } = asking.view;
	const request = prepared(asking, given);
	const started = performance.now();
	const words: string | undefined =
		'status' in request
			? JSON.stringify(request)
			: yield { kind: 'ask', line: engine.outbound.line(), words: JSON.stringify(request) };
	const answer = finished(asking, given, parsed(words), started);
	if (answer.status === 0 && engine.property(THROWS) === 'true') throw new Error(answer.error);
	return answer;
}

/** Calls whose script does not wait, by ticket. */
export interface Calls {
	waiting: Map<number, Promise<OutboundAnswer>>;
	arrived: Map<number, OutboundAnswer>;
}

export const createCalls = (): Calls => ({ waiting: new Map(), arrived: new Map() });

/** `executeAsync`: through the queue, in the background, whatever becomes of the script. */
export const sendLater =
	({ waiting, arrived }: Calls) =>
	(asking: Asking, given: Given): number => {
		const { engine } = asking.view;
		const ticket = waiting.size + 1;
		const request = prepared(asking, given);
		const started = performance.now();
		const ask = async () =>
			'status' in request ? request : parsed(await engine.outbound.line().ask(JSON.stringify(request)));
		const call = onItsOwn(ask).then((answer) => {
			arrived.set(ticket, finished(asking, given, answer, started));
			return answer;
		});
		waiting.set(ticket, call);
		engine.tasks.add(call);
		return ticket;
	};

const LONGEST = 30;

/** Waits for such a call, for so many seconds, and never for longer than the instance allows. */
export const arrive = ({ waiting, arrived }: Calls) =>
	function* ({ view: { engine } }: Asking, given: Given): Run<unknown> {
		const ticket = Number(given.ticket);
		const most = Math.min(number(engine, 'glide.http.outbound.max_timeout', LONGEST), LONGEST);
		const seconds = given.seconds === null ? most : Math.min(Number(given.seconds), most);
		const call = waiting.get(ticket);
		if (!arrived.has(ticket) && call) {
			const late = new Promise<void>((done) => setTimeout(done, seconds * 1000).unref());
			yield { kind: 'wait', work: Promise.race([call.then(() => undefined), late]) };
		}
		return arrived.get(ticket) ?? failed('No response for ECC message request', 1);
	};
