import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiResponse, Context, Route, Session } from '../types.mts';
import { bend } from './bend.mts';
import { failure } from './failure.mts';
import { answerOf, ConnectionLost, isEdgeAnswer } from './faults.mts';
import type { FaultAction, FaultScript } from './faults.mts';
import type { Incoming } from './incoming.mts';
import { edgePage, tooLongPage } from './pages.mts';
import { createPlatform } from './platform.mts';
import type { Platform, PlatformParts } from './platform.mts';
import { createRouter } from './router.mts';
import type { Match } from './router.mts';

/** Longer addresses never reach the platform (PySNC#18, and its own limit). What is inside a batch is no address. */
const LONGEST_ADDRESS = 10_000;

export interface Outcome {
	response: ApiResponse;
	/** Made by the edge in front of the instance: none of the platform's headers are on it. */
	edge: boolean;
	loggedIn: boolean;
}

export interface DoorParts extends PlatformParts {
	routes: Route[];
	faults: FaultScript;
}

export type Door = (incoming: Incoming) => Promise<Outcome>;

const byPlatform = (response: ApiResponse, session?: Session): Outcome => ({
	response,
	edge: false,
	loggedIn: session !== undefined && session.via !== 'guest',
});

const byEdge = (response: ApiResponse): Outcome => ({ response, edge: true, loggedIn: false });

/** What the edge refuses before the platform hears of it. */
function refusedAtEdge({ target, authorizations, inherited }: Incoming): Outcome | undefined {
	if (target.length > LONGEST_ADDRESS && !inherited) return byEdge(tooLongPage());
	if (authorizations > 1) return byEdge(edgePage(400, 'Bad Request'));
	return undefined;
}

/** Lets the scripted misbehaviour act before, instead of or after the work. */
async function withFault(
	{ headers }: Incoming,
	action: FaultAction,
	now: number,
	work: () => Promise<Outcome>,
): Promise<Outcome> {
	if (action.kind === 'delay') await sleep(action.milliseconds);
	if (action.kind === 'reset' && action.when === 'before') throw new ConnectionLost();
	const answer = answerOf(action, now);
	if (!answer) {
		const outcome = await work();
		return { ...outcome, response: bend(outcome.response, action, headers.accept) };
	}
	const outcome = 'work' in action && action.work === true ? await work() : byPlatform(answer);
	if (outcome.response.body instanceof Readable) outcome.response.body.destroy();
	return isEdgeAnswer(action) ? byEdge(answer) : { ...outcome, response: answer };
}

/** The one way into the instance, for the network and for batch items alike. */
export function createDoor(parts: DoorParts): Door {
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

	return async (incoming) => {
		const { method, path, target, inherited } = incoming;
		if (!inherited && context.options.latency > 0) await sleep(context.options.latency);
		const match = find(method, path);
		counters.request(match.kind === 'route' ? match.route.name : 'unknown', inherited !== undefined);
		const action = faults.next(method, target);
		const refused = refusedAtEdge(incoming);
		if (refused) return refused;
		const work = () => attempt(incoming, match);
		return action ? await withFault(incoming, action, context.clock.now(), work) : await work();
	};
}

/** Decoded paths keep the reserved characters that were escaped; they must not be escaped twice. */
const encodePath = (path: string) => encodeURI(path).replace(/%25(2[3-6BCF]|3[ABDF]|40)/gi, '%$1');

/** `Context.dispatch`: a request that comes from inside, as batch items do. */
export function createDispatch(door: () => Door): Context['dispatch'] {
	return async ({ method, path, query, headers, body, stream, session }) => {
		const encoded = encodePath(path);
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
