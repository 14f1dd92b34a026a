import { createHash, randomBytes } from 'node:crypto';
import { cookieOf, decide as decideAt, REDIRECT_URI, signIn } from './consent.mts';
import { clientNamed, describeEmulator, useInstance } from '../instance.mts';
import { bearer, expectDenied, tokenOf } from './tokens.mts';

const instance = useInstance({ seed: 'empty' });

describeEmulator('authorization code', () => {
	afterEach(() => instance.emulator.clock.reset());

	const redirect_uri = REDIRECT_URI;
	const verifier = randomBytes(32).toString('base64url');
	const code_challenge = createHash('sha256').update(verifier).digest('base64url');

	/** Where the browser is sent after the decision. */
	async function decide(parameters: Record<string, string>, decision = 'allow'): Promise<URL> {
		const answer = await decideAt(instance, parameters, decision);
		expect(answer.status).toBe(302);
		return new URL(String(answer.headers.location));
	}

	const request = (name = 'Authorization code') => ({
		response_type: 'code',
		client_id: clientNamed(name).client_id,
		redirect_uri,
		state: 'xyz123',
	});

	const redeem = (code: string, more: Record<string, string>) =>
		instance.token({ grant_type: 'authorization_code', code, redirect_uri, state: 'xyz123', ...more });

	it('shows the login page to whoever is not signed in', async () => {
		const path = `/oauth_auth.do?${new URLSearchParams(request()).toString()}`;
		const answer = await instance.call(path, { as: undefined });
		expect(answer.status).toBe(200);
		expect(answer.text).toContain('name="user_password"');
		const after = await signIn(instance, path);
		expect(after.status).toBe(302);
		expect(after.headers.location).toBe(path);
	});

	// Documentation: authorization-workflow.
	it('sends a code and the state to the redirect URL, once', async () => {
		const url = await decide(request());
		expect(url.origin + url.pathname).toBe(redirect_uri);
		expect(url.searchParams.get('state')).toBe('xyz123');
		const code = url.searchParams.get('code') ?? '';
		const answer = await redeem(code, clientNamed('Authorization code'));
		expect(answer.status).toBe(200);
		expect(tokenOf(answer)).toHaveProperty('refresh_token');
		expectDenied(await redeem(code, clientNamed('Authorization code')));
	});

	it('refuses a code after a minute', async () => {
		const code = (await decide(request())).searchParams.get('code') ?? '';
		instance.emulator.clock.advance(61_000);
		expectDenied(await redeem(code, clientNamed('Authorization code')));
	});

	// Documentation: authorization-workflow; refresh tokens are for private clients only.
	it('gives a public client its token for the code verifier instead of a secret', async () => {
		const name = 'Public client with PKCE';
		const url = await decide({ ...request(name), code_challenge, code_challenge_method: 'S256' });
		const code = url.searchParams.get('code') ?? '';
		const answer = await redeem(code, { client_id: clientNamed(name).client_id, code_verifier: verifier });
		expect(answer.status).toBe(200);
		expect(tokenOf(answer)).not.toHaveProperty('refresh_token');
	});

	it('refuses a wrong code verifier', async () => {
		const name = 'Public client with PKCE';
		const url = await decide({ ...request(name), code_challenge, code_challenge_method: 'S256' });
		const code = url.searchParams.get('code') ?? '';
		expectDenied(await redeem(code, { client_id: clientNamed(name).client_id, code_verifier: 'wrong' }));
	});

	it('tells the redirect URL of a denial', async () => {
		const url = await decide(request(), 'deny');
		expect(url.searchParams.get('error')).toBe('access_denied');
		expect(url.searchParams.has('code')).toBe(false);
	});

	// Documentation: t_CreateEndpointforExternalClients.
	it('silently takes the first registered redirect URL where none fits', async () => {
		const url = await decide({ ...request(), redirect_uri: 'https://elsewhere.example.com/' });
		expect(url.origin + url.pathname).toBe(redirect_uri);
	});

	// Documentation: oauth-auth-code-flow-state-parm.
	it('asks for a state where the instance requires one', async () => {
		instance.emulator.store.setProperty('glide.oauth.state.parameter.required', 'true');
		const { state: _state, ...rest } = request();
		const answer = await instance.call(`/oauth_auth.do?${new URLSearchParams(rest).toString()}`, { as: undefined });
		instance.emulator.store.setProperty('glide.oauth.state.parameter.required', 'false');
		expect(answer.text).toContain('Missing State parameter in request.');
	});

	// Documentation: c_OAuthImplicitGrants.
	it('puts the token of the implicit grant into the query of the redirect', async () => {
		const url = await decide({ ...request(), response_type: 'token' });
		const access_token = url.searchParams.get('access_token') ?? '';
		expect((await instance.call('/api/now/table/incident?sysparm_limit=1', bearer(access_token))).status).toBe(200);
	});

	it('does not send the browser to a foreign site after the login', async () => {
		const answer = await signIn(instance, 'https://elsewhere.example.com/');
		expect(answer.headers.location).toBe('/');
	});

	it('refuses a consent form without its token', async () => {
		const headers = { cookie: cookieOf(await signIn(instance, '/')) };
		const body = new URLSearchParams({ ...request(), decision: 'allow' });
		const answer = await instance.call('/oauth_auth.do', { method: 'POST', as: undefined, headers, body });
		expect(answer.headers).not.toHaveProperty('location');
	});
});
