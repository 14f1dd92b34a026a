import { type ApiRequest, type ApiResponse, type Expectation, isObject } from './request';

const TABLE_API = /^\/api\/now\/(?:v\d\/)?(?:table\/[^/?]+|attachment)(?:\/([^/?]+))?$/;

/** Of what the other APIs give as a `result`, that which is no object. A change comes as a record or as a list of one. */
const OTHER_RESULTS: Array<[path: RegExp, expected: Expectation]> = [
	[/\/nextstates$/, 'object'],
	// Nor is known what an empty cart is told by.
	[/^\/api\/sn_chg_rest\/|\/display_value$|\/servicecatalog\/cart$/, 'result'],
	[/\/servicecatalog\/(?:items|catalogs)$|\/submit_guide$|^\/api\/now\/import\//, 'list'],
];

/** What the request says of its answer, or else what the documentation says of its path. */
export function expectationOf({ expects, text, method, path, query }: ApiRequest): Expectation {
	if (expects !== undefined) return expects;
	if (text === true) return 'anything';
	if (method === 'DELETE') return 'nothing';
	const [isRecordApi, sys_id] = TABLE_API.exec(path) ?? [];
	if (isRecordApi === undefined) return otherResult(path, query);
	return method === 'GET' && sys_id === undefined ? 'list' : 'record';
}

function otherResult(path: string, query: ApiRequest['query']): Expectation {
	if (query?.sysparm_group_by !== undefined) return 'list';
	return OTHER_RESULTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'object';
}

/** What is wrong with an answer in place of what was expected; undefined where nothing is. */
export function missingIn(request: ApiRequest, response: ApiResponse): string | undefined {
	const expected = expectationOf(request);
	if (expected === 'anything') return undefined;
	if (expected === 'nothing') return isNothing(request, response) ? undefined : 'not as a change is answered';
	if (typeof expected === 'object') {
		return hasMember(response.body, expected.member) ? undefined : `without ${expected.member}`;
	}
	return wrongStatus(request, response) ?? wrongResult(request, response, expected);
}

/** A read is answered with 200, or with the state of a job, and nothing else. */
function wrongStatus({ method }: ApiRequest, { status }: ApiResponse): string | undefined {
	const isAnswer = method === 'GET' ? status === 200 || status === 202 : status !== 204;
	return isAnswer ? undefined : `with status ${status}`;
}

function wrongResult(request: ApiRequest, { body }: ApiResponse, expected: Expectation): string | undefined {
	const result = isObject(body) ? body.result : undefined;
	if (result === undefined || result === null) return 'without a result';
	if (expected === 'record') return wrongRecord(request, result);
	if (expected === 'list') return isList(result) ? undefined : 'without a list of records';
	return expected === 'object' && !isFilled(result) ? 'without content' : undefined;
}

function isList(result: unknown): boolean {
	return Array.isArray(result) && result.every(isObject);
}

function isFilled(result: unknown): boolean {
	return isObject(result) && Object.keys(result).length > 0;
}

/** The Table API says 204 of what is gone; others say nothing with any success. */
function isNothing({ path }: ApiRequest, { status, body }: Pick<ApiResponse, 'status' | 'body'>): boolean {
	if (status === 204) return true;
	return body === undefined ? !TABLE_API.test(path) : isObject(body) && body.result !== undefined;
}

function hasMember(body: unknown, member: string): boolean {
	return isObject(body) && body[member] !== undefined && body[member] !== null && body[member] !== '';
}

function wrongRecord(request: ApiRequest, result: unknown): string | undefined {
	if (!isObject(result)) return 'without a record';
	const answered = sysIdIn(result);
	if (answered === undefined || answered === '') {
		return showsSysId(request) ? 'without the sys_id of the record' : undefined;
	}
	const asked = askedFor(request);
	return asked === undefined || asked === answered.toLowerCase() ? undefined : `with another record (${answered})`;
}

/** The sys_id of a record in an answer, whatever the form of its values. */
export function sysIdIn({ sys_id }: Record<string, unknown>): string | undefined {
	const content = isObject(sys_id) ? (sys_id.value ?? sys_id.display_value) : sys_id;
	return content === undefined || content === null ? undefined : String(content);
}

/** All columns or chosen ones; a view shows what it shows. */
function showsSysId({ query = {} }: ApiRequest): boolean {
	const { sysparm_fields: columns, sysparm_view: view } = query;
	return columns === undefined ? view === undefined : columns.split(',').includes('sys_id');
}

/** Only its own path names a record. */
function askedFor({ path }: ApiRequest): string | undefined {
	const [, sys_id] = TABLE_API.exec(path) ?? [];
	return sys_id === undefined || sys_id === 'file' ? undefined : decodeURIComponent(sys_id).toLowerCase();
}
