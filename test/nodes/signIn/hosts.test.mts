import type { RequestListener } from 'node:http';
import type { IExecuteFunctions } from 'n8n-workflow';
import { ServiceNowPlatformApi } from '../../../credentials/ServiceNowPlatformApi.credentials.ts';
import { ServiceNowPlatformServiceOAuth2Api } from '../../../credentials/ServiceNowPlatformServiceOAuth2Api.credentials.ts';
import { addressOf, pathExpression } from '../../../credentials/signIn/address.ts';
import { ownerOf } from '../../../nodes/ServiceNowPlatform/domain/secrets/tokenOwner.ts';
import { testStored } from '../../support/n8n/credentialTest.mts';
import { N8n } from '../../support/n8n/n8n.mts';
import { API, OAUTH2, SERVICE, tokensOfPerson } from '../../support/signIn.mts';
import { type Listener, listen } from '../../support/servers/tlsInstance.mts';

const n8n = new N8n();
let elsewhere: Listener;
let instance: Listener;
beforeEach(async () => (elsewhere = await listen()));
afterEach(async () => await Promise.all([elsewhere.close(), instance?.close()]));

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const create = {
	resource: 'incident',
	operation: 'create',
	fields: { mappingMode: 'defineBelow', value: { state: '1' } },
};
const TOKEN = JSON.stringify({ access_token: 'redirected-token', expires_in: 1799 });

/** Redirects what matches to the other host, to the same path. */
const redirecting =
	(status: number, pattern: RegExp): RequestListener =>
	({ url = '' }, response) => {
		if (!pattern.test(url)) return response.setHeader('content-type', 'application/json').end(TOKEN);
		return response.writeHead(status, { location: elsewhere.url + url }).end();
	};

const credential = {
	[OAUTH2]: {
		grantType: 'authorizationCode',
		oauthClientId: 'id',
		oauthClientSecret: 'secret',
		oauthTokenData: tokensOfPerson(),
	},
	[SERVICE]: { grant: 'password', clientId: 'id', clientSecret: 'secret', username: 'u', password: 'p' },
	[API]: { method: 'basic', username: 'u', password: 'p' },
};

