import { SECOND_FACTOR } from '../failure/advice';
import { bodyExcerpt, excerpt, plainWords } from './excerpt';
import { expectationOf, missingIn } from './expectation';
import { ApiFailure, type FailureFacts, type FailureKind } from '../failure/failure';
import { pageFacts, pageIn, redirectMessage } from '../failure/pages';
import { type ApiRequest, type ApiResponse, isObject } from './request';
import { secondsIn } from './retryAfter';

const KIND_OF_STATUS: Record<number, FailureKind> = {
	401: 'unauthenticated',
	403: 'forbidden',
	404: 'not-found',
	// A gateway's word for one that it waited for no longer, or that hung up on it: 460 is that of AWS, 499 that of nginx.
	408: 'lost',
	429: 'rate-limited',
	460: 'lost',
	499: 'lost',
};

const REDIRECTS = [301, 302, 303, 307, 308];

/**
 * Takes an answer for what it is: the asked-for data, or a failure. Some failures of the platform come with a status of success: the
 * page of a sleeping instance or a login page (HTML, 200), a request that was queued and perhaps dropped (202), a list that was cut off
 * by the time limit (`error` beside `result`, or JSON that ends in the middle), and whatever a gateway says in place of what was asked
 * for.
 */
export function judge(request: ApiRequest, response: ApiResponse): ApiResponse | ApiFailure {
	const found = refusal(request, response) ?? defect(request, response);
	return found === undefined ? response : new ApiFailure({ ...factsOf(request, response), ...found });
}

/** The body of an answer that came as text. What is not JSON stays text, and is judged as such. */
export function parsedBody(text: string): unknown {
	if (text === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

type Finding = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'followsDoubt'>;

/** What the status says, or the page that came instead of data. */
function refusal(request: ApiRequest, response: ApiResponse): Finding | undefined {
	const { status, body } = response;
	if (REDIRECTS.includes(status)) return redirected(response);
	if (status >= 300 && status < 400) return { kind: 'not-json', message: ownWords(undefined, status).message };
	const page = status === 401 || status === 429 ? undefined : pageIn(body);
	if (page) return { detail: excerpt(String(body)), ...pageFacts(page, 'ServiceNow', 'data') };
	if (status >= 400) return { kind: kindOf(status), ...ownWords(body, status) };
	if (status !== 202 || isTaken(request, body)) return undefined;
	return { kind: 'not-processed', message: 'ServiceNow queued the request (202) without processing it' };
}

/** 303 points to what became of a write, or to a login page: nobody knows. */
function redirected({ status, headers }: ApiResponse): Finding {
	const message = redirectMessage('The instance', headers.location);
	return { kind: 'redirected', message, ...(status === 303 ? { followsDoubt: true } : {}) };
}

/** Jobs are started with a 202 that says which; what an API that is not known here means by one, its words tell. */
function isTaken(request: ApiRequest, body: unknown): boolean {
	const expected = expectationOf(request);
	return (expected === 'job' || expected === 'anything') && isObject(body) && Object.keys(body).length > 0;
}

/** What is wrong with the body of a success. */
function defect(request: ApiRequest, response: ApiResponse): Finding | undefined {
	const { status, body } = response;
	if (typeof body === 'string' && body.trim() !== '' && !isText(request, response)) {
		return { kind: 'not-json', message: 'The answer is not complete JSON', detail: excerpt(body) };
	}
	if (isObject(body) && isObject(body.error)) return { kind: 'incomplete', ...ownWords(body, status) };
	const missing = missingIn(request, response);
	if (missing === undefined) return undefined;
	const detail = isBlank(body) ? {} : { detail: excerpt(JSON.stringify(body)) };
	return { ...detail, kind: 'not-json', message: `ServiceNow answered ${missing}` };
}

function isBlank(body: unknown): boolean {
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/** Text was asked for or would do, and it is not JSON that ends in the middle. */
function isText({ text }: ApiRequest, { headers }: ApiResponse): boolean {
	return text === true && !/\bjson\b/i.test(headers['content-type'] ?? '');
}

function factsOf(request: ApiRequest, { status, headers, body }: ApiResponse): Partial<FailureFacts> {
	const retryAfter = secondsIn(headers);
	return {
		status,
		method: request.method,
		path: request.path,
		...(headers['x-mfa_token'] === undefined ? {} : { advice: SECOND_FACTOR }),
		...(headers['x-transaction-id'] ? { transaction: plainWords(headers['x-transaction-id']) } : {}),
		...(retryAfter === undefined ? {} : { retryAfter }),
		body: bodyExcerpt(body),
	};
}

function kindOf(status: number): FailureKind {
	return KIND_OF_STATUS[status] ?? (status >= 500 ? 'server' : 'bad-request');
}

/** Message and detail of the error envelope, `{"error":{"message","detail"},"status":"failure"}`; OAuth and Batch put text there. */
function ownWords(body: unknown, status: number): { message: string; detail?: string } {
	const error = isObject(body) ? body.error : undefined;
	const { message, detail } = isObject(error) ? error : { message: error, detail: undefined };
	return {
		message:
			typeof message === 'string' && message !== '' ? plainWords(message) : `ServiceNow answered with status ${status}`,
		...(typeof detail === 'string' && detail !== '' ? { detail: plainWords(detail) } : {}),
	};
}
