import { networkGuard } from '../../support/n8n/container.mts';
import { testCredential } from '../../support/n8n/credentialTest.mts';
import { type Stage, stage } from '../../support/instance.mts';
import {
	credentialData,
	SERVICE,
	SERVICE_WAYS,
	type SignInWay,
	TESTED_WAYS,
	typeOf,
	WAYS,
} from '../../support/signIn.mts';

/** As an administrator of n8n sets it: private addresses are off limits, but for this one. */
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
process.env.N8N_SSRF_ALLOWED_IP_RANGES = '127.0.0.1/32';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	Object.assign(s.n8n.services, { ssrfBridge: networkGuard() });
});
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const data = (way: SignInWay, changes: object = {}) => ({ ...credentialData[way](s.emulator), ...changes }) as never;

/*
 * A credential may be limited to domains, with HTTP Request nodes in mind, where users type the address. The node of this package sends to
 * the credential's own instance and follows no redirect: n8n counts such a host among the allowed ones, so that there is nothing to honour.
 * To the credential's own token request, however, n8n applies the list as it is.
 */
describe.each(TESTED_WAYS)('The limits of a credential for HTTP Request nodes, with %s,', (way) => {
	it.each([
		['none', {}],
		['all', {}],
		['domains', { allowedDomains: '127.0.0.1' }],
		['domains', { allowedDomains: 'example.com, 127.0.0.1' }],
	])('leave the instance to the node and to the test: %s %j', async (allowedHttpRequestDomains, more) => {
		const limited = data(way, { allowedHttpRequestDomains, ...more });
		await s.n8n.signIn(limited, typeOf[way]);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(await testCredential(s.n8n, typeOf[way], limited)).toMatchObject({ status: 'OK' });
	});
});

describe.each(TESTED_WAYS.filter((way) => typeOf[way] !== SERVICE))(
	'Domains that leave out the instance, with %s,',
	(way) => {
		it('are no matter of the node’s, which sends to the instance only, nor of the test', async () => {
			const limited = data(way, { allowedHttpRequestDomains: 'domains', allowedDomains: 'example.com' });
			await s.n8n.signIn(limited, typeOf[way]);
			expect((await s.n8n.run(getMany)).error).toBeUndefined();
			expect(await testCredential(s.n8n, typeOf[way], limited)).toMatchObject({ status: 'OK' });
		});
	},
);

describe.each(SERVICE_WAYS)('Domains that leave out the instance, with %s,', (way) => {
	it.each([
		['a list', 'example.com, *.service-now.com'],
		['an empty list', ''],
	])('end the sign-in with what to do, and nothing is sent: %s', async (_, allowedDomains) => {
		await s.n8n.signIn(data(way, { allowedHttpRequestDomains: 'domains', allowedDomains }), typeOf[way]);
		const { error } = await s.n8n.run(getMany);
		const host = s.emulator.url.replace('http://', '');
		expect(error?.message).toBe(`Allowed Domains of this credential leave out ${host}`);
		expect(error?.description).toContain(`Add ${host} to Allowed Domains`);
		expect(s.emulator.stats().total).toBe(0);
	});
});

describe('The network guard of n8n', () => {
	it.each(WAYS)('that forbids the instance is named as the reason, at once: %s', async (way) => {
		await s.n8n.signIn(data(way, { instance: 'http://[::1]:1' }), typeOf[way]);
		const { error } = await s.n8n.run(getMany);
		expect(error?.message).toMatch(/^n8n may not connect to/);
		expect(error?.description).toContain('N8N_SSRF_ALLOWED_HOSTNAMES');
	});
});
