import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readInstance } from '../../domain/address/instance';
import { type Account, type StoredToken, storedToken } from './credentials';

/**
 * By credential, the token that n8n keeps for it and the sign-in that it was used for first. n8n keeps a token of its own OAuth2 when
 * the credential is changed, and says nowhere whose it is: what another process has seen is not known here.
 */
const seen = new Map<string, { token: string; owner: string }>();

/** The token of an execution that was hashed last. */
const hashed = new WeakMap<Account, { text: string; hash: string }>();

/** The token that n8n keeps, unless it is known to be of another instance, client or grant than the credential names now. */
export function ownToken(account: Account, data: ICredentialDataDecryptedObject): StoredToken | undefined {
	const [token, owner] = [fingerprint(account, data), signInOf(data)];
	const known = seen.get(account.key);
	if (known?.token === token && known.owner !== owner) return undefined;
	seen.set(account.key, { token, owner });
	return storedToken(data);
}

/** The token is the one of this sign-in. */
export function noteOwner(account: Account, data: ICredentialDataDecryptedObject): void {
	seen.set(account.key, { token: fingerprint(account, data), owner: signInOf(data) });
}

function signInOf({ instance, clientId, grantType }: ICredentialDataDecryptedObject): string {
	return JSON.stringify([readInstance(instance), clientId, grantType]);
}

/** Nothing of a token stays in memory beyond the execution that uses it. */
function fingerprint(account: Account, { oauthTokenData }: ICredentialDataDecryptedObject): string {
	const text = JSON.stringify(oauthTokenData) ?? '';
	const known = hashed.get(account);
	if (known?.text === text) return known.hash;
	const hash = createHash('sha256').update(text).digest('base64url');
	hashed.set(account, { text, hash });
	return hash;
}
