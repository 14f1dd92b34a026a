import { setTimeout as wait } from 'node:timers/promises';
import { by, type Stage, stage } from '../support/instance.mts';
import { credentialData, type SignInWay, TOKEN_WAYS, typeOf } from '../support/signIn.mts';

let s: Stage;
afterEach(async () => await s.close());

/** Only the clock is turned; timers go on. */
const REAL = [
	'setTimeout',
	'setInterval',
	'setImmediate',
	'clearTimeout',
	'clearInterval',
	'clearImmediate',
	'nextTick',
	'queueMicrotask',
	'performance',
	'hrtime',
] as const as never;

const getMany = { resource: 'incident', operation: 'getAll', returnAll: false, limit: 1 } as never;
const getEach = { resource: 'incident', operation: 'get', record: by('id', '={{ $json.id }}') } as never;
const incidents = () => s.emulator.store.find('incident', {}).map(({ sys_id }) => String(sys_id));
const items = (count: number) => {
	const ids = incidents();
	return { items: Array.from({ length: count }, (_, index) => ({ id: String(ids[index % ids.length]) })) };
};
const tokenRequests = () => s.emulator.stats().requests['oauth.token'] ?? 0;

async function signIn(way: SignInWay, changes: Record<string, unknown> = {}): Promise<string> {
	return await s.n8n.signIn({ ...credentialData[way](s.emulator), ...changes } as never, typeOf[way]);
}

const revokeAll = (type: 'access_token' | 'refresh_token') => {
	for (const row of s.emulator.store.find('oauth_credential', { type })) {
		s.emulator.store.put('oauth_credential', { ...row, expires: '2020-01-01 00:00:00' });
	}
};

describe.each(TOKEN_WAYS)('A token by %s', (way) => {
	it('of thirty minutes is asked for once', async () => {
		s = await stage();
		await signIn(way);
		for (let run = 0; run < 3; run++) expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
	});

	it('of two seconds loses none of 200 requests across its ends, and is renewed no more often than needed', async () => {
		s = await stage({ tokenLifetime: 2 });
		await signIn(way);
		const started = Date.now();
		let done = 0;
		for (let round = 0; round < 5; round++) {
			const { json, error } = await s.n8n.run(getEach, items(40));
			expect(error).toBeUndefined();
			done += json.length;
			await wait(Math.max(0, started + (round + 1) * 850 - Date.now()));
		}
		expect(done).toBe(200);
		// ServiceNow says "1 s" of a token of two, rounding down, and renewing begins in the last fifth of that.
		const most = Math.ceil((Date.now() - started) / 800) + 1;
		const { tokensMinted, statuses } = s.emulator.stats();
		expect(tokenRequests()).toBeGreaterThanOrEqual(4);
		expect(tokenRequests()).toBeLessThanOrEqual(most);
		expect(tokensMinted).toBeLessThanOrEqual(tokenRequests());
		expect(statuses['401']).toBeUndefined();
	});

	it('is asked for once by fifty executions that wait for it', async () => {
		s = await stage({ latency: 10 });
		await signIn(way);
		const runs = await Promise.all(Array.from({ length: 50 }, async () => await s.n8n.run(getMany)));
		expect(runs.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(tokenRequests()).toBe(1);
		revokeAll('access_token');
		s.emulator.resetStats();
		const again = await Promise.all(Array.from({ length: 50 }, async () => await s.n8n.run(getMany)));
		expect(again.filter(({ error }) => error !== undefined)).toEqual([]);
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
	});

	it('that is revoked in the middle of a run is replaced once, and no item is lost', async () => {
		s = await stage({ serviceTime: 4 });
		await signIn(way);
		await s.n8n.run(getMany);
		s.emulator.resetStats();
		const names = Array.from({ length: 150 }, (_, index) => `Revoked ${index}`);
		const create = {
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'autoMapInputData', value: null },
		};
		const running = s.n8n.run(create as never, { items: names.map((short_description) => ({ short_description })) });
		while (s.emulator.store.find('incident', { short_description: 'Revoked 3' }).length === 0) await wait(5);
		revokeAll('access_token');
		const { json, error } = await running;
		expect(error).toBeUndefined();
		expect(json.map(({ short_description }) => short_description)).toEqual(names);
		for (const name of names) expect(s.emulator.store.find('incident', { short_description: name })).toHaveLength(1);
		expect(s.emulator.stats()).toMatchObject({ tokensMinted: 1, requests: { 'oauth.token': 1 } });
		expect(s.emulator.stats().statuses['401']).toBeGreaterThanOrEqual(1);
	});
});

