import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { ownerOf } from '../../nodes/ServiceNowPlatform/domain/secrets/tokenOwner';
import type { Answer } from './answer';
import { assertionOf, UNNOTICED } from './assertion';
import { demand } from './demand';
import { SignInFailure } from './failure';
import { type Grant, refusal } from './refusal';
import { askForToken, type Send } from './tokenRequest';
import { isOnTrial } from './onTrial';

/** Seconds. No clock is as wrong by accident; whoever answers so would get an assertion that is good at another time. */
const MOST_SKEW = 3600;

/** Fields without which no request makes sense, by the names that the user sees. */
const DEMANDED: Record<Grant, Record<string, string>> = {
	clientCredentials: { clientId: 'Client ID', clientSecret: 'Client Secret' },
	jwtBearer: { clientId: 'Client ID', subject: 'Subject' },
	password: { clientId: 'Client ID', username: 'User Name', password: 'Password' },
};

const GRANTS: Record<Grant, typeof withAssertion> = {
	clientCredentials: withSecret,
	jwtBearer: withAssertion,
	password: withPassword,
};

/**
 * Signs in and returns the fields of the credential that this changes, and no others: n8n stores what is returned.
 *
 * @throws SignInFailure
 */
export async function signIn(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const grant = String(credentials.grant) as Grant;
	if (!Object.hasOwn(GRANTS, grant)) {
		throw new SignInFailure('sign-in', `Grant Type is “${grant}”`, 'Choose one of the list in the credential.');
	}
	demand(credentials, DEMANDED[grant]);
	const changes = await GRANTS[grant](send, credentials);
	return { ...changes, tokenOwner: ownerOf(credentials) };
}

async function withSecret(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const since = Date.now();
	const answer = await askForToken(send, credentials, { grant_type: 'client_credentials' });
	return { ...tokenOf('clientCredentials', answer, since), refreshToken: '' };
}

async function withAssertion(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const exchange = async (now: number) =>
		await askForToken(send, credentials, {
			grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
			assertion: assertionOf(credentials, now),
		});
	let since = Date.now();
	let answer = await exchange(since);
	// An assertion that is over, or not yet valid, by the instance's clock is refused like any other mistake.
	const theirs = Date.parse(answer.headers.date ?? '');
	const skew = Math.abs(theirs - Date.now()) / 1000;
	if (isRefused(answer) && skew > UNNOTICED && skew <= MOST_SKEW) {
		since = Date.now();
		answer = await exchange(theirs);
	}
	return { ...tokenOf('jwtBearer', answer, since), refreshToken: '' };
}

async function withPassword(send: Send, credentials: ICredentialDataDecryptedObject): Promise<IDataObject> {
	const refreshed = await withRefreshToken(send, credentials);
	if (refreshed !== undefined) return refreshed;
	const since = Date.now();
	const answer = await askForToken(send, credentials, {
		grant_type: 'password',
		username: String(credentials.username),
		password: String(credentials.password),
	});
	return { ...tokenOf('password', answer, since), refreshToken: refreshTokenOf(answer) };
}

/** Undefined when there is no refresh token of this very sign-in, or ServiceNow takes it no more. */
async function withRefreshToken(
	send: Send,
	credentials: ICredentialDataDecryptedObject,
): Promise<IDataObject | undefined> {
	const { refreshToken, tokenOwner } = credentials;
	// A test is about what has been entered, not about what an older sign-in is still good for.
	if (isOnTrial(credentials)) return undefined;
	if (typeof refreshToken !== 'string' || refreshToken === '' || tokenOwner !== ownerOf(credentials)) return undefined;
	const since = Date.now();
	const answer = await askForToken(send, credentials, { grant_type: 'refresh_token', refresh_token: refreshToken });
	if (isRefused(answer)) return undefined;
	const changes = tokenOf('password', answer, since);
	const next = refreshTokenOf(answer);
	return next === '' ? changes : { ...changes, refreshToken: next };
}

/** Only these say something about the secrets that were sent; anything else would befall the next request, too. */
function isRefused({ status, body }: Answer): boolean {
	return [400, 401, 403].includes(status) && typeof body === 'object';
}

/** Nothing else could be sent as one. */
function isToken(value: unknown): value is string {
	return typeof value === 'string' && /^[!-~]+$/.test(value);
}

function tokenOf(grant: Grant, answer: Answer, since: number): IDataObject {
	const { access_token, expires_in } = fieldsOf(answer);
	if (answer.status !== 200 || !isToken(access_token)) throw refusal(grant, answer);
	const lifetime = Number(expires_in);
	const known = Number.isFinite(lifetime) && lifetime > 0;
	return {
		accessToken: access_token,
		// Counted from before the request: the token's life began while it was under way.
		tokenExpiresAt: known ? String(since + lifetime * 1000) : '',
		tokenLifetime: known ? String(lifetime) : '',
	};
}

function refreshTokenOf(answer: Answer): string {
	const { refresh_token } = fieldsOf(answer);
	return typeof refresh_token === 'string' ? refresh_token : '';
}

function fieldsOf({ body }: Answer): Record<string, unknown> {
	return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}
