import '../../../support/n8n/olderN8n.mts';
import { testCredential } from '../../../support/n8n/credentialTest.mts';
import { by, mapped, type Stage, stage } from '../../../support/instance.mts';
import {
	API,
	credentialData,
	OAUTH2,
	SERVICE,
	type SignInWay,
	TOKEN_WAYS,
	typeOf,
	WAYS,
} from '../../../support/signIn.mts';
import { certificates, listen } from '../../../support/servers/tlsInstance.mts';
import { trueClock, turnClock } from '../../../support/process/turnedClock.mts';

const own = certificates();
let s: Stage;
beforeAll(async () => {
	s = await stage();
	s.n8n.credentials.older = true;
});
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
});
afterEach(() => trueClock());

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const getEach = { resource: 'incident', operation: 'get', record: by('id', '={{ $json.id }}') } as never;
const some = () => ({
	items: s.emulator.store
		.find('incident', {})
		.slice(0, 20)
		.map(({ sys_id }) => ({ id: String(sys_id) })),
});
const tokenRequests = () => s.emulator.stats().requests['oauth.token'] ?? 0;
const data = (way: SignInWay, changes: object = {}) => ({ ...credentialData[way](s.emulator), ...changes }) as never;
const signIn = async (way: SignInWay, changes: object = {}) => await s.n8n.signIn(data(way, changes), typeOf[way]);

const revokeAll = () => {
	for (const row of s.emulator.store.find('oauth_credential', { type: 'access_token' })) {
		s.emulator.store.put('oauth_credential', { ...row, expires: '2020-01-01 00:00:00' });
	}
};

describe.each(WAYS)('In an older n8n, signing in by %s', (way) => {
	it('works, and a wrong instance is told by its network code', async () => {
		await signIn(way);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		await signIn(way, { instance: 'no-such-instance.invalid' });
		const { error } = await s.n8n.run(getMany);
		expect(error?.message).toContain('ENOTFOUND');
		expect(error?.description).toContain('Check the instance name');
	});

	it('knows an untrusted certificate for what it is', async () => {
		const other = await listen(own);
		await signIn(way, { instance: other.url });
		const { error } = await s.n8n.run(getMany);
		await other.close();
		expect(error?.message).toMatch(/certificate of .* cannot be trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/);
		expect(error?.description).toContain('NODE_EXTRA_CA_CERTS');
	});
});

describe.each(TOKEN_WAYS)('In an older n8n, a token by %s', (way) => {
	it('is renewed ahead of its end all the same', async () => {
		await signIn(way);
		await s.n8n.run(getMany);
		turnClock(1_745_000);
		expect((await s.n8n.run(getEach, some())).error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
		expect(s.emulator.stats().statuses['401']).toBeUndefined();
	});

	it('that is refused has the refusal’s own words', async () => {
		await signIn(way, { clientSecret: 'wrong', oauthClientSecret: 'wrong' });
		const { error } = await s.n8n.run(getEach, some());
		expect(error?.message).toBe('ServiceNow did not issue a token: server_error, access_denied');
		expect(error?.description).toContain(
			way === 'authorizationCode' ? 'click Connect again' : 'client ID and client secret',
		);
		expect(s.emulator.stats().requests).toEqual({ 'oauth.token': 1 });
	});

	it('that is revoked is replaced once for twenty executions', async () => {
		await signIn(way);
		await s.n8n.run(getMany);
		revokeAll();
		s.emulator.resetStats();
		const runs = await Promise.all(Array.from({ length: 20 }, async () => await s.n8n.run(getMany)));
		expect(runs.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
	});
});

describe('In an older n8n', () => {
	it('a token of unknown age, which another process fetched, is used until it is refused, and replaced once', async () => {
		const { oauthTokenData } = await s.n8n.credentials.stored(await fetched());
		await s.n8n.signIn(data('authorizationCode', { oauthTokenData }), OAUTH2);
		s.emulator.resetStats();
		turnClock(1_780_000);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(0);
		turnClock(30_000);
		expect((await s.n8n.run(getEach, some())).error).toBeUndefined();
		expect(tokenRequests()).toBe(1);
	});

	it('a lost answer to an update is told and not sent again', async () => {
		await signIn('password');
		await s.n8n.run(getMany);
		s.emulator.setFaults([{ match: { method: 'PATCH', times: 1 }, action: { kind: 'reset', when: 'after' } }]);
		const id = String(s.emulator.store.find('incident', {})[0]?.sys_id);
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('id', id),
			fields: mapped({ work_notes: 'Once, in an older n8n' }),
		} as never);
		expect(error?.message).toBe('The connection broke off (ECONNRESET)');
		expect(s.emulator.store.find('sys_journal_field', { value: 'Once, in an older n8n' })).toHaveLength(1);
	});

	it.each<[string, SignInWay, object, RegExp]>([
		[
			'a wrong password',
			'password',
			{ password: 'wrong' },
			/^ServiceNow did not issue a token.*user name and password/,
		],
		['a wrong API key', 'apiKey', { apiKey: 'wrong' }, /^ServiceNow refused the sign-in.*REST API access policy/],
		['a wrong Basic password', 'basic', { password: 'wrong' }, /^ServiceNow refused the sign-in.*MFA/],
		['a wrong host', 'apiKey', { instance: 'no-such-instance.invalid' }, /^no-such-instance\.invalid cannot be found/],
		[
			'a wrong host',
			'jwtBearer',
			{ instance: 'no-such-instance.invalid' },
			/^no-such-instance\.invalid cannot be found/,
		],
	])('the credential test tells %s of %s in our words', async (_, way, changes, message) => {
		expect(await testCredential(s.n8n, typeOf[way], data(way, changes))).toEqual({
			status: 'Error',
			message: expect.stringMatching(message),
		});
	});

	it.each([SERVICE, API])('the credential test of %s does not take a page for an answer', async (type) => {
		const way: SignInWay = type === API ? 'apiKey' : 'password';
		s.emulator.setFaults([{ match: { path: '^/api/' }, action: { kind: 'hibernation' } }]);
		const { status, message } = await testCredential(s.n8n, type, data(way));
		expect([status, message]).toEqual(['Error', expect.stringMatching(/asleep/)]);
	});

	async function fetched(): Promise<string> {
		const id = await signIn('authorizationCode');
		await s.n8n.run(getMany);
		return id;
	}
});
