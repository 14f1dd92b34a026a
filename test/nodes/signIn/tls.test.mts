import { N8n } from '../../support/n8n/n8n.mts';
import type { Emulator } from '../../emulator/types.mts';
import { API, connected, OAUTH2, SERVICE } from '../../support/signIn.mts';
import { certificates, type Listener, listen } from '../../support/servers/tlsInstance.mts';

const own = certificates();
const n8n = new N8n();
let instance: Listener;
beforeEach(async () => (instance = await listen(own)));
afterEach(async () => await instance.close());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const authority = { tls: true, certificateAuthority: own.authority };
const client = { clientCertificate: own.clientCertificate, clientCertificateKey: own.clientKey };
const service = () => ({
	instance: instance.url,
	grant: 'password',
	clientId: 'id',
	clientSecret: 'secret',
	username: 'u',
	password: 'p',
});
const api = (method: string) => ({ instance: instance.url, method, apiKey: 'k', username: 'u', password: 'p' });

describe('Certificates', () => {
	it.each([
		['the service credential', SERVICE, service, 2],
		['the API credential', API, () => api('apiKey'), 1],
	])('%s trusts the private authority that it names', async (_, type, data, requests) => {
		await n8n.signIn({ ...data(), ...authority } as never, type);
		expect((await n8n.run(getMany)).error).toBeUndefined();
		expect(instance.seen).toHaveLength(requests);
	});

	it('go to the token endpoint and to the API, as the client that they name', async () => {
		await n8n.signIn({ ...service(), ...authority, ...client } as never, SERVICE);
		expect((await n8n.run(getMany)).error).toBeUndefined();
		expect(instance.seen.map((request) => request.client)).toEqual(['integration.user', 'integration.user']);
	});

	it('sign in by themselves, without any header, when the method is client certificate', async () => {
		await n8n.signIn({ ...api('certificate'), ...authority, ...client } as never, API);
		expect((await n8n.run(getMany)).error).toBeUndefined();
		expect(instance.seen).toEqual([expect.objectContaining({ client: 'integration.user' })]);
		expect(instance.seen[0]?.headers.authorization).toBeUndefined();
		expect(instance.seen[0]?.headers['x-sn-apikey']).toBeUndefined();
	});

	it('may have lost their line breaks in a single-line field', async () => {
		const flat = Object.fromEntries(
			Object.entries({ ...authority, ...client }).map(([name, value]) => [
				name,
				typeof value === 'string' ? value.replace(/\r?\n/g, ' ') : value,
			]),
		);
		await n8n.signIn({ ...api('certificate'), ...flat } as never, API);
		expect((await n8n.run(getMany)).error).toBeUndefined();
		expect(instance.seen[0]?.client).toBe('integration.user');
	});

	it.each([
		['service', SERVICE, service],
		['API', API, () => api('basic')],
	])('are not used while switched off: the %s credential refuses an unknown authority', async (_, type, data) => {
		await n8n.signIn({ ...data(), ...authority, ...client, tls: false } as never, type);
		const { error } = await n8n.run(getMany);
		expect(error?.message).toMatch(/^The certificate of (the instance|127\.0\.0\.1:\d+) cannot be trusted \(\w+\)$/);
		expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(instance.seen).toEqual([]);
	});

	it.each([
		[
			'the OAuth2 credential',
			OAUTH2,
			() => ({ ...connected({ url: instance.url } as Emulator), advanced: true, ignoreSSLIssues: true }),
		],
		['the service credential', SERVICE, () => ({ ...service(), tls: true, ignoreSslIssues: true })],
		['the API credential', API, () => ({ ...api('apiKey'), tls: true, ignoreSslIssues: true })],
	])('are not checked when %s says to ignore SSL issues', async (_, type, data) => {
		await n8n.signIn(data() as never, type);
		expect((await n8n.run(getMany)).error).toBeUndefined();
	});

	it.each([
		['service', SERVICE, service],
		['API', API, () => api('basic')],
	])('that an instance demands and the %s credential lacks are named as the reason', async (_, type, data) => {
		const demanding = await listen({ ...own, demanding: true });
		await n8n.signIn({ ...data(), instance: demanding.url, ...authority } as never, type);
		const { error } = await n8n.run(getMany);
		await demanding.close();
		expect(error?.message).toContain('CERTIFICATE_REQUIRED');
		expect(error?.description).toContain('client certificates');
	});

	it.each([
		['a key of another certificate', { clientCertificateKey: certificates().clientKey }],
		['no key', { clientCertificateKey: '' }],
		['an authority that is none', { certificateAuthority: own.authority.replaceAll('A', 'B') }],
	])('that cannot be used, %s, are told as such', async (_, changes) => {
		await n8n.signIn({ ...api('certificate'), ...authority, ...client, ...changes } as never, API);
		const { error } = await n8n.run(getMany);
		expect(error?.message).toMatch(/certificate|HTTPS/);
		expect(error?.description).toMatch(/certificate/i);
		expect(instance.seen.filter((request) => request.client !== undefined)).toEqual([]);
	});
});
