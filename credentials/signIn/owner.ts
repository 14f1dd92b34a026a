import { createHash } from 'node:crypto';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** What decides where a token comes from and whom it stands for. The node has this list too, to renew once for all who wait. */
const FIELDS = [
	'instance',
	'grant',
	'tokenUrlPath',
	'clientId',
	'clientSecret',
	'customScope',
	'username',
	'password',
	'subject',
	'issuer',
	'audience',
	'keyId',
	'privateKey',
];

/** Names the sign-in that these fields describe. A token is good for no other: neither at another instance nor for another user. */
export function ownerOf(credentials: ICredentialDataDecryptedObject): string {
	const values = FIELDS.map((field) => String(credentials[field] ?? ''));
	return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}
