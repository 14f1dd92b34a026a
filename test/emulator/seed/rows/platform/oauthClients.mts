/** OAuth clients: one per situation that a client of the token endpoint can be in. */
import { ecSigner, rsaSigner } from '../../signers.mts';
import type { Row } from '../../../types.mts';

export interface Client {
	name: string;
	client_id: string;
	client_secret: string;
	grants: string[];
	/** `sys_user.user_name` of the OAuth Application User; client credentials act as this user. */
	user?: string;
	/** Columns of `oauth_entity` that differ from the defaults. */
	extra?: Row;
}

export const N8N_REDIRECTS = [
	'http://127.0.0.1:5678/rest/oauth2-credential/callback',
	'http://localhost:5678/rest/oauth2-credential/callback',
].join(',');

/** Ids are 32 hex digits as on the platform; secrets are words, so that a log shows at once what leaked. */
export const CLIENTS: readonly Client[] = [
	{
		name: 'Client credentials',
		client_id: 'c1e0000000000000000000000000cc01',
		client_secret: 'demo-cc-secret',
		grants: ['client_credentials'],
		user: 'integration.user',
		extra: { default_grant_type: 'client_credentials' },
	},
	{
		name: 'Authorization code',
		client_id: 'c1e0000000000000000000000000ac01',
		client_secret: 'demo-code-secret',
		grants: ['authorization_code', 'refresh_token'],
		extra: { default_grant_type: 'authorization_code', redirect_url: N8N_REDIRECTS },
	},
	{
		name: 'Public client with PKCE',
		client_id: 'c1e0000000000000000000000000bc01',
		client_secret: '',
		grants: ['authorization_code'],
		extra: { default_grant_type: 'authorization_code', redirect_url: N8N_REDIRECTS, public_client: 'true' },
	},
	{
		name: 'Password',
		client_id: 'c1e0000000000000000000000000ba01',
		client_secret: 'demo-password-secret',
		grants: ['password', 'refresh_token'],
		extra: { default_grant_type: 'password' },
	},
	{
		name: 'JWT bearer (RSA)',
		client_id: 'c1e0000000000000000000000000fa01',
		client_secret: 'demo-jwt-rsa-secret',
		grants: ['urn:ietf:params:oauth:grant-type:jwt-bearer'],
		extra: { type: 'jwt', default_grant_type: 'jwt_bearer' },
	},
	{
		name: 'JWT bearer (elliptic curve)',
		client_id: 'c1e0000000000000000000000000fa02',
		client_secret: 'demo-jwt-ec-secret',
		grants: ['urn:ietf:params:oauth:grant-type:jwt-bearer'],
		extra: { type: 'jwt', default_grant_type: 'jwt_bearer' },
	},
	{
		name: 'Client credentials without application user',
		client_id: 'c1e0000000000000000000000000cc02',
		client_secret: 'demo-no-user-secret',
		grants: ['client_credentials'],
		extra: { default_grant_type: 'client_credentials' },
	},
	{
		name: 'Client credentials, five second tokens',
		client_id: 'c1e0000000000000000000000000cc05',
		client_secret: 'demo-short-secret',
		grants: ['client_credentials', 'password', 'refresh_token'],
		user: 'integration.user',
		extra: { default_grant_type: 'client_credentials', access_token_lifespan: '5' },
	},
	{
		name: 'Client credentials for an employee',
		client_id: 'c1e0000000000000000000000000cc03',
		client_secret: 'demo-employee-secret',
		grants: ['client_credentials'],
		user: 'employee',
		extra: { default_grant_type: 'client_credentials' },
	},
	{
		name: 'Inactive client',
		client_id: 'c1e0000000000000000000000000cc04',
		client_secret: 'demo-inactive-secret',
		grants: [],
		user: 'integration.user',
		extra: { default_grant_type: 'client_credentials', active: 'false' },
	},
];

export interface JwtClient {
	client_id: string;
	client_secret: string;
	/** `kid` in the assertion's header. */
	key_id: string;
	algorithm: 'RS256' | 'ES256';
	private_key: string;
	public_key: string;
	/** The value that finds the user by `user_field`. */
	sub: string;
	user_field: string;
}

function jwtClient(name: string, rest: Omit<JwtClient, 'client_id' | 'client_secret'>): JwtClient {
	const client = CLIENTS.find((candidate) => candidate.name === name);
	if (!client) throw new Error(`No OAuth client '${name}' in the seed`);
	return { client_id: client.client_id, client_secret: client.client_secret, ...rest };
}

export const JWT_CLIENTS: readonly JwtClient[] = [
	jwtClient('JWT bearer (RSA)', {
		key_id: 'demo-rsa',
		algorithm: 'RS256',
		sub: 'integration.user',
		user_field: 'user_name',
		...rsaSigner,
	}),
	jwtClient('JWT bearer (elliptic curve)', {
		key_id: 'demo-ec',
		algorithm: 'ES256',
		sub: 'itil@example.com',
		user_field: 'email',
		...ecSigner,
	}),
];
