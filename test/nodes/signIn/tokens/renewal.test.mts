import { setTimeout as wait } from 'node:timers/promises';
import { by, type Stage, stage } from '../../../support/instance.mts';
import { connected, credentialData, OAUTH2, type SignInWay, TOKEN_WAYS, typeOf } from '../../../support/signIn.mts';
import { trueClock, turnClock } from '../../../support/process/turnedClock.mts';

let s: Stage;
afterEach(async () => await s.close());

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

/** A person’s sign-in as it is after Connect: both tokens are with the credential, the first for so many seconds. */
const connect = async (left: number) => await s.n8n.signIn(connected(s.emulator, left) as never, OAUTH2);

const revokeAll = (type: 'access_token' | 'refresh_token') => {
	for (const row of s.emulator.store.find('oauth_credential', { type })) {
		s.emulator.store.put('oauth_credential', { ...row, expires: '2020-01-01 00:00:00' });
	}
};

/** Every way that renews itself, each in need of a token. */
const RENEWED: Array<[string, () => Promise<string>]> = [
	...TOKEN_WAYS.map((way): [string, () => Promise<string>] => [way, async () => await signIn(way)]),
	['a person, whose token is about to end', async () => await connect(30)],
];

describe.each(RENEWED)('A token by %s', (_, enter) => {
	it('is asked for once by fifty executions that wait for it', async () => {
		s = await stage({ latency: 10 });
		await enter();
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
		await enter();
		await s.n8n.run(getMany);
		s.emulator.resetStats();
		const names = Array.from({ length: 400 }, (_, index) => `Revoked ${index}`);
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
			turnClock(difference);
			s.emulator.clock.advance(-difference);
			expect((await s.n8n.run(getEach, items(30))).error).toBeUndefined();
			expect((await s.n8n.run(getMany)).error).toBeUndefined();
			trueClock();
			expect(tokenRequests()).toBeLessThanOrEqual(2);
		}
	});

	it('is signed for by the instance’s clock where n8n’s is twenty minutes slow', async () => {
		s = await stage();
		await signIn('jwtBearer');
		turnClock(-1_200_000);
		s.emulator.clock.advance(1_200_000);
		const { error } = await s.n8n.run(getEach, items(30));
		trueClock();
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

describe('A credential that is changed', () => {
	const tokensOf = (user_name: string) => {
		const user = s.emulator.store.one('sys_user', { user_name });
		return s.emulator.store.find('oauth_credential', { user: String(user?.sys_id), type: 'access_token' }).length;
	};

	it.each([
		['names another user', 'password', { username: 'itil', password: 'itil-demo' }, 'itil'],
		['names another subject', 'jwtBearer', { subject: 'itil' }, 'itil'],
		[
			'names another client',
			'clientCredentials',
			{ clientId: 'c1e0000000000000000000000000cc03', clientSecret: 'demo-employee-secret' },
			'employee',
		],
	] as const)(
		'%s acts as the other from the next request on, with one token request',
		async (_, way, changes, user) => {
			s = await stage({ latency: 5 });
			const id = await signIn(way);
			await s.n8n.run(getMany);
			await s.n8n.credentials.change(id, changes);
			s.emulator.resetStats();
			const runs = await Promise.all(Array.from({ length: 10 }, async () => await s.n8n.run(getMany)));
			expect(runs.filter(({ error }) => error !== undefined)).toEqual([]);
			expect(tokenRequests()).toBe(1);
			expect(tokensOf(user)).toBe(1);
		},
	);

	it('has a new password of the same user: it is used at once, and the old refresh token is not', async () => {
		s = await stage();
		const id = await signIn('password');
		await s.n8n.run(getMany);
		const user = s.emulator.store.one('sys_user', { user_name: 'integration.user' });
		s.emulator.store.put('sys_user', { ...user, user_password: 'changed' });
		await s.n8n.credentials.change(id, { password: 'changed' });
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(2);
		await s.n8n.credentials.change(id, { password: 'mistyped' });
		s.emulator.resetStats();
		expect((await s.n8n.run(getEach, items(100))).error?.message).toContain('access_denied');
		expect(s.emulator.stats().requests).toEqual({ 'oauth.token': 1 });
	});

	it.each(['jwtBearer', 'clientCredentials'] as const)(
		'names another instance: no token of the first one goes there (%s)',
		async (way) => {
			s = await stage();
			const other = await stage();
			const id = await signIn(way);
			await s.n8n.run(getMany);
			await s.n8n.credentials.change(id, { instance: other.emulator.url });
			const { error } = await s.n8n.run(getMany);
			expect(error).toBeUndefined();
			expect(other.emulator.stats()).toMatchObject({
				tokensMinted: 1,
				requests: { 'oauth.token': 1, 'table.list': 1 },
			});
			expect(other.emulator.stats().statuses['401']).toBeUndefined();
			await other.close();
		},
	);
});

describe('A person’s sign-in', () => {
	it('is renewed ahead of its end by its refresh token, which stays', async () => {
		s = await stage();
		const id = await connect(30);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(1);
		const { oauthTokenData } = await s.n8n.credentials.stored(id);
		expect(oauthTokenData).toMatchObject({ refresh_token: 'connected-refresh-token' });
	});

	it('is not used at another instance that the credential names later: somebody has to connect there first', async () => {
		s = await stage();
		const other = await stage();
		const id = await connect(1800);
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		await s.n8n.credentials.change(id, { instance: other.emulator.url });
		const { error } = await s.n8n.run(getMany);
		expect(error?.message).toBe('The credential has been changed since somebody connected it');
		expect(error?.description).toContain('click Connect');
		expect(other.emulator.stats().total).toBe(0);
		await s.n8n.credentials.change(id, { instance: s.emulator.url });
		expect((await s.n8n.run(getMany)).error).toBeUndefined();
		await other.close();
	});

	it('is used to its end when its refresh token has ended; then somebody has to connect again', async () => {
		s = await stage();
		await connect(30);
		revokeAll('refresh_token');
		for (let run = 0; run < 3; run++) expect((await s.n8n.run(getMany)).error).toBeUndefined();
		expect(tokenRequests()).toBe(1);
		turnClock(31_000);
		const { error } = await s.n8n.run(getEach, items(20));
		trueClock();
		expect(error?.message).toBe('ServiceNow did not issue a token: server_error, access_denied');
		expect(error?.description).toContain('The refresh token has ended');
		expect(error?.description).toContain('click Connect again');
		expect(tokenRequests()).toBe(2);
	});
});