describe('A token', () => {
	it.each([
		[5, 4, 2],
		[30, 26, 2],
		[1800, 1745, 2],
		[5, 1, 1],
		[30, 20, 1],
		[1800, 1700, 1],
	])('of %i s is asked for in time: after %i s, %i requests', async (tokenLifetime, after, expected) => {
		s = await stage({ tokenLifetime });
		for (const way of TOKEN_WAYS) {
			s.emulator.resetStats();
			await signIn(way);
			await s.n8n.run(getMany);
			jest.useFakeTimers({ now: Date.now() + after * 1000, doNotFake: REAL });
			s.emulator.clock.reset();
			expect((await s.n8n.run(getMany)).error).toBeUndefined();
			jest.useRealTimers();
			expect([way, tokenRequests()]).toEqual([way, expected]);
			expect(s.emulator.stats().statuses['401']).toBeUndefined();
		}
	});

	it.each([
		['ten minutes fast', 600_000],
		['ten minutes slow', -600_000],
	])('works with a clock of n8n that goes %s', async (_, difference) => {
		s = await stage({ tokenLifetime: 100 });
		for (const way of TOKEN_WAYS) {
			s.emulator.resetStats();
			// The instance shares this machine's clock; what n8n is ahead, the instance is behind.
			s.emulator.clock.reset();
			await signIn(way);
			expect((await s.n8n.run(getMany)).error).toBeUndefined();
			jest.useFakeTimers({ now: Date.now() + difference, doNotFake: REAL });
			s.emulator.clock.advance(-difference);
			expect((await s.n8n.run(getEach, items(30))).error).toBeUndefined();
			expect((await s.n8n.run(getMany)).error).toBeUndefined();
			jest.useRealTimers();
			expect(tokenRequests()).toBeLessThanOrEqual(2);
		}
	});

	it('is signed for by the instance’s clock where n8n’s is twenty minutes slow', async () => {
		s = await stage();
		await signIn('jwtBearer');
		jest.useFakeTimers({ now: Date.now() - 1_200_000, doNotFake: REAL });
		s.emulator.clock.advance(1_200_000);
		const { error } = await s.n8n.run(getEach, items(30));
		jest.useRealTimers();
		expect(error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
	});

	it.each([
		['says that it is over', -600_000, 2],
		['says that it lives on', 600_000, 2],
	])('whose stored end %s and is wrong costs one request more', async (_, difference, expected) => {
		s = await stage();
		for (const way of TOKEN_WAYS) {
			s.emulator.resetStats();
			const id = await signIn(way);
			await s.n8n.run(getMany);
			const { oauthTokenData } = await s.n8n.credentials.stored(id);
			const end = String(Date.now() + difference);
			await s.n8n.credentials.change(id, {
				tokenExpiresAt: end,
				...(oauthTokenData ? { oauthTokenData: { ...(oauthTokenData as object), n8n_expires_at: end } } : {}),
			} as never);
			if (difference > 0) revokeAll('access_token');
			for (let run = 0; run < 3; run++) expect((await s.n8n.run(getMany)).error).toBeUndefined();
			expect([way, tokenRequests()]).toEqual([way, expected]);
		}
	});
});

describe('A refresh token', () => {
	const grants = () => s.emulator.store.find('oauth_credential', { type: 'refresh_token' }).length;

	it('renews before the password does, and the password when it has ended', async () => {
		s = await stage();
		await signIn('password');
		await s.n8n.run(getMany);
		expect(grants()).toBe(1);
		revokeAll('access_token');
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
		revokeAll('access_token');
		revokeAll('refresh_token');
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		// The refresh token is refused first; the password then gives both anew.
		expect(tokenRequests()).toBe(4);
		expect(grants()).toBe(2);
	});

	it('is not used once the credential names another user', async () => {
		s = await stage();
		const id = await signIn('password');
		await s.n8n.run(getMany);
		await s.n8n.credentials.change(id, { username: 'itil', password: 'itil-demo', accessToken: '' });
		const { error } = await s.n8n.run(getMany);
		expect(error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
		const itil = s.emulator.store.one('sys_user', { user_name: 'itil' });
		expect(
			s.emulator.store.find('oauth_credential', { user: String(itil?.sys_id), type: 'access_token' }),
		).toHaveLength(1);
	});

	it('outlives a password that was changed meanwhile; when it ends, one try with the old password is made', async () => {
		s = await stage();
		await signIn('password');
		await s.n8n.run(getMany);
		const user = s.emulator.store.one('sys_user', { user_name: 'integration.user' });
		s.emulator.store.put('sys_user', { ...user, user_password: 'changed' });
		revokeAll('access_token');
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		revokeAll('access_token');
		revokeAll('refresh_token');
		s.emulator.resetStats();
		const { error } = await s.n8n.run(getEach, items(100));
		expect(error?.message).toBe('ServiceNow did not issue a token: server_error, access_denied');
		expect(error?.description).toContain('user name and password');
		expect(tokenRequests()).toBe(2);
	});
});
