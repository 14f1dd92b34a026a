import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { clientNamed, describeEmulator, passwordOf, useInstance } from '../instance.mts';
import { bearer, expectDenied, tokenOf } from './tokens.mts';

const INCIDENTS = '/api/now/table/incident?sysparm_limit=1';

const instance = useInstance({ seed: 'empty' });
const machine = () => ({ grant_type: 'client_credentials', ...clientNamed('Client credentials') });
const person = (user_name = 'itil') => ({
	grant_type: 'password',
	...clientNamed('Password'),
	username: user_name,
	password: passwordOf(user_name),
});

// On a real instance: SN_CLIENT_ID and SN_CLIENT_SECRET name a client for this grant.
describe('client credentials', () => {
	// Documentation: client-credentials-grant-workflow; a refresh token is not mentioned.
	it('answers client credentials without a refresh token', async () => {
		const token = tokenOf(await instance.token(machine()));
		expect(token).not.toHaveProperty('refresh_token');
		expect((await instance.call(INCIDENTS, bearer(token.access_token))).status).toBe(200);
	});

	// Documentation: c_OAuthAuthorizationCodeFlow shows the token in the query.
	it('accepts the access token as a query parameter', async () => {
		const { access_token } = tokenOf(await instance.token(machine()));
		const answer = await instance.call(`${INCIDENTS}&access_token=${access_token}`, { as: undefined });
		expect(answer.status).toBe(200);
	});

	// Documentation: add-OIDC-entity.
	it('answers an unknown bearer token with the 401 envelope', async () => {
		const answer = await instance.call(INCIDENTS, bearer('unknown'));
		expect(answer.status).toBe(401);
		expect(answer.json()).toEqual({
			error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
			status: 'failure',
		});
	});

	// Field recording: demisto/content-docs#1301.
	it('refuses a wrong secret as it refuses everything', async () => {
		expectDenied(await instance.token({ ...machine(), client_secret: 'wrong' }));
	});

	// Documentation: r_OAuthAPIRequestParameters.
	it('returns the same access token while it lives', async () => {
		const first = tokenOf(await instance.token(machine()));
		const second = tokenOf(await instance.token(machine()));
		expect(second.access_token).toBe(first.access_token);
		expect(second.expires_in).toBeLessThanOrEqual(1800);
	});
});

describeEmulator('the seeded clients', () => {
	beforeEach(() => instance.emulator.reset());

	// Documentation: r_RESTOAuthExample, r_OAuthAPIResponseParameters.
	it('answers the password grant with both tokens and 1799 whole seconds', async () => {
		const answer = await instance.token(person());
		expect(answer.status).toBe(200);
		expect(tokenOf(answer)).toEqual({
			access_token: expect.stringMatching(/^[\w-]{86}$/),
			refresh_token: expect.stringMatching(/^[\w-]{86}$/),
			scope: 'useraccount',
			token_type: 'Bearer',
			expires_in: 1799,
		});
	});

	// Documentation: add-oauth-application-user.
	it('lets client credentials act as the OAuth Application User', async () => {
		const { access_token } = tokenOf(await instance.token(machine()));
		const query = 'sysparm_query=sys_id=javascript:gs.getUserID()&sysparm_fields=user_name';
		const answer = await instance.call(`/api/now/table/sys_user?${query}`, bearer(access_token));
		expect(answer.json()).toEqual({ result: [{ user_name: 'integration.user' }] });
	});
});

