import type { IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { judge } from '../../domain/api/answer';
import type { ApiFailure } from '../../domain/failure/failure';
import { type ApiRequest, type ApiResponse, queryString } from '../../domain/api/request';
import { secretsOf, withoutEcho } from '../../domain/secrets/secrets';
import { failureOf } from '../errors/exceptions';
import type { Account } from '../signIn/credentials';
import type { Line } from './line';

/** The bytes of a file: a stream where n8n stores files apart from the items, else all of them. */
export type Content = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>> | Buffer;

/** What travels in place of JSON. */
export interface Transfer {
	/** Sent as the body. */
	content?: Content;
	/** The answer's body comes as a stream, neither read nor judged. */
	isStreamed?: boolean;
}

/** Longer than the platform's own limit of 60 s, so that its explanation arrives and not ours. */
const TIMEOUT = 90_000;

/** Sends one request as n8n does, and takes its answer for what it is. */
export async function transmit(
	{ context, account }: Line,
	request: ApiRequest,
	transfer: Transfer = {},
): Promise<ApiResponse | ApiFailure> {
	const options = httpOptions(account, request, transfer);
	const { httpRequestWithAuthentication } = context.helpers;
	let answer: { statusCode: number; headers: Record<string, unknown>; body: unknown };
	try {
		answer = await httpRequestWithAuthentication.call(
			context as ThisParameterType<typeof httpRequestWithAuthentication>,
			account.type,
			options,
		);
	} catch (error) {
		return failureOf(error, request);
	}
	const headers = Object.fromEntries(
		Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	const response = { status: answer.statusCode, headers, body: answer.body === '' ? undefined : answer.body };
	if (transfer.isStreamed === true) return response;
	const known = request.text === true ? secretsOf(await context.getCredentials(account.type)) : [];
	return judge(request, withoutEcho(response, known));
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
		...(transfer.isStreamed === true ? { encoding: 'stream' } : {}),
		returnFullResponse: true,
		// All statuses are judged in one place, the 401 that n8n would act on by itself included.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the sign-in to another address.
		disableFollowRedirect: true,
		...(account.skipSslCertificateValidation ? { skipSslCertificateValidation: true } : {}),
		timeout: TIMEOUT,
	};
}
