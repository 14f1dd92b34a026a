import type { IHttpRequestOptions } from 'n8n-workflow';
import { readAnswer } from '../../domain/api/answer';
import { ApiFailure } from '../../domain/api/failure';
import { type ApiRequest, type ApiResponse, queryString } from '../../domain/api/request';
import { secretsOf, withoutEcho, withoutSecrets } from '../../domain/secrets/secrets';
import { failureOf } from '../errors/exceptions';
import type { RequestContext } from '../signIn/context';
import type { Account } from '../signIn/credentials';
import { firstAlone } from '../signIn/firstAlone';
import { freshToken, renew } from '../signIn/renewal';
import { strategyOf } from '../signIn/strategy';

/** Longer than the platform's own limit of 60 s, so that its explanation arrives and not ours. */
const TIMEOUT = 90_000;

/** Sends one request and takes its answer for what it is. @throws ApiFailure */
export async function exchange(context: RequestContext, account: Account, request: ApiRequest): Promise<ApiResponse> {
	// Refuses text that cannot be sent before anything is.
	queryString(request.query);
	const send = async () => readAnswer(request, await transmit(context, account, request));
	const answer = await signedIn(context, account, send);
	if (request.text !== true) return answer;
	return withoutEcho(answer, secretsOf(await context.getCredentials(account.type)));
}

/**
 * Sends with a valid sign-in. The token is renewed before its end; should ServiceNow refuse it all the same, it is renewed once and
 * `send` called once more. No failure repeats a secret, whoever put it into its words.
 */
export async function signedIn<T>(context: RequestContext, account: Account, send: () => Promise<T>): Promise<T> {
	const used: string[] = [];
	try {
		return await sendSigned(context, account, send, used);
	} catch (error) {
		const secrets = secretsOf(await context.getCredentials(account.type));
		throw error instanceof ApiFailure ? withoutSecrets(error, [...secrets, ...used]) : error;
	}
}

/** `used` gets the token that was sent, which the credential may hold no more when it is over. */
async function sendSigned<T>(
	context: RequestContext,
	account: Account,
	send: () => Promise<T>,
	used: string[],
): Promise<T> {
	if (strategyOf(account) === undefined) return await firstAlone(account, send);
	const token = await freshToken(context, account);
	if (token !== undefined) used.push(token.accessToken);
	const answer = await attempt(send());
	if (!(answer instanceof ApiFailure)) return answer;
	if (answer.kind !== 'unauthenticated') throw answer;
	const trouble = await attempt(renew(context, account, token?.accessToken));
	if (trouble instanceof ApiFailure) throw explained(answer, trouble);
	return await send();
}

/** A failure as a value, for where it decides what comes next. */
async function attempt<T>(work: Promise<T>): Promise<T | ApiFailure> {
	return await work.catch((error) => failureOf(error));
}

/** Where the token cannot be renewed either, the reason for that is the one to tell. */
function explained(refusal: ApiFailure, { facts }: ApiFailure): ApiFailure {
	return new ApiFailure({ ...refusal.facts, ...facts, detail: facts.detail ?? refusal.facts.message });
}

/** One request and its answer, whatever its status. `more` is for what is not JSON: files. @throws ApiFailure */
export async function transmit(
	context: RequestContext,
	account: Account,
	request: ApiRequest,
	more: Partial<IHttpRequestOptions> = {},
): Promise<ApiResponse> {
	const { httpRequestWithAuthentication } = context.helpers;
	let answer: { statusCode: number; headers: Record<string, unknown>; body: unknown };
	try {
		answer = await httpRequestWithAuthentication.call(
			context as ThisParameterType<typeof httpRequestWithAuthentication>,
			account.type,
			{ ...httpOptions(account, request), ...more },
		);
	} catch (error) {
		throw failureOf(error, request);
	}
	const headers = Object.fromEntries(
		Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
	);
	return { status: answer.statusCode, headers, body: answer.body === '' ? undefined : answer.body };
}

function httpOptions(
	account: Account,
	{ method, path, query, body, content, headers }: ApiRequest,
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
		returnFullResponse: true,
		// All statuses are judged in one place, the 401 that n8n would act on by itself included.
		ignoreHttpStatusErrors: true,
		// A redirect would carry the sign-in to another address.
		disableFollowRedirect: true,
		...(account.skipSslCertificateValidation ? { skipSslCertificateValidation: true } : {}),
		timeout: TIMEOUT,
	};
}
