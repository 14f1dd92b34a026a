import { request } from 'undici';
import { accounts } from '../../emulator/seed/accounts.mts';
import type { Row } from '../../emulator/types.mts';
import { describeEmulator, login, passwordOf, useInstance } from '../instance.mts';
import type { Answer } from '../instance.mts';

const INCIDENTS = '/api/now/table/incident?sysparm_limit=1';
const METADATA = '/api/now/table/sys_db_object?sysparm_limit=1&sysparm_fields=name';

const instance = useInstance({ seed: 'empty' });
const key = (name: string) => accounts.apiKeys.find((candidate) => candidate.name === name)?.key ?? '';

function expectUnauthenticated(answer: Answer): void {
	expect(answer.status).toBe(401);
	expect(answer.json()).toEqual({
		error: { message: 'User Not Authenticated', detail: 'Required to provide Auth information' },
		status: 'failure',
	});
}

describe('Basic', () => {
	// Documentation: add-OIDC-entity (body); the header is a field recording.
	it('asks for credentials where there are none', async () => {
		const answer = await instance.call(INCIDENTS, { as: undefined });
		expectUnauthenticated(answer);
		expect(answer.headers['www-authenticate']).toBe('BASIC realm="Service-now"');
	});

	it('lets the administrator in', async () => {
		const answer = await instance.call(INCIDENTS);
		expect(answer.status).toBe(200);
		expect(answer.headers['x-is-logged-in']).toBe('true');
	});

	it('refuses a wrong password', async () => {
		expectUnauthenticated(await instance.call(INCIDENTS, { as: 'admin:wrong' }));
	});

	it('refuses an unknown scheme', async () => {
		expectUnauthenticated(await instance.call(INCIDENTS, { as: undefined, headers: { authorization: 'Digest abc' } }));
	});
});

describeEmulator('users whom Basic refuses', () => {
	afterEach(() => {
		instance.emulator.store.setProperty('emulator.basic_auth.mfa_required', 'false');
		instance.emulator.store.setProperty('glide.authenticate.basic_auth.restricted', 'false');
	});

	it.each(['inactive.user', 'locked.user', 'password.reset'])(
		'refuses %s although the password is right',
		async (user) => {
			expectUnauthenticated(await instance.call(INCIDENTS, { as: login(user) }));
		},
	);

	// Documentation: c_RESTAPI, not required by default since Yokohama.
	it('lets a user with a second factor in with the password alone', async () => {
		expect((await instance.call(INCIDENTS, { as: login('mfa.user') })).status).toBe(200);
	});

	// Documentation: c_RESTAPI, multi-factor authentication REST responses.
	it('says so where the instance asks for the second factor, and only if the password was right', async () => {
		instance.emulator.store.setProperty('emulator.basic_auth.mfa_required', 'true');
		const right = await instance.call(INCIDENTS, { as: login('mfa.user') });
		expectUnauthenticated(right);
		expect(right.headers['x-mfa_token']).toBe('invalid');
		const wrong = await instance.call(INCIDENTS, { as: 'mfa.user:wrong' });
		expect(wrong.headers).not.toHaveProperty('x-mfa_token');
	});

	// Field report on the restriction of Basic.
	it('keeps Basic for holders of one role once it is restricted', async () => {
		instance.emulator.store.setProperty('glide.authenticate.basic_auth.restricted', 'true');
		expectUnauthenticated(await instance.call(INCIDENTS, { as: login('itil') }));
		expect((await instance.call(INCIDENTS, { as: login('integration.user') })).status).toBe(200);
	});
});

describeEmulator('API keys', () => {
	// Documentation: configure-api-key.
	it('accepts a key in the header', async () => {
		const headers = { 'x-sn-apikey': key('Integration key') };
		expect((await instance.call(INCIDENTS, { as: undefined, headers })).status).toBe(200);
	});

	it('accepts a key in the query', async () => {
		const path = `${INCIDENTS}&x-sn-apikey=${key('Integration key')}`;
		expect((await instance.call(path, { as: undefined })).status).toBe(200);
	});

	it.each(['Retired key', 'no such key'])('refuses %s', async (name) => {
		const headers = { 'x-sn-apikey': key(name) };
		expectUnauthenticated(await instance.call(INCIDENTS, { as: undefined, headers }));
	});
});

describeEmulator('roles', () => {
	const store = () => instance.emulator.store;
	const idOf = (table: string, where: Row) => store().one(table, where)?.sys_id ?? '';

	it('keeps metadata from an employee', async () => {
		const answer = await instance.call(METADATA, { as: login('employee') });
		expect(answer.json<{ result: unknown[] }>().result).toEqual([]);
	});

	it('counts contained roles: a change manager holds itil', async () => {
		const answer = await instance.call(METADATA, { as: login('change.manager') });
		expect(answer.json<{ result: unknown[] }>().result).toHaveLength(1);
	});

	it('counts the roles of a group and of the groups above it, at once', async () => {
		const user = idOf('sys_user', { user_name: 'employee' });
		const parent = store().put('sys_user_group', { name: 'Parent' }).sys_id ?? '';
		const child = store().put('sys_user_group', { name: 'Child', parent }).sys_id ?? '';
		store().put('sys_group_has_role', { group: parent, role: idOf('sys_user_role', { name: 'itil' }) });
		const membership = store().put('sys_user_grmember', { user, group: child });
		const inside = await instance.call(METADATA, { as: login('employee') });
		expect(inside.json<{ result: unknown[] }>().result).toHaveLength(1);
		store().remove('sys_user_grmember', membership.sys_id ?? '');
		const outside = await instance.call(METADATA, { as: login('employee') });
		expect(outside.json<{ result: unknown[] }>().result).toEqual([]);
	});
});

// c_RESTAPI.md; the refusal and the header that it hands the token out in are field recordings.
describeEmulator('session cookies', () => {
	it('lets a browser session in with its token only', async () => {
		const body = new URLSearchParams({ user_name: 'itil', user_password: passwordOf('itil'), target: '/' });
		const signedIn = await instance.call('/login.do', { method: 'POST', body, as: undefined });
		const cookie = String(signedIn.headers['set-cookie']).match(/glide_user_session=[^;]+/)?.[0] ?? '';
		const call = (headers: Record<string, string>) => instance.call(INCIDENTS, { as: undefined, headers });
		const refused = await call({ cookie });
		expect([refused.status, refused.headers['x-is-logged-in']]).toEqual([401, 'true']);
		const token = String(refused.headers['x-usertoken-response']);
		expect(token).toMatch(/^[0-9a-f]{72}$/);
		expect((await call({ cookie, 'x-usertoken': 'wrong' })).status).toBe(401);
		expect((await call({ cookie, 'x-usertoken': token })).status).toBe(200);
		expect((await call({ 'x-usertoken': token })).status).toBe(401);
	});
});

describe('the edge', () => {
	// Field recording: snow_adc rejects the request before the platform sees it.
	it('refuses two Authorization headers', async () => {
		const { statusCode, body } = await request(`${instance.url}${INCIDENTS}`, {
			headers: ['authorization', 'Bearer one', 'authorization', 'Bearer two'],
		});
		await body.dump();
		expect(statusCode).toBe(400);
	});
});
