import { ApiFailure, type FailureFacts, type FailureKind } from './failure';
import { type ApiRequest, type ApiResponse, isObject } from './request';

const KIND_OF_STATUS: Record<number, FailureKind> = {
	401: 'unauthenticated',
	403: 'forbidden',
	404: 'not-found',
	429: 'rate-limited',
};

/** ServiceNow says so in a header of its 401, once the password is right. */
const SECOND_FACTOR =
	'The password is right, but this user needs a second factor (MFA), which no workflow has. Use OAuth, an API key, or a user without MFA.';

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
	if (status >= 300 && status < 400)
		return new ApiFailure({ ...facts, kind: 'redirected', message: redirectText(response) });
	const clear = status === 401 || status === 429;
	if (!clear && isPage(body)) return pageFailure(body, facts);
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

function isPage(body: unknown): body is string {
	return typeof body === 'string' && /^\s*(<!doctype html|<html|<head|<body)/i.test(body);
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

function pageFailure(html: string, facts: Facts): ApiFailure {
	const title = /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(html)?.[1] ?? '';
	const detail = title === '' ? excerpt(html) : `The page is titled "${title}".`;
	if (/hibernat|instance is (currently )?offline/i.test(title + html.slice(0, 4000))) {
		return new ApiFailure({ ...facts, kind: 'hibernating', message: 'The ServiceNow instance is asleep', detail });
	}
	if (/log ?in|sign ?in|sso|saml/i.test(title)) {
		return new ApiFailure({
			...facts,
			kind: 'login-page',
			message: 'ServiceNow answered with a login page instead of data',
			detail,
		});
	}
	return new ApiFailure({
		...facts,
		kind: 'not-json',
		message: 'ServiceNow answered with a web page instead of data',
		detail,
	});
}

/** Without the query, which may hold a session. */
function redirectText({ headers }: ApiResponse): string {
	const [target = ''] = (headers.location ?? '').split(/[?#]/);
	return `The instance redirects to ${target === '' ? 'another address' : target}`;
}

function excerpt(text: string): string {
	return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
