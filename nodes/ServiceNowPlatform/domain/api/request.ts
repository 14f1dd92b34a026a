import type { ApiPath, EncodedQuery } from './checked';
import { ApiFailure, expected } from '../failure/failure';
import { InputError } from '../failure/inputError';
import type { Json } from './json';

/** Parameters by name. */
export type Query = Record<string, string> & { sysparm_query?: EncodedQuery };

/**
 * What an answer has to hold before it is one: a record (the one that was asked for), a list of records, an object with anything in it, a
 * `result` of whatever form, the start of a job, nothing, a member of this name in place of a `result`, or whatever an API that is not
 * known here may answer.
 */
export type Expectation = 'record' | 'list' | 'object' | 'result' | 'job' | 'nothing' | 'anything' | { member: string };

/** What an operation asks of the instance. It is described here and sent elsewhere: alone, in parallel or inside a Batch call. */
export interface ApiRequest {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	readonly path: ApiPath;
	/** Scheme and host that the path was given with. To another instance than the credential's nothing is sent. */
	origin?: string;
	query?: Query;
	body?: Record<string, unknown>;
	/** A body that is not an object as JSON: sent as it is, its Content-Type among the headers. Not for a Batch call. */
	content?: string;
	headers?: Record<string, string>;
	/** Not answered by the same read of another item, which may have been sent before something was written. */
	fresh?: boolean;
	/** To an API that is not known here: the answer may be text of another kind than JSON, and may repeat what it was sent. */
	text?: boolean;
	/** What the answer has to hold, where the path and the method do not say so. */
	expects?: Expectation;
	/** Never packed into a Batch call: its answer is large. */
	alone?: boolean;
	/**
	 * Set on an insert whose `sys_id` was chosen here: after a lost answer one can look whether the record is there. Shared is one that
	 * others choose, too, or that the user chose: a record that has it already may be another's.
	 */
	creates?: { table: string; sys_id: string; isShared?: boolean };
	/** Doing it twice leaves what doing it once leaves: it may be repeated whatever became of it. */
	idempotent?: boolean;
	/** Changes nothing, although its method is not GET. */
	reads?: boolean;
	/** Set where the API takes many such requests in one. Only for idempotent ones. */
	joint?: Joint;
}

/** How requests of the same path and query become one, and its answer theirs. */
export interface Joint {
	/** Most of them in one. */
	most: number;
	join(requests: ApiRequest[]): ApiRequest;
	/** The answer to each; `apart` where it may have failed only for the company it was in, and is to be asked by itself. */
	part(requests: ApiRequest[], response: ApiResponse): Array<ApiResponse | 'apart'>;
}

export interface ApiResponse {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	/** Parsed JSON, or undefined where there was no body. */
	body: unknown;
	/** Milliseconds that it took, where it travelled alone. Of a pause: for how long its steps have been under way. */
	elapsed?: number;
	/** The record was made by an attempt whose answer was lost, and the user may not see it: nothing is known of it but its sys_id. */
	isUnseen?: boolean;
}

/** Several strands of requests that need not wait for one another. What they find they leave where both sides see it. */
export interface Fork {
	strands: Array<Steps<void>>;
}

/** A wait, for what the instance works on by itself. `poll` asks until there is a result. */
export interface Pause {
	/** Milliseconds. */
	pause: number;
}

export type Step = ApiRequest | Fork | Pause;

/**
 * The requests of one item, one after the other: each `yield` hands over a request and gives its answer, or throws its
 * `ApiFailure`. Whoever drives it decides how the requests travel; the steps themselves touch nothing. A yielded fork is done when
 * all its strands are, and the first failure among them is thrown. The answers to a fork and to a pause say nothing.
 */
export type Steps<Result> = Generator<Step, Result, ApiResponse>;

export function isFork(step: Step): step is Fork {
	return 'strands' in step;
}

export function isPause(step: Step): step is Pause {
	return 'pause' in step;
}

/** What came of the work for one item. */
export type Outcome<Result, Failure = unknown> = { done: true; result: Result } | { done: false; error: Failure };

/** Whether doing it twice leaves what doing it once leaves. Of an API that is not known here, nothing is. */
export function isIdempotent({
	method,
	reads,
	idempotent,
	text,
}: Pick<ApiRequest, 'method' | 'reads' | 'idempotent' | 'text'>): boolean {
	return method === 'GET' || reads === true || idempotent === true || (method === 'DELETE' && text !== true);
}

/** A request whose failure is a value, for where it decides what comes next. */
export function* attempt(request: ApiRequest): Steps<ApiResponse | ApiFailure> {
	try {
		return yield request;
	} catch (error) {
		return expected(error, ApiFailure);
	}
}

/**
 * Builds a path from literal text and values: apiPath`/api/now/table/${table}/${sys_id}`. Values are encoded; an empty one,
 * or one made of dots only, would turn one endpoint into another and is refused.
 */
export function apiPath(literals: TemplateStringsArray, ...values: string[]): ApiPath {
	return literals.reduce((path, literal, index) => path + pathPart(values[index - 1] ?? '') + literal) as ApiPath;
}

/** The same endpoint with other parameters; `search` is encoded already. */
export function withSearch(path: ApiPath, search: string): ApiPath {
	const endpoint = path.replace(/\?.*$/s, '');
	return (search === '' ? endpoint : `${endpoint}?${search}`) as ApiPath;
}

function pathPart(value: string): string {
	if (value === '' || /^\.+$/.test(value)) {
		throw new InputError(
			'ID',
			`"${value}" cannot be part of an address`,
			'Give the id, number or name of what is meant.',
		);
	}
	return encoded(value, 'ID');
}

/** Queries that have been encoded: each is checked, measured, sent and perhaps sent again, and none is changed in between. */
const queryStrings = new WeakMap<Record<string, string>, string>();

/** `?name=value&…`, or '' without parameters. @throws InputError */
export function queryString(query: Record<string, string> = {}): string {
	const known = queryStrings.get(query);
	if (known !== undefined) return known;
	const parts = Object.entries(query).map(([name, value]) => `${encoded(name, 'Query')}=${encoded(value, 'Query')}`);
	const text = parts.length === 0 ? '' : `?${parts.join('&')}`;
	queryStrings.set(query, text);
	return text;
}

/** Half of a character, which a cut in the middle of an emoji leaves, cannot be sent. */
function encoded(text: string, field: string): string {
	if (/\p{Cs}/u.test(text)) {
		throw new InputError(
			field,
			'The text contains half of a character',
			'It was cut in the middle of an emoji or a rare letter; cut it elsewhere.',
		);
	}
	return encodeURIComponent(text);
}

/** The record of a Table API answer to a request for one record. */
export function recordOf(response: ApiResponse): Json {
	const result = resultOf(response);
	return isObject(result) ? result : {};
}

/** The records of a Table API answer to a list request. */
export function recordsOf(response: ApiResponse): Json[] {
	return objectsIn(resultOf(response));
}

export function resultOf(response: ApiResponse): unknown {
	return isObject(response.body) ? response.body.result : undefined;
}

/** The objects of a list; none where it is no list. */
export function objectsIn(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter(isObject) : [];
}

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
