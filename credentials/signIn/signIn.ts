import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { assertionOf } from './assertion';
import { refusal, type TokenAnswer } from './refusal';
import { askForToken, type Send } from './tokenRequest';

/** A clock that differs by less does not make an assertion invalid: it lives for minutes. */
const WRONG_CLOCK = 30_000;

/** A refresh token belongs to the sign-in that these fields describe; once one of them has changed, it is not to be used. */
const SIGN_IN_FIELDS = ['instance', 'grant', 'clientId', 'clientSecret', 'username', 'password', 'customScope'];

/**
 * Signs in and returns the fields of the credential that this changes, and no others: n8n stores what is returned.
 *
 * @throws SignInFailure
 */
export async function signIn(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	return credentials.grant === 'password'
		? await withPassword(send, credentials)
		: await withAssertion(send, credentials);
}

async function withAssertion(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const ask = async (now: number) =>
		await askForToken(send, credentials, {
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: assertionOf(credentials, now),
		});
	const since = Date.now();
	const answer = await ask(since);
	const changes = changesFrom(answer, since);
	if (changes !== undefined) return changes;
	// An assertion that is over, or not yet valid, by the instance's clock is refused like any other mistake.
	const theirs = Date.parse(answer.headers.date ?? '');
	if (!isRefused(answer) || !(Math.abs(theirs - Date.now()) > WRONG_CLOCK)) throw refusal('jwtBearer', answer);
	const again = Date.now();
	const second = await ask(theirs);
	const corrected = changesFrom(second, again);
	if (corrected !== undefined) return corrected;
	throw refusal('jwtBearer', second);
}

async function withPassword(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const refreshTokenOwner = fingerprint(credentials);
	const refreshed = await withRefreshToken(send, credentials, refreshTokenOwner);
	if (refreshed !== undefined) return refreshed;
	const since = Date.now();
	const answer = await askForToken(send, credentials, {
		grant_type: 'password',
		username: String(credentials.username ?? ''),
		password: String(credentials.password ?? ''),
	});
	const changes = changesFrom(answer, since);
	if (changes === undefined) throw refusal('password', answer);
	return { ...changes, refreshToken: refreshTokenOf(answer), refreshTokenOwner };
}

/** Undefined when there is no refresh token, or ServiceNow takes it no more. */
async function withRefreshToken(
	send: Send,
	credentials: ICredentialDataDecryptedObject,
	refreshTokenOwner: string,
): Promise<IDataObject | undefined> {
	const { refreshToken } = credentials;
	if (typeof refreshToken !== 'string' || refreshToken === '' || credentials.refreshTokenOwner !== refreshTokenOwner)
		return undefined;
	const since = Date.now();
	const answer = await askForToken(send, credentials, { grant_type: 'refresh_token', refresh_token: refreshToken });
	const changes = changesFrom(answer, since);
	if (changes === undefined) {
		if (isRefused(answer)) return undefined;
		throw refusal('password', answer);
	}
	const next = refreshTokenOf(answer);
	return next === '' ? changes : { ...changes, refreshToken: next };
}

/** Only these say something about the secrets that were sent; anything else would befall the next request, too. */
function isRefused({ status, body }: TokenAnswer): boolean {
	return [400, 401, 403].includes(status) && typeof body === 'object';
}

function changesFrom({ status, body }: TokenAnswer, since: number): IDataObject | undefined {
	if (status !== 200 || typeof body !== 'object' || body === null) return undefined;
	const { access_token, expires_in } = body as Record<string, unknown>;
	if (typeof access_token !== 'string' || access_token === '') return undefined;
	const lifetime = Number(expires_in);
	const known = Number.isFinite(lifetime) && lifetime > 0;
	return {
		accessToken: access_token,
		// Counted from before the request: the token's life began while it was under way.
		tokenExpiresAt: known ? String(since + lifetime * 1000) : '',
		tokenLifetime: known ? String(lifetime) : '',
	};
}

function refreshTokenOf({ body }: TokenAnswer): string {
	const { refresh_token } = body as Record<string, unknown>;
	return typeof refresh_token === 'string' ? refresh_token : '';
}

function fingerprint(credentials: ICredentialDataDecryptedObject): string {
	const values = SIGN_IN_FIELDS.map((field) => String(credentials[field] ?? ''));
	return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}
