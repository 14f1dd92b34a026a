import type { IncomingHttpHeaders } from 'node:http';
import jwt, { type JwtPayload } from 'jsonwebtoken';
import type { Emulator } from '../../emulator/types.mts';
import { N8n } from '../../support/n8n/n8n.mts';
import { credentialData, type SignInWay, TOKEN_WAYS, typeOf } from '../../support/signIn.mts';
import { type Listener, listen } from '../../support/servers/tlsInstance.mts';

const n8n = new N8n();
const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
let instance: Listener;
let asked: Array<{ url: string; headers: IncomingHttpHeaders; form: Record<string, string> }>;

beforeEach(async () => {
	asked = [];
	instance = await listen(
		undefined,
		(request, response) => {
			const chunks: string[] = [];
			request.on('data', (chunk) => chunks.push(String(chunk)));
			request.on('end', () => {
				const { url = '', headers } = request;
				const isToken = request.method === 'POST';
				if (isToken) asked.push({ url, headers, form: Object.fromEntries(new URLSearchParams(chunks.join(''))) });
				const token = { access_token: `token-${asked.length}`, refresh_token: 'refresh', expires_in: 1799 };
				response.setHeader('content-type', 'application/json').end(JSON.stringify(isToken ? token : { result: [] }));
			});
		},
		true,
	);
});
afterEach(async () => await instance.close());

async function formOf(way: SignInWay, changes: object = {}) {
	const data = { ...credentialData[way]({ url: instance.url } as Emulator), ...changes };
	const id = await n8n.signIn(data as never, typeOf[way]);
	expect((await n8n.run(getMany)).error).toBeUndefined();
	return { data, id, ...(asked.at(-1) as (typeof asked)[number]) };
}

describe.each(TOKEN_WAYS)('The token request by %s', (way) => {
	it('has client and secret in its body, form-encoded, and nowhere else', async () => {
		const { url, headers, form, data } = await formOf(way);
		expect(url).toBe('/oauth_token.do');
		expect(headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
		expect(headers.authorization).toBeUndefined();
		const { clientId = data.oauthClientId, clientSecret = data.oauthClientSecret } = data;
		expect(form).toMatchObject({ client_id: clientId, client_secret: clientSecret });
		expect(form).not.toHaveProperty('scope');
	});

	it('has the scope, and goes to the path, that stand under Advanced', async () => {
		const own = { advanced: true, customScope: 'one two', tokenUrlPath: 'gateway/token' };
		const { url, form } = await formOf(way, own);
		// A refresh token has the scope that was asked for when the person signed in.
		const scope = way === 'authorizationCode' ? undefined : 'one two';
		expect([url, form.scope]).toEqual(['/gateway/token', scope]);
	});

	it('has neither while Advanced is off', async () => {
		const { url, form } = await formOf(way, { customScope: 'one', tokenUrlPath: '/gateway' });
		expect([url, form.scope]).toEqual(['/oauth_token.do', undefined]);
	});
});

describe('The token request', () => {
	it.each<[SignInWay, object]>([
		['authorizationCode', { grant_type: 'refresh_token', refresh_token: 'connected-refresh-token' }],
		['clientCredentials', { grant_type: 'client_credentials' }],
		['password', { grant_type: 'password', username: 'integration.user', password: 'integration-demo' }],
		['jwtBearer', { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' }],
	])('by %s names its grant', async (way, expected) => {
		expect((await formOf(way)).form).toMatchObject(expected);
	});

	it('by password is one by refresh token, once there is one', async () => {
		const { id } = await formOf('password');
		await n8n.credentials.change(id, { accessToken: '' });
		await n8n.run(getMany);
		expect(asked.at(-1)?.form).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'refresh' });
		expect(asked.at(-1)?.form).not.toHaveProperty('password');
	});

	it('by JWT bearer of a public client names neither client nor secret: the assertion says whose it is', async () => {
		const { form, data } = await formOf('jwtBearer', { clientSecret: '' });
		expect(Object.keys(form).sort()).toEqual(['assertion', 'grant_type']);
		expect(jwt.decode(String(form.assertion))).toMatchObject({ iss: data.clientId, aud: data.clientId });
	});

	it('by JWT bearer has claims from Advanced, and a new assertion each time', async () => {
		const own = { advanced: true, issuer: 'me', audience: `${instance.url}/oauth_token.do`, assertionLifetime: 60 };
		const { id } = await formOf('jwtBearer', own);
		await n8n.credentials.change(id, { accessToken: '' });
		await n8n.run(getMany);
		const claims = asked.map(({ form }) => jwt.decode(String(form.assertion)) as JwtPayload);
		expect(claims).toHaveLength(2);
		expect(claims[0]).toMatchObject({ iss: 'me', aud: `${instance.url}/oauth_token.do`, sub: 'integration.user' });
		expect(new Set(claims.map(({ jti }) => jti)).size).toBe(2);
	});

	it('takes blanks around the client ID for the slip that they are', async () => {
		const { form, data } = await formOf('password', { clientId: ' c1e0000000000000000000000000ba01\n' });
		expect(form.client_id).toBe(String(data.clientId).trim());
	});
});

describe('A request', () => {
	it.each<[SignInWay, Record<string, string>]>([
		['apiKey', { 'x-sn-apikey': 'demo-integration-api-key' }],
		['basic', { authorization: `Basic ${Buffer.from('integration.user:integration-demo').toString('base64')}` }],
	])('by %s carries what signs it in as a header', async (way, expected) => {
		const seen: IncomingHttpHeaders[] = [];
		const other = await listen(undefined, ({ headers }, response) => {
			seen.push(headers);
			response.setHeader('content-type', 'application/json').end('{"result":[]}');
		});
		const data = { ...credentialData[way]({ url: other.url } as Emulator) };
		await n8n.signIn(data as never, typeOf[way]);
		await n8n.run(getMany);
		await other.close();
		expect(seen.length).toBeGreaterThan(0);
		for (const headers of seen) expect(headers).toMatchObject(expected);
	});
});
