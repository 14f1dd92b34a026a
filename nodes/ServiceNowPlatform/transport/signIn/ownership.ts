import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { readInstance } from '../../domain/address/instance';
import { type StoredToken, storedToken } from './credentials';

/**
 * By credential, the token that n8n keeps for it and the sign-in that it was used for first. n8n keeps a token of its own OAuth2 when
 * the credential is changed, and says nowhere whose it is: what another process has seen is not known here.
 */
const seen = new Map<string, { token: string; owner: string }>();

/** The token that n8n keeps, unless it is known to be of another instance, client or grant than the credential names now. */
export function ownToken(key: string, data: ICredentialDataDecryptedObject): StoredToken | undefined {
	const known = seen.get(key);
	if (known?.token === fingerprint(data.oauthTokenData) && known.owner !== signInOf(data)) return undefined;
	noteOwner(key, data);
	return storedToken(data);
}

/** The token is the one of this sign-in. */
export function noteOwner(key: string, data: ICredentialDataDecryptedObject): void {
	seen.set(key, { token: fingerprint(data.oauthTokenData), owner: signInOf(data) });
}

function signInOf({ instance, clientId, grantType }: ICredentialDataDecryptedObject): string {
	return fingerprint([readInstance(instance), clientId, grantType]);
}

/** Nothing of a token stays in memory. */
function fingerprint(value: unknown): string {
	return createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('base64url');
}
