/** Who may sign in from outside: OAuth clients, their tokens, JWT verifiers, API keys. */
import { choice, classColumns, dateTime, flag, integer, ref, root, secret, text } from '../../columns.mts';
import type { ColumnSeed, TableSeed } from '../../../types.mts';

/** Application Registries. Secrets stand readable here because this is a demo; the platform encrypts them. */
const oauthColumns: ColumnSeed[] = [
	text('name', 'Name', 100, { display: true, mandatory: true }),
	text('client_id', 'Client ID', 100),
	secret('client_secret', 'Client Secret'),
	flag('active', 'Active', 'true'),
	choice(
		'type',
		'Type',
		[
			['client', 'OAuth Client'],
			['oauth_provider', 'OAuth Provider'],
			['jwt', 'OAuth JWT'],
		],
		{
			default_value: 'client',
		},
	),
	text('redirect_url', 'Redirect URL', 4000),
	ref('user', 'OAuth Application User', 'sys_user'),
	integer('access_token_lifespan', 'Access Token Lifespan', { default_value: '1800' }),
	integer('refresh_token_lifespan', 'Refresh Token Lifespan', { default_value: '8640000' }),
	choice(
		'default_grant_type',
		'Default Grant type',
		[
			['authorization_code', 'Authorization Code'],
			['client_credentials', 'Client Credentials'],
			['password', 'Resource Owner Password Credentials'],
			['jwt_bearer', 'JWT Bearer'],
		],
		{ choice: '1' },
	),
	flag('public_client', 'Public Client'),
	text('scope', 'Auth Scope', 1000, { default_value: 'useraccount' }),
	choice(
		'token_format',
		'Token Format',
		[
			['opaque', 'Opaque'],
			['jwt', 'JWT'],
		],
		{ default_value: 'opaque' },
	),
	text('comments', 'Comments', 4000),
	text('logo_url', 'Logo URL', 1024),
];

/** How a JWT bearer client is checked: one row per client in oauth_jwt, one per key in jwt_verifier_map. */
const jwtTables: TableSeed[] = [
	root('oauth_jwt', 'OAuth JWT API endpoint', [
		text('name', 'Name', 100, { display: true }),
		ref('oauth_entity', 'OAuth client', 'oauth_entity', { mandatory: true }),
		text('client_id', 'Client ID', 100),
		text('user_field', 'User field', 80, { default_value: 'user_name' }),
		flag('enable_jti_verification', 'Enable JTI verification', 'true'),
		integer('clock_skew', 'Clock skew', { default_value: '300' }),
		flag('active', 'Active', 'true'),
	]),
	root('jwt_verifier_map', 'JWT Verifier Map', [
		text('name', 'Name', 100, { display: true }),
		ref('oauth_jwt', 'OAuth JWT endpoint', 'oauth_jwt', { mandatory: true }),
		text('kid', 'Key Id', 100),
		choice('algorithm', 'Algorithm family', [
			['RS', 'RSA'],
			['ES', 'Elliptic curve'],
			['HS', 'Shared secret'],
		]),
		text('public_key', 'Public key (PEM)', 4000),
		secret('shared_key', 'Shared key'),
		flag('active', 'Active', 'true'),
	]),
];

export const oauthTables: TableSeed[] = [
	root('oauth_entity', 'Application Registry', [...oauthColumns, ...classColumns]),
	...jwtTables,
	root('oauth_credential', 'OAuth Credential', [
		text('name', 'Name', 100, { display: true }),
		ref('peer', 'Client', 'oauth_entity'),
		ref('user', 'User', 'sys_user'),
		choice('type', 'Type', [
			['access_token', 'Access Token'],
			['refresh_token', 'Refresh Token'],
			['code', 'Code'],
			['jti', 'JWT ID'],
		]),
		text('token', 'Token', 1000),
		text('scope', 'Scope', 1000),
		dateTime('expires', 'Expires'),
		text('redirect_url', 'Redirect URL', 1024),
		text('code_challenge', 'Code challenge', 128),
		text('grant_type', 'Grant type', 100),
	]),
	root('api_key', 'REST API Key', [
		text('name', 'Name', 100, { display: true }),
		secret('token', 'Token'),
		ref('user', 'User', 'sys_user', { mandatory: true }),
		flag('active', 'Active', 'true'),
		dateTime('expires', 'Expiry'),
		text('scope', 'Auth scope', 1000),
	]),
];
