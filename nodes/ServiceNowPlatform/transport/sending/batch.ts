import { randomUUID } from 'node:crypto';
import { judge, parsedBody } from '../../domain/api/answer';
import { sysIdIn } from '../../domain/api/expectation';
import type { Json } from '../../domain/api/json';
import { ApiFailure, type FailureKind } from '../../domain/failure/failure';
import {
	apiPath,
	type ApiRequest,
	type ApiResponse,
	isObject,
	objectsIn,
	queryString,
	recordOf,
} from '../../domain/api/request';

/** Only this version of the path is documented. */
export const BATCH_PATH = apiPath`/api/now/v1/batch`;

/** A REST body may have 10 MB (glide.rest.max_content_length), and base64 makes four bytes of three. */
const MOST_BYTES = 4_000_000;
/** Records that take 600 ms each still fit into the 30 s of a call. */
const FIRST_SIZE = 50;
/** Fewer are not worth a call of their own while another could take them. */
const LEAST_SHARE = 25;
const MOST_REQUESTS = 200;
/** A size that was quick may grow by this much at once: to creep would cost a round trip each time. */
const GROWTH = 4;
/** The instance ends a Batch call after 30 s; a call that takes about this long leaves room for the slow ones. */
const AIM = 4_000;

/** What a gateway in front of the instance answers in its place. */
const DETOURS: FailureKind[] = ['redirected', 'login-page', 'hibernating'];

/** What became of one request of a Batch call; `unserviced` ones were not begun. */
export type BatchOutcome = ApiResponse | ApiFailure | 'unserviced';

/** How many requests go into the next call, by how long the last one took in milliseconds. */
export function nextBatchSize(size: number, sent: number, elapsed: number): number {
	const wanted = Math.floor((AIM * sent) / Math.max(elapsed, 1));
	return Math.max(1, Math.min(MOST_REQUESTS, size * GROWTH, wanted));
}

export const firstBatchSize = FIRST_SIZE;

/** How many of those that wait go into the next call: an equal share where several calls may begin now, so that they end together. */
export function sharedSize(size: number, waiting: number, free: number): number {
	return Math.min(size, Math.max(LEAST_SHARE, Math.ceil(waiting / free)));
}

/** The largest beginning of `requests` that fits into one call. */
export function fitting(requests: ApiRequest[], size: number): number {
	let bytes = 0;
	for (const [index, { body, path, query }] of requests.entries()) {
		bytes += Buffer.byteLength(JSON.stringify({ body, path, query })) + 200;
		if (index >= size || (bytes > MOST_BYTES && index > 0)) return index;
	}
	return requests.length;
}

/** One call that carries many requests; the instance runs them in this order. */
export function batchRequest(requests: ApiRequest[]): ApiRequest {
	const rest_requests = requests.map(({ method, path, query, body, headers, alone }, index) => ({
		id: String(index),
		method,
		url: path + queryString(query),
		headers: Object.entries({ Accept: 'application/json', 'Content-Type': 'application/json', ...headers }).map(
			([name, value]) => ({ name, value }),
		),
		...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)).toString('base64') }),
		// The row count of a list is a header.
		exclude_response_headers: alone !== true,
	}));
	const body = { batch_request_id: randomUUID(), rest_requests };
	return { method: 'POST', path: BATCH_PATH, body, expects: 'anything' };
}

/**
 * The outcome of each request, in the order of the requests. Not begun is only what the answer names as such: of what it does not mention,
 * nobody knows.
 */
export function batchOutcomes(requests: ApiRequest[], { body }: ApiResponse): BatchOutcome[] {
	const { serviced_requests, unserviced_requests } = isObject(body) ? body : {};
	const serviced = new Map<string, Json>();
	const contradictory = new Set<string>();
	for (const answer of objectsIn(serviced_requests)) {
		const [id, other] = [String(answer.id), serviced.get(String(answer.id))];
		if (other !== undefined && JSON.stringify(other) !== JSON.stringify(answer)) contradictory.add(id);
		serviced.set(id, answer);
	}
	const chosen = new Set(requests.flatMap(({ creates }) => (creates === undefined ? [] : [creates.sys_id])));
	const unserviced = new Set(Array.isArray(unserviced_requests) ? unserviced_requests.map(idOf) : []);
	return requests.map((request, index) => {
		const answer = serviced.get(String(index));
		if (contradictory.has(String(index)))
			return unanswered(request, 'The answer to the Batch call gives this request two answers');
		if (answer !== undefined) return ownOf(request, outcome(request, answer), chosen);
		return unserviced.has(String(index))
			? 'unserviced'
			: unanswered(request, 'The answer to the Batch call leaves this request out');
	});
}

/** Documented as a list of ids. */
function idOf(entry: unknown): string {
	return String(isObject(entry) ? entry.id : entry);
}

/** Whether the instance does not offer the Batch API to this user, or not at all. Nothing of the call was done then. */
export function isBatchRefused({ kind }: ApiFailure): boolean {
	return kind === 'bad-request' || kind === 'forbidden' || kind === 'not-found';
}

function outcome(request: ApiRequest, answer: Record<string, unknown>): BatchOutcome {
	const status = Number(answer.status_code);
	if (!(status >= 100)) return unanswered(request, 'The answer to the Batch call has no status for this request');
	const text = typeof answer.body === 'string' ? Buffer.from(answer.body, 'base64').toString('utf8') : '';
	const judged = judge(request, { status, headers: headersOf(answer.headers), body: parsedBody(text) });
	// Nothing on the way to the instance can have said so: the call as a whole has arrived.
	const isDetour = judged instanceof ApiFailure && DETOURS.includes(judged.kind);
	return isDetour ? unanswered(request, judged.message) : judged;
}

/** An answer with the record that another request of the call was to make is that one's. */
function ownOf(request: ApiRequest, answer: BatchOutcome, chosen: Set<string>): BatchOutcome {
	const { creates } = request;
	if (creates === undefined || answer === 'unserviced' || answer instanceof ApiFailure) return answer;
	const answered = sysIdIn(recordOf(answer))?.toLowerCase() ?? '';
	const isOthers = answered !== creates.sys_id.toLowerCase() && chosen.has(answered);
	return isOthers
		? unanswered(request, 'The answer to the Batch call gives this request the record of another')
		: answer;
}

function unanswered({ method, path }: ApiRequest, message: string): ApiFailure {
	return new ApiFailure({ kind: 'not-json', message, method, path });
}

function headersOf(headers: unknown): Record<string, string> {
	const list = Array.isArray(headers) ? headers.filter(isObject) : [];
	return Object.fromEntries(list.map(({ name, value }) => [String(name).toLowerCase(), String(value)]));
}
