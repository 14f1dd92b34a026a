import type { RequestListener } from 'node:http';
import { ServiceNowPlatformApi } from '../../credentials/ServiceNowPlatformApi.credentials.ts';
import { ServiceNowPlatformServiceOAuth2Api } from '../../credentials/ServiceNowPlatformServiceOAuth2Api.credentials.ts';
import { addressOf, pathExpression } from '../../credentials/signIn/address.ts';
import { ownerOf } from '../../credentials/signIn/owner.ts';
import { N8n } from '../support/n8n.mts';
import { API, OAUTH2, SERVICE } from '../support/signIn.mts';
import { type Listener, listen } from '../support/tlsInstance.mts';

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
	[OAUTH2]: { grantType: 'clientCredentials', clientId: 'id', clientSecret: 'secret' },
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
