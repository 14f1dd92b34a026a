import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Authenticator } from '../auth/authenticate.mts';
import { envelope, noResource, ServiceNowError } from '../errors.mts';
import type { Log } from '../log.mts';
import type { ApiRequest, ApiResponse, Context, Route, Session } from '../types.mts';
import { bend } from './bend.mts';
import type { Counters } from './counters.mts';
import { answerOf, ConnectionLost, isEdgeAnswer } from './faults.mts';
import type { FaultAction, FaultScript } from './faults.mts';
import { readBody } from './incoming.mts';
import type { Incoming } from './incoming.mts';
import { edgePage, loginPage } from './pages.mts';
import { createRouter } from './router.mts';
import type { Match } from './router.mts';
import { createSemaphore } from './semaphore.mts';

/** Beyond this the edge answers instead of the platform (field recording). */
const LONGEST_URL = 23_000;
const MEGABYTE = 1_048_576;

export interface Outcome {
	response: ApiResponse;
	/** Made by the edge in front of the instance: none of the platform's headers are on it. */
	edge: boolean;
	loggedIn: boolean;
}

export interface DoorParts {
	routes: Route[];
	context: Context;
	authenticator: Authenticator;
	faults: FaultScript;
	counters: Counters;
	log: Log;
	instanceUrl(): string;
}

export type Door = (incoming: Incoming) => Promise<Outcome>;

const byPlatform = (response: ApiResponse, session?: Session): Outcome => ({
	response,
	edge: false,
	loggedIn: session !== undefined && session.via !== 'guest',
});

const byEdge = (response: ApiResponse): Outcome => ({ response, edge: true, loggedIn: false });

/** What the edge refuses before the platform hears of it. */
function refusedAtEdge({ target, authorizations }: Incoming): Outcome | undefined {
	if (target.length > LONGEST_URL) return byEdge(edgePage(414, 'URI Too Long'));
	if (authorizations > 1) return byEdge(edgePage(400, 'Bad Request'));
	return undefined;
}

/** An unknown API path is an error in JSON; any other page leads a stranger to the login form. */
function unknownPath(match: Match, path: string): ApiResponse {
	if (match.kind === 'wrong-method') throw new ServiceNowError(405, 'Method Not Allowed');
	if (path.startsWith('/api/')) throw noResource();
	return loginPage();
}

/** The one way into the instance, for the network and for batch items alike. */
export function createDoor(parts: DoorParts): Door {
	const { context, authenticator, faults, counters, log } = parts;
	const { options } = context;
	const route = createRouter(parts.routes);
	const semaphore = createSemaphore(options.semaphores);

	const property = (name: string) => context.store.property(name) ?? '';
	const isOff = ({ name }: Route) =>
		property('glide.rest.apis.disabled')
			.split(/[\s,]+/)
			.includes(name.split('.')[0] ?? '');
	const bodyLimit = () => (Number(property('glide.rest.max_content_length')) || 10) * MEGABYTE;

	async function requestOf(incoming: Incoming, match: Match & { kind: 'route' }): Promise<Omit<ApiRequest, 'session'>> {
		const { method, query, headers, stream } = incoming;
		const { params, version } = match;
		const common = {
			method,
			path: decodeURI(incoming.path),
			version,
			params,
			query,
			headers,
			instanceUrl: parts.instanceUrl(),
		};
		if (match.route.stream) return { ...common, body: Buffer.alloc(0), stream };
		return { ...common, body: await readBody(incoming, bodyLimit()) };
	}

	/** Integrations share a small pool of transactions; an item of a batch runs inside the batch's own. */
	async function asTransaction<T>(incoming: Incoming, matched: Route, work: () => Promise<T>): Promise<T> {
		if (incoming.inherited || !matched.path.startsWith('/api/')) return await work();
		const release = await semaphore.acquire();
		const end = counters.transaction();
		try {
			return await work();
		} finally {
			end();
			release();
		}
	}

	async function handle(incoming: Incoming, match: Match): Promise<Outcome> {
		if (match.kind !== 'route' || isOff(match.route)) {
			return byPlatform(unknownPath(match.kind === 'route' ? { kind: 'none' } : match, incoming.path));
		}
		const matched = match.route;
		const request = await requestOf(incoming, match);
		return await asTransaction(incoming, matched, async () => {
			const session = authenticator.authenticate(matched, incoming, incoming.inherited);
			// A batch is no record operation: its items each take their time.
			const works = matched.path.startsWith('/api/') && matched.name !== 'batch';
			if (works && options.serviceTime > 0) await sleep(options.serviceTime);
			return byPlatform(await matched.handle({ ...request, session }, context), session);
		});
	}

	async function attempt(incoming: Incoming, match: Match): Promise<Outcome> {
		try {
			return await handle(incoming, match);
		} catch (error) {
			if (error instanceof ConnectionLost) throw error;
			if (error instanceof ServiceNowError) {
				return byPlatform({ status: error.status, headers: error.headers, body: envelope(error) });
			}
			log.error(error);
			const message = `Exception while executing request: ${error instanceof Error ? error.message : String(error)}`;
			return byPlatform({ status: 500, body: envelope(new ServiceNowError(500, message)) });
		}
	}

	async function withFault(incoming: Incoming, match: Match, action: FaultAction): Promise<Outcome> {
		if (action.kind === 'delay') await sleep(action.milliseconds);
		if (action.kind === 'reset' && action.when === 'before') throw new ConnectionLost();
		const answer = answerOf(action, context.clock.now());
		const doWork = answer === undefined || ('work' in action && action.work === true);
		const outcome = doWork ? await attempt(incoming, match) : byPlatform({ status: 200 });
		if (answer === undefined) {
			return { ...outcome, response: bend(outcome.response, action, incoming.headers.accept) };
		}
		if (outcome.response.body instanceof Readable) outcome.response.body.destroy();
		return isEdgeAnswer(action) ? byEdge(answer) : { ...outcome, response: answer };
	}

	return async (incoming) => {
		if (!incoming.inherited && options.latency > 0) await sleep(options.latency);
		const match = route(incoming.method, incoming.path);
		counters.request(match.kind === 'route' ? match.route.name : 'unknown', incoming.inherited !== undefined);
		const action = faults.next(incoming.method, incoming.target);
		const refused = refusedAtEdge(incoming);
		if (refused) return refused;
		return action ? await withFault(incoming, match, action) : await attempt(incoming, match);
	};
}

/** `Context.dispatch`: a request that comes from inside, as batch items do. */
export function createDispatch(door: () => Door): Context['dispatch'] {
	return async ({ method, path, query, headers, body, stream, session }) => {
		const encoded = encodeURI(path);
		const search = query.size > 0 ? `?${query.toString()}` : '';
		const { response } = await door()({
			method,
			path: encoded,
			target: `${encoded}${search}`,
			query,
			headers,
			authorizations: 0,
			stream: stream ?? Readable.from(body.length > 0 ? [body] : []),
			inherited: session,
		});
		return response;
	};
}
