import type { IHttpRequestOptions } from 'n8n-workflow';
import { readAnswer } from '../domain/answer';
import { ApiFailure } from '../domain/failure';
import type { ApiRequest, ApiResponse } from '../domain/request';
import type { RequestContext } from './context';
import type { Account } from './credentials';
import { failureOf } from './exceptions';
import { firstRequest, freshToken, renew } from './renewal';

/** Longer than the platform's own limit of 60 s, so that its explanation arrives and not ours. */
const TIMEOUT = 90_000;

/**
 * Sends one request and takes its answer for what it is. The token is renewed before its end; should ServiceNow refuse it
 * all the same, it is renewed once and the request sent once more.
 *
 * @throws ApiFailure
 */
export async function exchange(context: RequestContext, account: Account, request: ApiRequest): Promise<ApiResponse> {
	const token = await freshToken(context, account);
	if (token === undefined) {
		await assertConnectable(context, account);
		return await firstRequest(
			context,
			account,
			async () => await send(context, account, request),
			async () => await exchange(context, account, request),
		);
	}
	const answer = await attempt(send(context, account, request));
	if (!(answer instanceof ApiFailure)) return answer;
	if (answer.kind !== 'unauthenticated') throw answer;
	const trouble = await attempt(renew(context, account, token.accessToken));
	if (trouble instanceof ApiFailure) throw explained(answer, trouble);
	return await send(context, account, request);
}

/** A failure as a value, for where it decides what comes next. */
async function attempt<T>(work: Promise<T>): Promise<T | ApiFailure> {
	return await work.catch((error) => failureOf(error));
}

/** n8n itself can fetch a first token only for client credentials; the other grants need a person. */
async function assertConnectable(context: RequestContext, account: Account): Promise<void> {
	const { grantType } = await context.getCredentials(account.type);
	if (grantType === 'clientCredentials') return;
	throw new ApiFailure({ kind: 'not-connected', message: 'The credential is not connected to ServiceNow yet' });
}

/** Where the token cannot be renewed either, the reason for that is the one to tell. */
function explained(refusal: ApiFailure, { facts, cause }: ApiFailure): ApiFailure {
	const { kind, message, detail } = facts;
	return new ApiFailure({ ...refusal.facts, kind, message, detail: detail ?? refusal.facts.message, cause });
}

async function send(context: RequestContext, account: Account, request: ApiRequest): Promise<ApiResponse> {
	const { httpRequestWithAuthentication } = context.helpers;
	let answer: { statusCode: number; headers: Record<string, unknown>; body: unknown };
	try {
		answer = await httpRequestWithAuthentication.call(
			context as ThisParameterType<typeof httpRequestWithAuthentication>,
			account.type,
			httpOptions(account, request),
		);
	} catch (error) {
		throw failureOf(error, request);
	}
	const headers = Object.fromEntries(
		Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	return readAnswer(request, {
		status: answer.statusCode,
		headers,
		body: answer.body === '' ? undefined : answer.body,
	});
}

function httpOptions(account: Account, { method, path, query, body, headers }: ApiRequest): IHttpRequestOptions {
	const search = Object.entries(query ?? {}).map(
		([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
	);
	return {
		method,
		url: account.instanceUrl + path + (search.length > 0 ? `?${search.join('&')}` : ''),
		headers: {
			Accept: 'application/json',
			...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
		returnFullResponse: true,
		// All statuses are judged in one place, the 401 that n8n would act on by itself included.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the sign-in to another address.
		disableFollowRedirect: true,
		timeout: TIMEOUT,
	};
}
