import { SECOND_FACTOR } from '../failure/advice';
import { ApiFailure, type FailureFacts, type FailureKind } from '../failure/failure';
import { pageFacts, pageIn, redirectMessage } from '../failure/pages';
import { type ApiRequest, type ApiResponse, isObject } from './request';

const KIND_OF_STATUS: Record<number, FailureKind> = {
	401: 'unauthenticated',
	403: 'forbidden',
	404: 'not-found',
	429: 'rate-limited',
};

/**
 * Takes an answer for what it is: the asked-for data, or a failure. Some failures of the platform come with a status of success: the
 * page of a sleeping instance or a login page (HTML, 200), a request that was queued and perhaps dropped (202), and a list that was cut
 * off by the time limit (`error` beside `result`, or JSON that ends in the middle).
 */
export function judge(request: ApiRequest, response: ApiResponse): ApiResponse | ApiFailure {
	const facts = factsOf(request, response);
	return refusal(response, facts) ?? defect(request, response, facts) ?? response;
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

type Facts = Omit<FailureFacts, 'kind' | 'message'>;

/** What the status says, or the page that came instead of data. */
function refusal(response: ApiResponse, facts: Facts): ApiFailure | undefined {
	const { status, body } = response;
	if (status >= 300 && status < 400) {
		const message = redirectMessage('The instance', response.headers.location);
		return new ApiFailure({ ...facts, kind: 'redirected', message });
	}
	const page = status === 401 || status === 429 ? undefined : pageIn(body);
	if (page)
		return new ApiFailure({ ...facts, detail: excerpt(String(body)), ...pageFacts(page, 'ServiceNow', 'data') });
	if (status >= 400) return new ApiFailure({ ...facts, kind: kindOf(status), ...ownWords(body, status) });
	if (status !== 202 || isObject(body)) return undefined;
	const message = 'ServiceNow queued the request (202) without processing it';
	return new ApiFailure({ ...facts, kind: 'not-processed', message });
}

/** What is wrong with the body of a success. */
function defect(request: ApiRequest, response: ApiResponse, facts: Facts): ApiFailure | undefined {
	const { status, body } = response;
	if (typeof body === 'string' && body.trim() !== '' && !isText(request, response)) {
		const message = 'The answer is not complete JSON';
		return new ApiFailure({ ...facts, kind: 'not-json', message, detail: excerpt(body) });
	}
	if (request.method === 'GET' && status === 200 && isBlank(body) && request.text !== true) {
		return new ApiFailure({ ...facts, kind: 'not-json', message: 'The answer is empty' });
	}
	if (!isObject(body) || !isObject(body.error)) return undefined;
	return new ApiFailure({ ...facts, kind: 'incomplete', ...ownWords(body, status) });
}

function isBlank(body: unknown): boolean {
	return body === undefined || body === null || (typeof body === 'string' && body.trim() === '');
}

/** Text was asked for or would do, and it is not JSON that ends in the middle. */
function isText({ text }: ApiRequest, { headers }: ApiResponse): boolean {
	return text === true && !/\bjson\b/i.test(headers['content-type'] ?? '');
}

function factsOf(request: ApiRequest, { status, headers, body }: ApiResponse): Facts {
	const retryAfter = Number(headers['retry-after']);
	return {
		status,
		method: request.method,
		path: request.path,
		...(headers['x-mfa_token'] === undefined ? {} : { advice: SECOND_FACTOR }),
		...(headers['x-transaction-id'] ? { transaction: headers['x-transaction-id'] } : {}),
		...(Number.isFinite(retryAfter) && headers['retry-after'] ? { retryAfter } : {}),
		body: typeof body === 'string' ? excerpt(body) : body,
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
		message: typeof message === 'string' && message !== '' ? message : `ServiceNow answered with status ${status}`,
		...(typeof detail === 'string' && detail !== '' ? { detail } : {}),
	};
}

function excerpt(text: string): string {
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
