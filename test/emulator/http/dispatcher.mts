import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { EDGE, onNode } from '../nodes.mts';
import type { Context, Route } from '../types.mts';
import { failure } from './failure.mts';
import type { FaultScript } from './faults.mts';
import type { Incoming } from './content/incoming.mts';
import { byEdge, byPlatform } from './outcome.mts';
import type { Outcome } from './outcome.mts';
import { edgePage, tooLongPage } from './pages.mts';
import { createPlatform } from './platform.mts';
import type { Platform, PlatformParts } from './platform.mts';
import { createRouter } from './router.mts';
import type { Match } from './router.mts';

/** Longer addresses never reach the platform (PySNC#18, and its own limit). What is inside a batch is no address. */
const LONGEST_ADDRESS = 10_000;

export interface DispatcherParts extends PlatformParts {
	routes: Route[];
	faults: FaultScript;
}

export type Dispatcher = (incoming: Incoming) => Promise<Outcome>;

/** What the edge refuses before the platform hears of it. */
function refusedAtEdge({ target, authorizations, inherited }: Incoming): Outcome | undefined {
	if (target.length > LONGEST_ADDRESS && !inherited) return byEdge(tooLongPage());
	if (authorizations > 1) return byEdge(edgePage(400, 'Bad Request'));
	return undefined;
}

/** Whoever answers says what time it is there. */
function dated(outcome: Outcome, now: number): Outcome {
	const headers = { date: new Date(now).toUTCString(), ...outcome.response.headers };
	return { ...outcome, response: { ...outcome.response, headers } };
}

/** The one way into the instance, for the network and for batch items alike. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
	const { context, faults, counters, log } = parts;
	const find = createRouter(parts.routes);
	const platform: Platform = createPlatform(parts);

	async function attempt(incoming: Incoming, match: Match): Promise<Outcome> {
		try {
			const { response, session } = await platform(incoming, match);
			return byPlatform(response, session);
		} catch (error) {
			return byPlatform(failure(error, log));
		}
	}

	async function serve(incoming: Incoming): Promise<Outcome> {
		const { method, path, target, inherited } = incoming;
		const match = find(method, path);
		counters.request(match.kind === 'route' ? match.route.name : 'unknown', inherited !== undefined);
		const act = faults.next({ method, target, inBatch: inherited !== undefined });
		const refused = refusedAtEdge(incoming);
		if (refused) return refused;
		const work = (instead = incoming) => attempt(instead, match);
		return act ? await act({ incoming, now: context.clock.now(), work }) : await work();
	}

	const { clock, options } = context;
	let calls = 0;
	return async (incoming) => {
		if (incoming.inherited) return await serve(incoming);
		if (options.latency > 0) await sleep(options.latency);
		const node = calls % clock.nodes;
		calls += 1;
		const outcome = await onNode(node, () => serve(incoming));
		return dated(outcome, onNode(outcome.edge ? EDGE : node, clock.now));
	};
}

/** Decoded paths keep the reserved characters that were escaped; they must not be escaped twice. */
const encodePath = (path: string) => encodeURI(path).replace(/%25(2[3-6BCF]|3[ABDF]|40)/gi, '%$1');

/** `Context.dispatch`: a request that comes from inside, as batch items do. */
export function createDispatch(dispatcher: () => Dispatcher): Context['dispatch'] {
	return async ({ method, path, query, headers, body, stream, session, outer }) => {
		const encoded = encodePath(path);
		const search = query.size > 0 ? `?${query.toString()}` : '';
		const { response } = await dispatcher()({
			method,
			path: encoded,
			origin: '',
			target: `${encoded}${search}`,
			query,
			headers,
			authorizations: 0,
			stream: stream ?? Readable.from(body.length > 0 ? [body] : []),
			inherited: session,
			...(outer && { outer }),
		});
		return response;
	};
}
