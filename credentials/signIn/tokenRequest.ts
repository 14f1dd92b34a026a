import type { ICredentialDataDecryptedObject, IHttpRequestHelper, IHttpRequestOptions } from 'n8n-workflow';
import { addressOf } from './address';
import { type Answer, answerOf } from './answer';
import { networkFailure, SignInFailure } from './failure';
import { tlsOptions } from './tls';

export type Send = IHttpRequestHelper['helpers']['httpRequest'];

const DEFAULT_TIMEOUT_SECONDS = 30;

const SECRETS = ['client_secret', 'password', 'refresh_token', 'assertion'];

/**
 * One request to the token endpoint. Client id and secret go into the body: ServiceNow documents nothing else.
 *
 * @throws SignInFailure when no answer arrives
 */
export async function askForToken(
	send: Send,
	credentials: ICredentialDataDecryptedObject,
	form: Record<string, string>,
): Promise<Answer> {
	const address = addressOf(credentials.instance, credentials.tokenUrlPath, '/oauth_token.do');
	const seconds = Number(credentials.timeout) || DEFAULT_TIMEOUT_SECONDS;
	const scope: Record<string, string> = credentials.customScope ? { scope: String(credentials.customScope) } : {};
	const whole: Record<string, string> = { ...form, ...clientOf(credentials, form), ...scope };
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: address,
		headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(whole).toString(),
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the secret to another address.
		disableFollowRedirect: true,
		timeout: seconds * 1000,
		...tlsOptions(credentials),
	};
	const answer: unknown = await send(options).catch((error: unknown) =>
		networkFailure(error, 'asking for a token', new URL(address).host, seconds),
	);
	if (answer instanceof SignInFailure) throw answer;
	return answerOf(
		answer,
		SECRETS.map((name) => whole[name] ?? ''),
	);
}

/** A client without a secret is a public one, of which a JWT bearer exchange names nothing: the assertion says whose it is. */
function clientOf(
	{ clientId, clientSecret }: ICredentialDataDecryptedObject,
	{ assertion }: Record<string, string>,
): Record<string, string> {
	const client_id = String(clientId).trim();
	if (clientSecret) return { client_id, client_secret: String(clientSecret) };
	return assertion === undefined ? { client_id } : {};
}
