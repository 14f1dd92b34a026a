import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { instanceUrl } from '../../domain/address/instance';
import { ownerOf } from '../../domain/secrets/tokenOwner';
import type { RequestContext } from './context';

/** The credential types of this package; the node's Authentication parameter holds one of these names. */
export type CredentialType =
	| 'serviceNowPlatformOAuth2Api'
	| 'serviceNowPlatformServiceOAuth2Api'
	| 'serviceNowPlatformApi';

/** The credential a node signs in with. */
export interface Account {
	type: CredentialType;
	/** Names the stored credential within this n8n, so that its renewals can be counted as one. */
	key: string;
	instanceUrl: string;
	/** The user wants the instance's certificate to go unchecked. The other types see to this by themselves when they sign. */
	skipSslCertificateValidation?: boolean;
}

/** @throws InputError when the credential names no usable instance */
export async function readAccount(context: RequestContext, type: CredentialType): Promise<Account> {
	const data = await context.getCredentials(type);
	const { id, name } = context.getNode().credentials?.[type] ?? { id: null, name: '' };
	return {
		type,
		key: `${type}:${id ?? name}`,
		instanceUrl: instanceUrl(data.instance),
		...(data.ignoreSSLIssues === true ? { skipSslCertificateValidation: true } : {}),
	};
}

/** A token as n8n keeps it beside the credential. */
export interface StoredToken {
	accessToken: string;
	/** Milliseconds since the epoch; undefined where this n8n does not keep it (before 2.33). */
	expiresAt: number | undefined;
	/** Seconds that the token had when it was issued; undefined where ServiceNow did not say. */
	lifetime: number | undefined;
}

/** The token that n8n's own OAuth2 keeps. */
export function storedToken(data: ICredentialDataDecryptedObject): StoredToken | undefined {
	const token = data.oauthTokenData;
	if (typeof token !== 'object' || token === null || Array.isArray(token)) return undefined;
	const { access_token, n8n_expires_at, expires_in } = token as Record<string, unknown>;
	if (typeof access_token !== 'string' || access_token === '') return undefined;
	return { accessToken: access_token, expiresAt: positive(n8n_expires_at), lifetime: positive(expires_in) };
}

/**
 * The token that this package's service credential keeps in fields of its own, unless the credential has been changed since: it is
 * good neither for another instance nor for another user.
 */
export function storedServiceToken(data: ICredentialDataDecryptedObject): StoredToken | undefined {
	const { accessToken, tokenExpiresAt, tokenLifetime, tokenOwner } = data;
	if (typeof accessToken !== 'string' || accessToken === '' || tokenOwner !== ownerOf(data)) return undefined;
	return { accessToken, expiresAt: positive(tokenExpiresAt), lifetime: positive(tokenLifetime) };
}

function positive(value: unknown): number | undefined {
	const number = Number(value);
	return Number.isFinite(number) && number > 0 ? number : undefined;
}
