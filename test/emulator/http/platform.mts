import { setTimeout as sleep } from 'node:timers/promises';
import type { Authenticator } from '../auth/authenticate.mts';
import { apiForbidden, noResource, ServiceNowError } from '../errors.mts';
import { untilDone } from '../data/businessRules/transaction.mts';
import type { Log } from '../log.mts';
import type { ApiRequest, ApiResponse, Context, Route, Session } from '../types.mts';
import { apiOf, isApi } from '../apis.mts';
import type { Counters } from './limits/counters.mts';
import { failure } from './failure.mts';
import { readBody } from './content/incoming.mts';
import type { Incoming } from './content/incoming.mts';
import { demandAcceptable } from './content/media.mts';
import { loginPage } from './pages.mts';
import type { RateLimits } from './limits/rateLimit.mts';
import type { Match } from './router.mts';
import { withDebugLogs } from './sessionDebug.mts';
import { createSemaphore } from './limits/semaphore.mts';

const MEGABYTE = 1_048_576;

export interface Answer {
	response: ApiResponse;
	/** Whose request it was, where that was found out. */
	session?: Session;
}

export interface PlatformParts {
	context: Context;
	authenticator: Authenticator;
	counters: Counters;
	limits: RateLimits;
	log: Log;
	instanceUrl(): string;
}

/** The instance behind the edge: finds out who asks and lets the route do its work. What comes before that may throw. */
export type Platform = (incoming: Incoming, match: Match) => Promise<Answer>;

type Found = Extract<Match, { kind: 'route' }>;

const property = ({ store }: Context, name: string) => store.property(name) ?? '';

const isOff = (context: Context, { name }: Route) =>
	property(context, 'glide.rest.apis.disabled')
		.split(/[\s,]+/)
		.includes(name.split('.')[0] ?? '');

/** Without a CORS rule for its origin a browser learns nothing but the verbs. No page shows the answer. */
const verbs = (allowed: readonly string[]): ApiResponse => {
	const all = new Set([...allowed, ...(allowed.includes('GET') ? ['HEAD'] : []), 'OPTIONS']);
	return { status: 200, headers: { allow: [...all].join(',') } };
};

/** An unknown API path is an error in JSON; any other page leads a stranger to the login form. */
function unknownPath(match: Match, { method, path }: Incoming): ApiResponse {
	if (match.kind === 'wrong-method') {
		if (method === 'OPTIONS') return verbs(match.allowed);
		throw new ServiceNowError(405, 'Method Not Allowed');
	}
	if (path.startsWith('/api/')) throw noResource();
	return loginPage();
}

async function requestOf(
	incoming: Incoming,
	{ route, params, version }: Found,
	{ context, instanceUrl }: PlatformParts,
): Promise<Omit<ApiRequest, 'session'>> {
	const { method, query, headers, stream } = incoming;
	const path = decodeURI(incoming.path);
	const common = { method, path, version, params, query, headers, instanceUrl: instanceUrl() };
	if (route.stream) return { ...common, body: Buffer.alloc(0), stream };
	const limit = (Number(property(context, 'glide.rest.max_content_length')) || 10) * MEGABYTE;
	return { ...common, body: await readBody(incoming, limit) };
}

export function createPlatform(parts: PlatformParts): Platform {
	const { context, authenticator, counters, limits, log } = parts;
	const { serviceTime, semaphores } = context.options;
	const semaphore = createSemaphore(semaphores);

	/** Integrations share a small pool of transactions; an item of a batch runs inside the batch's own. */
	async function asTransaction<T>(work: () => Promise<T>): Promise<T> {
		const release = await semaphore.acquire();
		const end = counters.transaction();
		try {
			return await work();
		} finally {
			end();
			release();
		}
	}

	/** Access rules and rate limits of a whole API. The items of a batch are no calls of their own to a limit. */
	function admit(incoming: Incoming, route: Route, request: ApiRequest): Record<string, string> {
		const api = apiOf(route);
		if (api === '') return {};
		if (!context.store.mayCall(request.session, api)) throw apiForbidden();
		if (!route.bytes) demandAcceptable(request.headers.accept);
		return incoming.inherited ? {} : limits.count(route, request, request.session);
	}

	async function respond(route: Route, request: ApiRequest): Promise<ApiResponse> {
		// A batch is no record operation: its items each take their time.
		if (isApi(route) && route.name !== 'batch' && serviceTime > 0) await sleep(serviceTime);
		try {
			return await withDebugLogs(request, context, () => untilDone(async () => await route.handle(request, context)));
		} catch (error) {
			return failure(error, log);
		}
	}

	async function perform(incoming: Incoming, route: Route, bare: Omit<ApiRequest, 'session'>): Promise<Answer> {
		const session = authenticator.authenticate({ route, version: bare.version }, incoming, incoming.inherited);
		const request = { ...bare, session };
		let limited: Record<string, string>;
		try {
			limited = admit(incoming, route, request);
		} catch (error) {
			return { response: failure(error, log), session };
		}
		const response = await respond(route, request);
		return { response: { ...response, headers: { ...limited, ...response.headers } }, session };
	}

	return async (incoming, match) => {
		if (match.kind !== 'route') return { response: unknownPath(match, incoming) };
		const { route } = match;
		if (isOff(context, route)) throw noResource();
		const request = await requestOf(incoming, match, parts);
		const work = () => perform(incoming, route, request);
		return incoming.inherited || !isApi(route) ? await work() : await asTransaction(work);
	};
}
