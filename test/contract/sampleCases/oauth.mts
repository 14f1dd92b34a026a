import { createHash, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { accounts } from '../../emulator/seed/accounts.mts';
import { decide, REDIRECT_URI } from '../signIn/consent.mts';
import { clientNamed, passwordOf } from '../instance.mts';
import type { Answer } from '../instance.mts';
import type { Sample, SampleCase, SampleContext, Sent } from '../sampleReplay.mts';

const form = ({ body }: Sample): Record<string, string> =>
	typeof body === 'object' ? ({ ...body } as Record<string, string>) : {};
const anonymous = { as: undefined };

/** Registers the client and the user of the page, so that its own words can be sent. */
function register({ store, give, sample }: SampleContext): void {
	const { client_id = '', client_secret = '', username = 'RESTUser', password = '' } = form(sample);
	for (const { sys_id = '' } of store.find('oauth_entity', { client_id })) store.remove('oauth_entity', sys_id);
	store.put('oauth_entity', { name: 'of the page', client_id, client_secret, active: 'true', scope: 'useraccount' });
	const idOf = () => store.one('sys_user', { user_name: username })?.sys_id;
	if (idOf() === undefined) give('sys_user', '0123456789abcdef0123456789abcde1', { user_name: username });
	store.put('sys_user', { sys_id: idOf() ?? '', user_password: password || 'x', active: 'true' });
}

function assertion(): Record<string, string> {
	const [signer] = accounts.jwt;
	if (!signer) throw new Error('The seed has no JWT client');
	const { client_id, client_secret, private_key, algorithm, key_id, sub } = signer;
	const now = Math.floor(Date.now() / 1000);
	const claims = { iss: client_id, aud: client_id, sub, iat: now, exp: now + 60, jti: randomUUID() };
	return { client_id, client_secret, assertion: jwt.sign(claims, private_key, { algorithm, keyid: key_id }) };
}

const tokenFor = async ({ instance }: SampleContext): Promise<Record<string, string>> =>
	(
		await instance.token({
			grant_type: 'password',
			...clientNamed('Password'),
			username: 'itil',
			password: passwordOf('itil'),
		})
	).json<Record<string, string>>();

function expectToken(answer: Answer, refresh: boolean): void {
	const { expires_in, ...token } = answer.json<Record<string, unknown>>();
	expect(expires_in).toBeLessThanOrEqual(1800);
	expect(Object.keys(token).sort()).toEqual(
		['access_token', ...(refresh ? ['refresh_token'] : []), 'scope', 'token_type'].sort(),
	);
}

const withRecordList = (answer: Answer) => expect(answer.json<{ result: unknown }>().result).toEqual(expect.any(Array));

const authorization = (client: string) => ({
	response_type: 'code',
	client_id: clientNamed(client).client_id,
	redirect_uri: REDIRECT_URI,
	state: 'xyz123',
});

/** Redeems a new code with the request that the page shows. */
async function redeemed({ instance, sample }: SampleContext, client: string, code_verifier = ''): Promise<Sent> {
	const { client_id, client_secret } = clientNamed(client);
	const code_challenge = createHash('sha256').update(code_verifier).digest('base64url');
	const pkce: Record<string, string> = code_verifier ? { code_challenge, code_challenge_method: 'S256' } : {};
	const { headers } = await decide(instance, { ...authorization(client), ...pkce });
	const code = new URL(String(headers.location)).searchParams.get('code') ?? '';
	const proof = code_verifier ? { code_verifier } : { client_secret };
	return { ...anonymous, body: { ...form(sample), code, redirect_uri: REDIRECT_URI, client_id, ...proof } };
}

export const oauthCases: Record<string, SampleCase> = {
	'oauth-01': {
		prepare(context) {
			register(context);
			return anonymous;
		},
		check: (answer) => expectToken(answer, true),
	},
	'oauth-02': {
		status: 200,
		async prepare(context) {
			const { access_token = '' } = await tokenFor(context);
			return { ...anonymous, headers: { Authorization: `Bearer ${access_token}` } };
		},
		check: withRecordList,
	},
	'oauth-03': {
		prepare(context) {
			const { sample } = context;
			const body = { ...form(sample), username: 'itil', password: passwordOf('itil') };
			register({ ...context, sample: { ...sample, body } });
			return { ...anonymous, body };
		},
		check: (answer) => expectToken(answer, true),
	},
	// The page contradicts itself on the refresh token; users report that the same one comes back.
	'oauth-04': {
		async prepare(context) {
			const { refresh_token = '' } = await tokenFor(context);
			return { ...anonymous, body: { ...form(context.sample), ...clientNamed('Password'), refresh_token } };
		},
		check: (answer) => expectToken(answer, true),
	},
	'oauth-05': {
		prepare: ({ sample }) => ({ ...anonymous, body: { ...form(sample), ...assertion() } }),
		check: (answer) => expectToken(answer, false),
	},
	'oauth-06': {
		prepare({ store, sample }) {
			const { client_id = '', assertion: signed = '' } = assertion();
			const client = store.one('oauth_entity', { client_id });
			store.put('oauth_entity', { ...client, public_client: 'true' });
			return { ...anonymous, body: { ...form(sample), assertion: signed } };
		},
		check(answer, { store }) {
			expectToken(answer, false);
			for (const client of store.find('oauth_entity', { client_id: accounts.jwt[0]?.client_id ?? '' }))
				store.put('oauth_entity', { ...client, public_client: 'false' });
		},
	},
	'oauth-07': {
		status: 200,
		prepare({ store, sample }) {
			const client = clientNamed('Client credentials');
			const row = store.one('oauth_entity', { client_id: client.client_id });
			store.put('oauth_entity', { ...row, scope: `useraccount ${form(sample).scope ?? ''}` });
			return { ...anonymous, body: { ...form(sample), ...client } };
		},
		check(answer, { sample }) {
			expectToken(answer, false);
			expect(answer.json()).toMatchObject({ scope: form(sample).scope });
		},
	},
	'oauth-08': {
		send: ({ instance }) => decide(instance, authorization('Authorization code')),
		check(answer) {
			const { searchParams } = new URL(String(answer.headers.location));
			expect([...searchParams.keys()]).toEqual(['code', 'state']);
			expect(searchParams.get('state')).toBe('xyz123');
		},
	},
	'oauth-09': {
		status: 200,
		prepare: (context) => redeemed(context, 'Authorization code'),
		check: (answer) => expectToken(answer, true),
	},
	'oauth-10': {
		status: 200,
		prepare: (context) => redeemed(context, 'Public client with PKCE', randomUUID().repeat(2)),
		check: (answer) => expectToken(answer, false),
	},
	'oauth-11': {
		status: 200,
		async prepare(context) {
			const { access_token = '' } = await tokenFor(context);
			return { ...anonymous, path: `/oauth_revoke_token.do?token=${access_token}` };
		},
		check: (answer) => expect(answer.text).toBe(''),
	},
	'oauth-12': {
		status: 200,
		async prepare(context) {
			const { access_token = '' } = await tokenFor(context);
			return { ...anonymous, path: context.sample.path.replace('{the_token}', access_token) };
		},
		check: withRecordList,
	},
	'oauth-13': {
		status: 400,
		prepare({ set, sample }) {
			set('glide.oauth.state.parameter.required', 'true');
			const { client_id } = clientNamed('Authorization code');
			return { ...anonymous, path: sample.path.replace(/client_id=[0-9a-f]+/, `client_id=${client_id}`) };
		},
		check(answer) {
			expect(answer.text).toContain('Missing State parameter in request.');
		},
	},
};
