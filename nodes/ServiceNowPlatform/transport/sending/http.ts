import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { judge } from '../../domain/api/answer';
import { ApiFailure } from '../../domain/failure/failure';
import { type ApiRequest, type ApiResponse, queryString } from '../../domain/api/request';
import { secretsOf, withoutEcho } from '../../domain/secrets/secrets';
import { failureOf } from '../errors/exceptions';
import type { Account } from '../signIn/credentials';
import { readBody } from './body';
import { allowance, SILENCE, tooSlow } from './limits';
import type { Line } from './line';
import { watch } from './watchdog';

/** The bytes of a file: a stream where n8n stores files apart from the items, else all of them. */
export type Content = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>> | Buffer;

/** What travels in place of JSON. */
export interface Transfer {
	/** Sent as the body. */
	content?: Content;
	/** The answer's body comes as a stream, neither read nor judged. */
	isStreamed?: boolean;
}

interface Answer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/**
 * Sends one request as n8n does, and takes its answer for what it is. Every answer comes as a stream: read by n8n's helper it could be of
 * any size, and one that breaks off would look as if it came from the token endpoint.
 */
export async function transmit(
	line: Line,
	request: ApiRequest,
	transfer: Transfer = {},
): Promise<ApiResponse | ApiFailure> {
	const { context, account } = line;
	const started = Date.now();
	const { httpRequestWithAuthentication } = context.helpers;
	const sending: Promise<Answer> = httpRequestWithAuthentication.call(
		context as ThisParameterType<typeof httpRequestWithAuthentication>,
		account.type,
		httpOptions(account, request, transfer),
	);
	const answer = await inTime(line, request, sending, started);
	if (answer instanceof ApiFailure) return answer;
	const headers = Object.fromEntries(
		Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	const response = { status: answer.statusCode, headers, body: answer.body };
	if (transfer.isStreamed === true) return response;
	const read = await readBody(response, line.limits, started).catch((error: unknown) => failureOf(error, request));
	if (read instanceof ApiFailure) return read;
	const known = request.text === true ? secretsOf(await context.getCredentials(account.type)) : [];
	return judge(request, withoutEcho({ ...response, body: read.body }, known));
}

/** The answer as far as its head, unless that takes too long. */
async function inTime(
	{ limits }: Line,
	request: ApiRequest,
	sending: Promise<Answer>,
	started: number,
): Promise<Answer | ApiFailure> {
	const end = started + allowance(limits, Number(request.headers?.['Content-Length'] ?? 0));
	const late = new AbortController();
	const stop = watch({ left: () => end - Date.now(), end: () => late.abort() });
	const over = new Promise<ApiFailure>((resolve) => {
		late.signal.addEventListener('abort', () => resolve(failureOf(tooSlow(limits), request)));
	});
	const arrived = sending.catch((error: unknown) => failureOf(error, request)).finally(stop);
	const first = await Promise.race([arrived, over]);
	// n8n's helper knows no way to be told; what it still brings is thrown away.
	if (late.signal.aborted) void arrived.then(discard);
	return first;
}

function discard(answer: Answer | ApiFailure): void {
	if (answer instanceof ApiFailure) return;
	const { body } = answer as { body?: { destroy?(): void } };
	body?.destroy?.();
}

/** @throws InputError where the request holds text that cannot be sent */
function httpOptions(
	account: Account,
	{ method, path, query, body, content, headers }: ApiRequest,
	transfer: Transfer,
): IHttpRequestOptions {
	return {
		method,
		url: account.instanceUrl + path + queryString(query),
		headers: {
			Accept: 'application/json',
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		...(content === undefined ? {} : { body: content }),
		...(transfer.content === undefined ? {} : { body: transfer.content }),
		encoding: 'stream',
		returnFullResponse: true,
		// All statuses are judged in one place, the 401 that n8n would act on by itself included.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the sign-in to another address.
		disableFollowRedirect: true,
		...(account.skipSslCertificateValidation ? { skipSslCertificateValidation: true } : {}),
		timeout: SILENCE,
	};
}
