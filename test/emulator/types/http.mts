import type { ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { EmulatorOptions } from './options.mts';
import type { Clock, Session } from './schema.mts';
import type { Store } from './store.mts';

export interface ApiRequest {
	method: string;
	/** As the client sent it, decoded, versions included: `/api/now/v2/table/incident`. */
	path: string;
	/** `v1`, `v2` or '' (latest). */
	version: string;
	/** Named parts of the route's path. */
	params: Record<string, string>;
	query: URLSearchParams;
	/** Lower-case names. */
	headers: Record<string, string | undefined>;
	/** The raw body. Routes with `stream: true` get the socket's stream, all others the whole body. */
	body: Buffer;
	stream?: Readable;
	session: Session;
	/** Base of every link in an answer, without a slash at the end. */
	instanceUrl: string;
}

export interface ApiResponse {
	status: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON (or XML where Accept asks for it); bytes and streams as they are; undefined is no body. */
	body?: object | Buffer | Readable | string;
	faulty?: Faulty;
}

/** An answer as bytes, ready for the wire. */
export interface WireAnswer {
	status: number;
	headers: Record<string, string | string[]>;
	body: Buffer;
}

/** Writes an answer to the wire, and ends it or does not. */
export type Delivery = (wire: ServerResponse, answer: WireAnswer) => void;

/** What a scripted fault asks of those who pass an answer on. No instance knows of it. */
export interface Faulty {
	/** How to write the answer; for an item of a batch, that of the whole call. */
	deliver?: Delivery;
	/** The item of a batch is to have no answer: named among the unserviced ones, or in neither list. */
	absent?: 'named' | 'missing';
}

export interface Context {
	store: Store;
	clock: Clock;
	options: EmulatorOptions;
	/** Runs a request through the same dispatcher as the network does (routing, roles, faults of the route, counters), without a socket. */
	dispatch(request: Dispatched): Promise<ApiResponse>;
}

export interface Dispatched extends Omit<ApiRequest, 'params' | 'version'> {
	/** The headers of the call that this request came in. */
	outer?: ApiRequest['headers'];
}

export interface Route {
	/** Stable name for counters and the ledger: `table.list`, `oauth.token`. */
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Unversioned path with `:name` parts; `/api/now/v1/…` and `/api/now/v2/…` reach the same route. */
	path: string;
	/** `public` routes are reached without signing in and get the guest session. */
	access: 'session' | 'public';
	/** Hand over the request's stream unread (attachment uploads). */
	stream?: boolean;
	/** Answers with a file, whatever form an Accept header asks for. */
	bytes?: boolean;
	handle(request: ApiRequest, context: Context): ApiResponse | Promise<ApiResponse>;
}
