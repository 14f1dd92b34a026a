import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { poll } from '../api/poll';
import { apiPath, type ApiRequest, isObject, recordOf, type Steps } from '../api/request';

/** What became of a job of the Change API. */
export interface Job {
	/** What it said of its work, most important first. */
	messages: string[];
	/** All of its answer. */
	content: Json;
}

/** As `chg_mgt_worker` numbers them; 1 is Waiting, 2 In-Progress. */
const COMPLETE = 3;
const ERROR = 4;

const MORE_TIME = 'It goes on in ServiceNow. Give it more time with the option Time Limit, or run this again later.';

/** The address of a job, whose state can be asked there. */
export function workerRequest(sys_id: string): ApiRequest {
	return { method: 'GET', path: apiPath`/api/sn_chg_rest/change/worker/${sys_id}` };
}

/**
 * Starts a job and waits for its end; `limit` in milliseconds.
 *
 * @throws ApiFailure when it ends with an error, or not in time
 */
export function* runJob(start: ApiRequest, limit: number): Steps<Job> {
	const begun = recordOf(yield { ...start, expects: 'job' });
	const sys_id = isObject(begun.worker) ? String(begun.worker.sysId ?? '') : '';
	// What may not be done is answered with a job that has ended, or that is none.
	if (stateOf(begun) >= COMPLETE || sys_id === '') return ended(start, begun);
	return yield* awaitJob(sys_id, limit);
}

/** Waits for the end of a job that was started. @throws ApiFailure */
export function* awaitJob(sys_id: string, limit: number): Steps<Job> {
	const request = workerRequest(sys_id);
	let latest: Json = {};
	return yield* poll({
		*ask() {
			latest = recordOf(yield request);
			return stateOf(latest) >= COMPLETE ? ended(request, latest) : undefined;
		},
		limit,
		late: () => late(request, limit, `ServiceNow says of it: ${stateLabel(latest)}.`),
	});
}

export function late({ method, path }: ApiRequest, limit: number, detail: string): ApiFailure {
	return new ApiFailure({
		kind: 'not-processed',
		message: `ServiceNow has not finished within the time limit of ${limit / 1000} s`,
		detail,
		advice: MORE_TIME,
		method,
		path,
	});
}

function ended({ method, path }: ApiRequest, content: Json): Job {
	const messages = messagesOf(content);
	if (stateOf(content) === COMPLETE) return { messages, content };
	throw new ApiFailure({
		kind: stateOf(content) === ERROR ? 'bad-request' : 'incomplete',
		message: messages[0] ?? 'ServiceNow could not do it and gave no reason',
		...(messages.length > 1 ? { detail: messages.slice(1).join(' ') } : {}),
		method,
		path,
		body: content,
	});
}

function stateOf({ state }: Json): number {
	return isObject(state) ? Number(state.value) : Number(state);
}

function stateLabel({ state }: Json): string {
	return isObject(state) ? String(state.display_value ?? state.value) : String(state);
}

function messagesOf({ messages }: Json): string[] {
	if (!isObject(messages)) return [];
	const kinds = [messages.errorMessages, messages.warningMessages, messages.infoMessages];
	return kinds.flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
}