describeEmulator('tokens that live', () => {
	beforeEach(() => instance.emulator.reset());

	// Documentation: r_OAuthAPIRequestParameters; the reset of the expiry is KB0791140.
	it('returns the same access token while it lives, with its expiry begun anew', async () => {
		const first = tokenOf(await instance.token(machine()));
		instance.emulator.clock.advance(1_000_000);
		const second = tokenOf(await instance.token(machine()));
		expect(second).toEqual({ ...first, expires_in: 1799 });
		instance.emulator.clock.advance(1_000_000);
		expect((await instance.call(INCIDENTS, bearer(first.access_token))).status).toBe(200);
		expect(instance.emulator.stats()).toMatchObject({ tokensMinted: 1, tokensReturned: 2 });
	});

	it('refuses an access token once its lifespan is over, and makes a new one', async () => {
		const first = tokenOf(await instance.token(machine()));
		instance.emulator.clock.advance(1_801_000);
		expect((await instance.call(INCIDENTS, bearer(first.access_token))).status).toBe(401);
		const second = tokenOf(await instance.token(machine()));
		expect(second.access_token).not.toBe(first.access_token);
	});

	it('takes the lifespan from the client', async () => {
		const client = clientNamed('Client credentials, five second tokens');
		const { expires_in } = tokenOf(await instance.token({ ...machine(), ...client }));
		expect(expires_in).toBeLessThanOrEqual(4);
	});

	// Field report (KB2132135): the refresh token is the same and its expiry does not move.
	it('hands the same refresh token back without extending it', async () => {
		const first = tokenOf(await instance.token(person()));
		const refresh = {
			grant_type: 'refresh_token',
			...clientNamed('Password'),
			refresh_token: first.refresh_token ?? '',
		};
		instance.emulator.clock.advance(8_000_000_000);
		const second = tokenOf(await instance.token(refresh));
		expect(second.refresh_token).toBe(first.refresh_token);
		expect(second.access_token).not.toBe(first.access_token);
		instance.emulator.clock.advance(700_000_000);
		expectDenied(await instance.token(refresh));
	});

	// KB0791140: a grant other than refresh extends the current refresh token.
	it('extends the refresh token when the password is sent again', async () => {
		const first = tokenOf(await instance.token(person()));
		instance.emulator.clock.advance(8_000_000_000);
		expect(tokenOf(await instance.token(person())).refresh_token).toBe(first.refresh_token);
		instance.emulator.clock.advance(8_000_000_000);
		const refresh = {
			grant_type: 'refresh_token',
			...clientNamed('Password'),
			refresh_token: first.refresh_token ?? '',
		};
		expect((await instance.token(refresh)).status).toBe(200);
	});

	// Documentation: t_RevokeOAuthToken; no sign-in needed.
	it('revokes a token', async () => {
		const { access_token } = tokenOf(await instance.token(machine()));
		expect((await instance.call(`/oauth_revoke_token.do?token=${access_token}`, { as: undefined })).status).toBe(200);
		expect((await instance.call(INCIDENTS, bearer(access_token))).status).toBe(401);
	});

	it('revokes a refresh token', async () => {
		const { refresh_token = '' } = tokenOf(await instance.token(person()));
		await instance.call(`/oauth_revoke_token.do?token=${refresh_token}`, { as: undefined });
		expectDenied(await instance.token({ grant_type: 'refresh_token', ...clientNamed('Password'), refresh_token }));
	});

	it('ends the token of a user who is deactivated', async () => {
		const { access_token } = tokenOf(await instance.token(person()));
		const { store } = instance.emulator;
		store.put('sys_user', { ...store.one('sys_user', { user_name: 'itil' }), active: 'false' });
		expect((await instance.call(INCIDENTS, bearer(access_token))).status).toBe(401);
	});
});

describeEmulator('refusals, all alike from outside', () => {
	beforeAll(() => instance.emulator.reset());

	// Field recordings: demisto/content-docs#1301 and others.
	it.each([
		['a wrong secret', () => ({ ...machine(), client_secret: 'wrong' })],
		['an unknown client', () => ({ ...machine(), client_id: 'unknown' })],
		['an inactive client', () => ({ ...machine(), ...clientNamed('Inactive client') })],
		['no application user', () => ({ ...machine(), ...clientNamed('Client credentials without application user') })],
		['an unknown grant type', () => ({ ...machine(), grant_type: 'device' })],
		['a scope that the client does not have', () => ({ ...machine(), scope: 'everything' })],
		['a wrong password', () => ({ ...person(), password: 'wrong' })],
		['a locked-out user', () => person('locked.user')],
		['an inactive user', () => person('inactive.user')],
		['a password that needs reset', () => person('password.reset')],
		['a user with a second factor', () => person('mfa.user')],
		[
			'an unknown refresh token',
			() => ({ grant_type: 'refresh_token', ...clientNamed('Password'), refresh_token: 'x' }),
		],
		['a missing client secret', () => ({ grant_type: 'client_credentials', client_id: machine().client_id })],
	])('refuses %s', async (_what, parameters) => {
		expectDenied(await instance.token(parameters()));
	});

	// Documentation: r_OAuthAPIRequestParameters, "an unspecified error".
	it('refuses a JSON body', async () => {
		expectDenied(await instance.call('/oauth_token.do', { method: 'POST', body: machine(), as: undefined }));
	});

	// Not documented anywhere: client id and secret have to be in the body.
	it('refuses the client in a Basic header', async () => {
		const { client_id, client_secret } = clientNamed('Client credentials');
		const body = new URLSearchParams({ grant_type: 'client_credentials' });
		expectDenied(await instance.call('/oauth_token.do', { method: 'POST', body, as: `${client_id}:${client_secret}` }));
	});

	// Documentation: OAuth-token-processor-parm; the default of new instances.
	it('refuses parameters in the query', async () => {
		const path = `/oauth_token.do?${new URLSearchParams(machine()).toString()}`;
		expectDenied(await instance.call(path, { method: 'POST', as: undefined }));
	});

	it('writes the cause into the log of the instance', async () => {
		await instance.token({ ...machine(), scope: 'everything' });
		const query = 'sysparm_query=source=OAuth^messageLIKEinvalid_scope&sysparm_fields=message';
		const answer = await instance.call(`/api/now/table/syslog?${query}`);
		expect(answer.text).toContain('Exception on token flow - invalid_scope');
	});
});

