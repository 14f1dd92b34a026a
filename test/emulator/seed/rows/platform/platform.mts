/** System properties, application registries, keys: what an instance has before anybody works on it. */
import type { Row } from '../../../types.mts';
import { accounts } from '../../accounts.mts';
import { record, sysId } from '../../record.mts';
import type { SeedRow } from '../../record.mts';
import { CLIENTS, JWT_CLIENTS } from './oauthClients.mts';
import { userId } from '../foundation/people.mts';
import { roleId } from '../foundation/roles.mts';

/** Name, type, value. */
const PROPERTIES = [
	['instance_name', 'string', 'emulator'],
	['glide.war', 'string', 'glide-emulator'],
	['glide.buildname', 'string', 'Emulator'],
	['glide.product.name', 'string', 'Service Management'],
	['glide.sys.default.tz', 'string', 'America/Los_Angeles'],
	['glide.sys.date_format', 'string', 'yyyy-MM-dd'],
	['glide.sys.time_format', 'string', 'HH:mm:ss'],
	['com.snc.platform.security.oauth.is.active', 'boolean', 'true'],
	['glide.oauth.inbound.client.credential.grant_type.enabled', 'boolean', 'true'],
	['glide.oauth.inbound.ropc.grant_type.disabled', 'boolean', 'false'],
	['glide.oauth.state.parameter.required', 'boolean', 'false'],
	['glide.oauth.allow.parameters.in.post.body.only', 'boolean', 'true'],
	['glide.authenticate.basic_auth.restricted', 'boolean', 'false'],
	['com.glide.attachment.max_size', 'integer', '1024'],
	['glide.attachment.extensions', 'string', ''],
	['glide.attachment.role', 'string', 'public'],
	['glide.rest.max_content_length', 'integer', '10'],
	['glide.rest.batch.max.inputSize', 'integer', '5'],
	['glide.rest.batch.max.outputSize', 'integer', '10'],
	['glide.rest.choice.allow_non_existing_value', 'boolean', 'false'],
	['glide.rest.replace_request_host_with_property', 'boolean', 'true'],
	['glide.rest.debug', 'boolean', 'false'],
	['glide.invalid_query.returns_no_rows', 'boolean', 'false'],
	['glide.sc.checkout.twostep', 'boolean', 'false'],
	['glide.sc.req_for.roles', 'string', ''],
	['glide.sc.req_for.roles.default', 'string', 'allow'],
	['glide.email.smtp.active', 'boolean', 'false'],
] as const;

const propertyRows: SeedRow[] = PROPERTIES.map(([name, type, value]) =>
	record('sys_properties', name, { name, type, value, is_private: 'false', ignore_cache: 'false' }),
);

const clientRows: SeedRow[] = CLIENTS.map(({ name, client_id, client_secret, user, extra }) =>
	record('oauth_entity', client_id, {
		name,
		client_id,
		client_secret,
		user: user ? userId(user) : '',
		active: 'true',
		type: 'client',
		redirect_url: '',
		access_token_lifespan: '1800',
		refresh_token_lifespan: '8640000',
		public_client: 'false',
		scope: 'useraccount',
		token_format: 'opaque',
		sys_class_name: 'oauth_entity',
		...extra,
	}),
);

const jwtRows: SeedRow[] = JWT_CLIENTS.flatMap(({ client_id, key_id, algorithm, public_key, user_field }) => [
	record('oauth_jwt', client_id, {
		name: `JWT endpoint of ${key_id}`,
		oauth_entity: sysId('oauth_entity', client_id),
		client_id,
		user_field,
		enable_jti_verification: 'true',
		clock_skew: '300',
		active: 'true',
	}),
	record('jwt_verifier_map', key_id, {
		name: key_id,
		oauth_jwt: sysId('oauth_jwt', client_id),
		kid: key_id,
		algorithm: algorithm.slice(0, 2),
		public_key,
		active: 'true',
	}),
]);

const apiKeyRows: SeedRow[] = accounts.apiKeys.map(({ name, key, user_name }) =>
	record('api_key', name, {
		name,
		token: key,
		user: userId(user_name),
		active: String(name !== 'Retired key'),
		scope: 'useraccount',
	}),
);

/** The rules on whole APIs that every instance has and none enforces until somebody makes them active. */
const endpointRows: SeedRow[] = ['Table API', 'Aggregate API', 'Import Set API', 'Attachment API'].map((name) =>
	record('sys_security_acl', `REST_Endpoint/${name}`, {
		name,
		type: 'REST_Endpoint',
		operation: 'execute',
		roles: 'snc_platform_rest_api_access',
		active: 'false',
	}),
);

/** The only limits out of the box: strangers and external users of the Knowledge API. */
const RATE_LIMITS: Row[] = [
	{ name: 'Knowledge articles for strangers', type: 'User', user: userId('guest') },
	{ name: 'Knowledge articles for external users', type: 'Role', role: roleId('snc_external') },
];

const rateLimitRows: SeedRow[] = RATE_LIMITS.map((rule) =>
	record('sys_rate_limit_rules', rule.name ?? '', {
		...rule,
		api: 'Knowledge Management API',
		request_limit: '500',
		active: 'true',
	}),
);

const scopeRow = record('sys_scope', 'global', {
	sys_id: 'global',
	name: 'Global',
	scope: 'global',
	active: 'true',
	sys_class_name: 'sys_scope',
});

const appRow = record('sys_app', 'vendor', {
	name: 'Vendor Desk',
	scope: 'x_demo_vendor',
	version: '1.0.0',
	active: 'true',
	sys_class_name: 'sys_app',
});

export const platformRows: SeedRow[] = [
	scopeRow,
	appRow,
	...propertyRows,
	...clientRows,
	...jwtRows,
	...apiKeyRows,
	...endpointRows,
	...rateLimitRows,
];
