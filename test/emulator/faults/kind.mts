import { Readable } from 'node:stream';
import type { ActionOf, FaultKind } from '../fault.mts';
import type { Incoming } from '../http/content/incoming.mts';
import type { Outcome } from '../http/outcome.mts';
import type { ApiResponse, Delivery } from '../types.mts';
import type { Check } from './fields.mts';

/** The script says that the connection breaks here; the socket is destroyed without an answer. */
export class ConnectionLost extends Error {}

/** A request that a fault is due for. */
export interface Scene {
	incoming: Incoming;
	/** Emulated time, in milliseconds. */
	now: number;
	/** Lets the request be served; with other than what came in, if that has been touched. */
	work(instead?: Incoming): Promise<Outcome>;
}

export type Act = (scene: Scene) => Promise<Outcome>;

/** One way to misbehave. */
export interface Kind<K extends FaultKind> {
	/** What an action of this kind may have in it; a mistyped fault would do nothing, and nobody would notice. */
	fields: { readonly [Field in Exclude<keyof ActionOf<K>, 'kind'>]-?: Check };
	/** Called once for each fault of a script: what has to be remembered from hit to hit lives in its closure. */
	start(action: ActionOf<K>): Act;
}

export const kind = <K extends FaultKind>(definition: Kind<K>): Kind<K> => definition;

function drop({ body }: ApiResponse): void {
	if (body instanceof Readable) body.destroy();
}

/** Another answer in place of the real one, after the work or instead of it. */
export const instead =
	(make: (scene: Scene) => ApiResponse | Promise<ApiResponse>, { work = false } = {}, edge = false): Act =>
	async (scene) => {
		const worked: Outcome = work ? await scene.work() : { response: { status: 200 }, edge: false, loggedIn: false };
		drop(worked.response);
		const response = await make(scene);
		return edge ? { response, edge, loggedIn: false } : { ...worked, response };
	};

/** The real answer, changed on its way out. */
export const bent =
	(change: (response: ApiResponse, scene: Scene) => ApiResponse): Act =>
	async (scene) => {
		const outcome = await scene.work();
		return { ...outcome, response: change(outcome.response, scene) };
	};

/** The real answer, written to the wire in a way of its own. */
export const delivered = (deliver: Delivery): Act => bent((response) => ({ ...response, faulty: { deliver } }));