describeEmulator('switches of the instance', () => {
	beforeEach(() => instance.emulator.reset());

	// Documentation: create-cc-sys-prop; off by default.
	it('refuses client credentials where the property is not true', async () => {
		instance.emulator.store.setProperty('glide.oauth.inbound.client.credential.grant_type.enabled', 'false');
		expectDenied(await instance.token(machine()));
	});

	// Documentation: instance security hardening, ROPC.
	it('refuses the password grant where it is disabled', async () => {
		instance.emulator.store.setProperty('glide.oauth.inbound.ropc.grant_type.disabled', 'true');
		expectDenied(await instance.token(person()));
	});

	// Documentation: t_SetTheOAuthProperty.
	it('refuses every grant where OAuth is switched off', async () => {
		instance.emulator.store.setProperty('com.snc.platform.security.oauth.is.active', 'false');
		expectDenied(await instance.token(machine()));
		expectDenied(await instance.token(person()));
	});

	it('takes parameters from the query where the instance still allows it', async () => {
		instance.emulator.store.setProperty('glide.oauth.allow.parameters.in.post.body.only', 'false');
		const path = `/oauth_token.do?${new URLSearchParams(machine()).toString()}`;
		expect((await instance.call(path, { method: 'POST', as: undefined })).status).toBe(200);
	});

	// Documentation: configure-an-oauth-client-credential-grant, Token Format; which claims there are is not documented.
	it('gives tokens in the form of a JWT to clients that are set so', async () => {
		const { store, clock } = instance.emulator;
		const client = store.one('oauth_entity', { client_id: machine().client_id });
		store.put('oauth_entity', { ...client, token_format: 'jwt' });
		const { access_token, expires_in } = tokenOf(await instance.token(machine()));
		expect((await instance.call(INCIDENTS, bearer(access_token))).status).toBe(200);
		const { keys } = (await instance.call('/api/now/oauth/jwks', { as: undefined })).json<{ keys: JsonWebKey[] }>();
		const key = createPublicKey({ key: keys[0] ?? {}, format: 'jwk' });
		expect(jwt.verify(access_token, key)).toMatchObject({ sub: 'integration.user', aud: machine().client_id });
		expect(expires_in).toBe(1799);
		clock.advance(600_000);
		const again = tokenOf(await instance.token(machine()));
		expect(again.access_token).toBe(access_token);
		expect(again.expires_in).toBeLessThan(1200);
	});

	// Documentation: rest-api-scope-troubleshooting.
	it('answers 403 to a token without the scope that the API asks for', async () => {
		const { store } = instance.emulator;
		const client = store.one('oauth_entity', { client_id: machine().client_id });
		store.put('oauth_entity', { ...client, scope: 'table_read,useraccount' });
		const { access_token, scope } = tokenOf(await instance.token({ ...machine(), scope: 'table_read' }));
		expect(scope).toBe('table_read');
		const refused = await instance.call(INCIDENTS, bearer(access_token));
		expect(refused.status).toBe(403);
		expect(refused.text).toContain('Missing required api access scope');
		store.setProperty('emulator.rest_api_auth_scope.table', 'table_read');
		expect((await instance.call(INCIDENTS, bearer(access_token))).status).toBe(200);
	});
});

describeEmulator('an instance with a lifetime of its own for tokens', () => {
	const other = useInstance({ seed: 'empty', tokenLifetime: 60 });

	it('takes it over that of the client', async () => {
		const client = clientNamed('Client credentials, five second tokens');
		expect(tokenOf(await other.token({ ...machine(), ...client })).expires_in).toBe(59);
	});
});
