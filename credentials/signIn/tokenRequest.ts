import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { addressOf } from './address';
import { SignInFailure } from './failure';
import { networkFailure, type TokenAnswer } from './refusal';
import { tlsOptions } from './tls';

export type Send = IHttpRequestHelper['helpers']['httpRequest'];

const DEFAULT_TIMEOUT_SECONDS = 30;

/**
 * One request to the token endpoint. Client id and secret go into the body: ServiceNow documents nothing else. A client without a
 * secret is a public one, of which a JWT bearer exchange sends neither.
 *
 * @throws SignInFailure when no answer arrives
 */
export async function askForToken(
	send: Send,
	credentials: ICredentialDataDecryptedObject,
	form: Record<string, string>,
): Promise<TokenAnswer> {
	const address = addressOf(credentials.instance, credentials.tokenUrlPath, '/oauth_token.do');
	const seconds = Number(credentials.timeout) || DEFAULT_TIMEOUT_SECONDS;
	const { clientId, clientSecret, customScope } = credentials;
	const client: Record<string, string> = clientSecret
		? { client_id: String(clientId), client_secret: String(clientSecret) }
		: {};
	const scope: Record<string, string> = customScope ? { scope: String(customScope) } : {};
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: address,
		headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams({ ...form, ...client, ...scope }).toString(),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the secret to another address.
		disableFollowRedirect: true,
		timeout: seconds * 1000,
		...tlsOptions(credentials),
	};
	const answer: unknown = await send(options).catch((error: unknown) =>
		networkFailure(error, new URL(address).host, seconds),
	);
	if (answer instanceof SignInFailure) throw answer;
	const { statusCode, headers: raw, body } = answer as { statusCode: number; headers: object; body: unknown };
	const headers = Object.entries(raw).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return { status: statusCode, headers: Object.fromEntries(headers), body };
}
