import { createHash } from 'node:crypto';

/** Fields of the service credential that decide where a token comes from and whom it stands for. */
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
export function ownerOf(credentials: Record<string, unknown>): string {
	const values = FIELDS.map((field) => String(credentials[field] ?? ''));
	return createHash('sha256').update(JSON.stringify(values)).digest('base64url');
}
