import type { IExecuteFunctions } from 'n8n-workflow';
import { testStored } from '../../support/n8n/credentialTest.mts';
import { type Stage, stage } from '../../support/instance.mts';
import { API, credentialData, SERVICE_WAYS, type SignInWay, TESTED_WAYS, typeOf } from '../../support/signIn.mts';
import { listen } from '../../support/servers/tlsInstance.mts';

let s: Stage;
beforeEach(async () => (s = await stage()));
afterEach(async () => await s.close());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const OK = { status: 'OK', message: 'Connection successful!' };
const requests = () => s.emulator.stats().requests;
const signIn = async (way: SignInWay, changes: object = {}) =>
	await s.n8n.signIn({ ...credentialData[way](s.emulator), ...changes } as never, typeOf[way]);
const test = async (way: SignInWay, id: string) => await testStored(s.n8n, typeOf[way], id);

function end(type: 'access_token' | 'refresh_token'): void {
	for (const row of s.emulator.store.find('oauth_credential', { type }))
		s.emulator.store.put('oauth_credential', { ...row, expires: '2020-01-01 00:00:00' });
}

describe.each(SERVICE_WAYS)('The test of a credential by %s', (way) => {
	it('asks for one token, keeps it for the node, and sends no more than it needs', async () => {
		const id = await signIn(way);
		expect(await test(way, id)).toEqual(OK);
		expect(requests()).toEqual({ 'oauth.token': 1, 'table.list': 1 });
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(requests()['oauth.token']).toBe(1);
	});

	it('passes although the stored token was revoked meanwhile', async () => {
		const id = await signIn(way);
		await s.n8n.run(getMany);
		end('access_token');
		expect(await test(way, id)).toEqual(OK);
	});
});

describe('The test of a service credential', () => {
	it.each<[SignInWay, object]>([
		['clientCredentials', { clientSecret: 'rotated' }],
		['jwtBearer', { keyId: 'other' }],
		['password', { password: 'mistyped' }],
	])('by %s fails for a change, although the token that it has lives on', async (way, changes) => {
		const id = await signIn(way);
		await s.n8n.run(getMany);
		await s.n8n.credentials.change(id, changes as never);
		expect(await test(way, id)).toEqual({ status: 'Error', message: expect.stringContaining('access_denied') });
	});

	it('by password fails once the password has been changed on the instance, although its refresh token lives on', async () => {
		const id = await signIn('password');
		await s.n8n.run(getMany);
		const user = s.emulator.store.one('sys_user', { user_name: 'integration.user' });
		s.emulator.store.put('sys_user', { ...user, user_password: 'changed' });
		expect(await test('password', id)).toEqual({ status: 'Error', message: expect.stringContaining('access_denied') });
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
	});

	it('fails for a change on the instance, although the token lives on', async () => {
		const id = await signIn('clientCredentials');
		await s.n8n.run(getMany);
		s.emulator.store.setProperty('glide.oauth.inbound.client.credential.grant_type.enabled', 'false');
		expect(await test('clientCredentials', id)).toMatchObject({ status: 'Error' });
	});
});

describe('The test of an API credential', () => {
	it.each(['apiKey', 'basic'] as const)('by %s tries the sign-in once before its request', async (way) => {
		expect(await test(way, await signIn(way))).toEqual(OK);
		expect(requests()).toEqual({ 'table.list': 2 });
	});

	it.each(['apiKey', 'basic'] as const)('by %s sends a wrong secret once', async (way) => {
		const id = await signIn(way, { apiKey: 'wrong', password: 'wrong' });
		expect(await test(way, id)).toMatchObject({ status: 'Error' });
		expect(requests()).toEqual({ 'table.list': 1 });
	});

	it('leaves the requests of the node and of other nodes alone', async () => {
		await signIn('apiKey');
		await s.n8n.run(getMany);
		expect(s.emulator.stats().total).toBe(1);
		s.emulator.resetStats();
		s.emulator.setFaults([{ match: {}, action: { kind: 'status', status: 500 } }]);
		const context = s.n8n.loadOptions({ authentication: API }) as never as IExecuteFunctions;
		const uri = `${s.emulator.url}/api/now/table/incident`;
		await expect(
			context.helpers.requestWithAuthentication.call(context, API, { uri, method: 'POST', body: {} }),
		).rejects.toThrow();
		expect(s.emulator.stats().total).toBe(1);
	});
});

it.each(TESTED_WAYS)('No mark of a test is sent by %s', async (way) => {
	const instance = await listen();
	expect(await test(way, await signIn(way, { instance: instance.url }))).toEqual(OK);
	await instance.close();
	const names = new Set(instance.seen.flatMap(({ headers }) => Object.keys(headers)));
	expect([...names].filter((name) => /test/i.test(name))).toEqual([]);
});