describe.each([301, 302, 307, 308])('A redirect (%i) to another host', (status) => {
	it.each(Object.entries(credential))('is not followed with the sign-in of %s', async (type, data) => {
		instance = await listen(undefined, redirecting(status, /^\/api\//));
		await n8n.signIn({ instance: instance.url, ...data } as never, type);
		for (const parameters of [getMany, create as never]) {
			const { error } = await n8n.run(parameters);
			expect(error?.message).toContain(`The instance redirects to ${elsewhere.url}/api/`);
		}
		expect(elsewhere.seen).toEqual([]);
	});

	it('of the token endpoint is not followed by the service credential', async () => {
		instance = await listen(undefined, redirecting(status, /oauth_token/));
		await n8n.signIn({ instance: instance.url, ...credential[SERVICE] } as never, SERVICE);
		expect((await n8n.run(getMany)).error?.message).toContain('The token endpoint redirects to');
		expect(elsewhere.seen).toEqual([]);
	});
});

describe.each([301, 302, 303])('A redirect (%i) of the token endpoint', (status) => {
	// After a 307 or 308, n8n's own OAuth2 client sends its form once more to wherever that leads; no package can keep it from that.
	it('takes no secret of the OAuth2 credential along', async () => {
		const bodies: string[] = [];
		const other = await listen(undefined, (request, response) => {
			request.on('data', (chunk) => bodies.push(String(chunk)));
			request.on('end', () => response.end('{}'));
		});
		instance = await listen(undefined, (_, response) => response.writeHead(status, { location: other.url }).end());
		await n8n.signIn({ instance: instance.url, ...credential[OAUTH2] } as never, OAUTH2);
		expect((await n8n.run(getMany)).error).toBeDefined();
		await other.close();
		expect(bodies).toEqual([]);
		expect(other.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
	});
});

describe('A path that leads away', () => {
	const send = (path: string, more: object = {}) =>
		({ resource: 'apiRequest', operation: 'send', method: 'GET', path, ...more }) as never;

	it.each(Object.entries(credential))(
		'in an API Request is refused before anything is sent: %s',
		async (type, data) => {
			instance = await listen();
			await n8n.signIn({ instance: instance.url, ...data } as never, type);
			const host = elsewhere.url.replace('http://', '');
			const ways = [
				`//${host}/x`,
				`${elsewhere.url}/x`,
				`@${host}/x`,
				`\\\\${host}\\x`,
				`/\\${host}/x`,
				`:80@${host}/x`,
			];
			for (const path of [...ways, `.${host}/x`, `/..//${host}`, `/%2f%2f${host}`, ` //${host}`]) {
				const { error } = await n8n.run(send(path));
				expect([path, error?.message]).toEqual([
					path,
					expect.stringMatching(/^Path: |is not the instance of the credential/),
				]);
			}
			expect([instance.seen, elsewhere.seen]).toEqual([[], []]);
		},
	);

	it.each(Object.entries(credential))('in a Link header is not followed: %s', async (type, data) => {
		instance = await listen(undefined, ({ url = '' }, response) => {
			const next = `<${elsewhere.url}/api/now/table/other>;rel="next"`;
			const body = url.startsWith('/oauth_token') ? TOKEN : JSON.stringify({ result: [{ a: 1 }] });
			response.setHeader('link', next).setHeader('content-type', 'application/json').end(body);
		});
		await n8n.signIn({ instance: instance.url, ...data } as never, type);
		const { error } = await n8n.run(send('/api/now/table/incident', { paging: 'link', returnAll: true }));
		expect(error?.message).toContain('The next page is said to be at');
		expect(elsewhere.seen).toEqual([]);
	});

	it('in a pasted address of a record names a record of the credential’s instance', async () => {
		instance = await listen();
		await n8n.signIn({ instance: instance.url, ...credential[API] } as never, API);
		const sys_id = 'a'.repeat(32);
		const value = `${elsewhere.url}/incident.do?sys_id=${sys_id}`;
		const record = { __rl: true, mode: 'url', value };
		await n8n.run({ resource: 'incident', operation: 'get', record } as never);
		expect(elsewhere.seen).toEqual([]);
	});
});

describe('An instance that is made to lead away', () => {
	const hostile = (host: string) => [
		`dev12345.service-now.com@${host}`,
		`https://dev12345.service-now.com@${host}`,
		`https://dev12345.service-now.com:443@${host}`,
		`\\\\${host}`,
		`https:\\\\${host}`,
		`//${host}`,
		`https:///${host}`,
		`javascript://${host}/%0aalert(1)`,
		`dev12345\n${host}`,
	];

	it.each(Object.entries(credential))('is refused by node and test with %s', async (type, data) => {
		instance = await listen();
		for (const given of hostile(elsewhere.url.replace('http://', ''))) {
			const id = await n8n.signIn({ instance: given, ...data } as never, type);
			const { error } = await n8n.run(getMany);
			expect([given, error?.message]).toEqual([given, expect.stringMatching(/^Instance: /)]);
			if (type === OAUTH2) continue;
			const { status, message } = await testStored(n8n, type, id);
			expect([given, status, message]).toEqual([given, 'Error', expect.stringMatching(/^Instance: /)]);
		}
		expect(elsewhere.seen).toEqual([]);
	});
});

describe('n8n’s HTTP Request node, which may use these credentials,', () => {
	it.each([
		['the API key', API, { method: 'apiKey', apiKey: 'secret-key' }],
		['Basic', API, credential[API]],
		['the token', SERVICE, credential[SERVICE]],
	])('follows no redirect with %s', async (_, type, data) => {
		instance = await listen(undefined, redirecting(302, /^\/api\//));
		await n8n.signIn({ instance: instance.url, ...data } as never, type);
		const context = n8n.loadOptions({ authentication: type }) as never as IExecuteFunctions;
		const { httpRequestWithAuthentication, requestWithAuthentication } = context.helpers;
		const url = `${instance.url}/api/now/table/incident`;
		const requests = [
			httpRequestWithAuthentication.call(context, type, { url }),
			requestWithAuthentication.call(context, type, { uri: url }),
		];
		const outcomes = await Promise.allSettled(requests);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
		expect(instance.seen.filter(({ url: path }) => path.startsWith('/api/')).length).toBeGreaterThanOrEqual(2);
		expect(elsewhere.seen).toEqual([]);
	});
});

describe('The sign-in of a credential', () => {
	const types = [new ServiceNowPlatformServiceOAuth2Api(), new ServiceNowPlatformApi()];
	const fields = { instance: 'dev12345', accessToken: 'secret-token', method: 'apiKey', apiKey: 'secret-key' };
	const data = { ...fields, tokenOwner: ownerOf(fields) };

	it.each([
		'https://evil.example/api/now/table/incident',
		'https://dev12345.service-now.com.evil.example/',
		'https://dev12345.service-now.com@evil.example/',
		'https://dev12345.service-now.com:8443/',
		'http://dev12345.service-now.com/',
		'//evil.example/',
	])('is not put into a request to %s, whoever wrote it', async (url) => {
		for (const type of types) {
			await expect(type.authenticate(data, { url, headers: {} })).rejects.toThrow(
				/signs in to dev12345\.service-now\.com only/,
			);
			await expect(type.authenticate(data, { uri: url, headers: {} } as never)).rejects.toThrow(/only/);
		}
	});

	it('is put into a request to its own instance', async () => {
		const url = 'https://DEV12345.service-now.com/api/now/table/incident';
		const signed = await Promise.all(types.map(async (type) => await type.authenticate(data, { url })));
		expect(signed.map(({ headers }) => headers)).toEqual([
			{ Authorization: 'Bearer secret-token' },
			{ 'x-sn-apikey': 'secret-key' },
		]);
	});

	it.each([
		'//evil.example/t',
		'@evil.example/t',
		'.evil.example/t',
		':8443/t',
		'https://evil.example/t',
		'\\\\evil.example',
	])('stays with its instance, whatever the token path: %s', (path) => {
		const written = addressOf('dev12345', path, '/oauth_token.do');
		expect(new URL(written).host).toBe('dev12345.service-now.com');
		const evaluate = new Function('$self', `return ${pathExpression('$self.path', '/oauth_token.do')}`);
		const expressed = `https://dev12345.service-now.com${String(evaluate({ path }))}`;
		expect(new URL(expressed).host).toBe('dev12345.service-now.com');
	});
});
