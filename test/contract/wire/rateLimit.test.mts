/** api-reference/rest-api-explorer/inbound-REST-API-rate-limiting.md and the pages beside it; the tables are recordings. */
import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Call } from '../instance.mts';

const INCIDENTS = '/api/now/table/incident';
const RESOURCE = 'GET /now/table/{tableName}';
const NEXT_HOUR = Date.UTC(2031, 0, 2, 4) / 1000;

describeEmulator('rate-limit rules', () => {
	const instance = useInstance({ seed: 'empty' });
	const store = () => instance.emulator.store;
	const sysId = (table: string, where: Record<string, string>) => store().one(table, where)?.sys_id ?? '';

	beforeEach(() => {
		instance.emulator.reset();
		instance.emulator.clock.advance(Date.UTC(2031, 0, 2, 3, 30) - Date.now());
	});
	afterAll(() => instance.emulator.clock.reset());

	const limit = (request_limit: number, values: Record<string, string> = {}) =>
		store().put('sys_rate_limit_rules', {
			name: `At most ${request_limit}`,
			api: 'Table API',
			api_resource: RESOURCE,
			type: 'All',
			active: 'true',
			request_limit: String(request_limit),
			...values,
		});
	const read = (as = 'itil', path = `${INCIDENTS}?sysparm_limit=1`, call: Call = {}) =>
		instance.call(path, { ...call, as: login(as) });

	/** How many requests of a user come through. */
	async function allowed(as: string): Promise<number> {
		for (let count = 0; count < 20; count += 1) if ((await read(as)).status === 429) return count;
		throw new Error('There is no limit');
	}

	it('tell of themselves in the headers of what they let through, failures included', async () => {
		const { sys_id } = limit(10, { api_resource: '' });
		const headers = {
			'x-ratelimit-limit': '10',
			'x-ratelimit-reset': String(NEXT_HOUR),
			'x-ratelimit-rule': sys_id,
		};
		expect((await read()).headers).toMatchObject(headers);
		const missing = await read('itil', `${INCIDENTS}/0123456789abcdef0123456789abcdef`);
		expect([missing.status, missing.headers]).toEqual([404, expect.objectContaining(headers)]);
	});

	it('are not there by default, and nor are their headers', async () => {
		expect(Object.keys((await read()).headers).join()).not.toContain('ratelimit');
	});

	it('answer 429 as documented, until the hour is over', async () => {
		limit(2);
		expect(await allowed('itil')).toBe(2);
		const refused = await read();
		expect([refused.status, refused.json()]).toEqual([
			429,
			{
				error: {
					message: 'Rate limit exceeded',
					detail: 'Rate limit of 2 requests per hour for Table API exceeded',
				},
				status: 'failure',
			},
		]);
		const wait = Number(refused.headers['retry-after']);
		expect(wait).toBeGreaterThan(29 * 60);
		expect(refused.headers).toMatchObject({ 'x-ratelimit-limit': '2', 'x-is-logged-in': 'true' });
		instance.emulator.clock.advance(wait * 1000);
		expect((await read()).status).toBe(200);
	});

	it('count for each user apart', async () => {
		limit(2);
		expect(await allowed('itil')).toBe(2);
		expect(await allowed('admin')).toBe(2);
	});

	// The documented example of four rules.
	it('give a single user precedence over roles, and roles over everybody', async () => {
		limit(2);
		limit(5, { type: 'Role', role: sysId('sys_user_role', { name: 'itil' }) });
		expect(await allowed('employee')).toBe(2);
		expect(await allowed('itil')).toBe(5);
		limit(10, { type: 'User', user: sysId('sys_user', { user_name: 'integration.user' }) });
		expect(await allowed('integration.user')).toBe(10);
	});

	it('take the lowest limit of several roles', async () => {
		limit(5, { type: 'Role', role: sysId('sys_user_role', { name: 'itil' }) });
		limit(3, { type: 'Role', role: sysId('sys_user_role', { name: 'approver_user' }) });
		expect(await allowed('itil')).toBe(3);
	});

	it('hold for their resource, version and table only, and while they are active', async () => {
		limit(0, { table: 'problem' });
		limit(0, { version: 'v1' });
		limit(0, { api: 'Attachment API', api_resource: '' });
		limit(0, { active: 'false' });
		const status = async (path: string, call?: Call) => (await read('admin', path, call)).status;
		expect(await status(INCIDENTS)).toBe(200);
		expect(await status('/api/now/table/problem')).toBe(429);
		expect(await status('/api/now/v1/table/sys_user')).toBe(429);
		expect(await status('/api/now/attachment')).toBe(429);
		expect(await status('/api/now/table/problem', { method: 'POST', body: {} })).toBe(201);
		expect(await status(`/api/now/table/sys_user/${sysId('sys_user', { user_name: 'admin' })}`)).toBe(200);
	});

	it('keep counts and violations as records', async () => {
		const { sys_id: rate_limit_rule = '' } = limit(2);
		const user = sysId('sys_user', { user_name: 'itil' });
		await allowed('itil');
		expect(store().find('sys_rate_limit_count', { rate_limit_rule })).toMatchObject([
			{ user, count_start: '2031-01-02 03:00:00', request_count: '3' },
		]);
		expect(store().find('sys_rate_limit_violations', { rate_limit_rule })).toMatchObject([{ user }]);
	});

	it('begin to count anew when their limit is changed', async () => {
		const { sys_id: rate_limit_rule = '' } = limit(2);
		await allowed('itil');
		const path = `/api/now/table/sys_rate_limit_rules/${rate_limit_rule}`;
		await instance.call(path, { method: 'PATCH', body: { request_limit: '3' } });
		expect(store().find('sys_rate_limit_violations', { rate_limit_rule })).toEqual([]);
		expect(await allowed('itil')).toBe(3);
	});

	// knowledge-api.md: 500 requests an hour for unauthenticated and external users.
	it('limit strangers and external users of the Knowledge API out of the box', async () => {
		const path = '/api/sn_km_api/knowledge/articles';
		expect((await instance.call(path, { as: undefined })).headers['x-ratelimit-limit']).toBe('500');
		expect((await read('employee', path)).headers).not.toHaveProperty('x-ratelimit-limit');
		store().put('sys_user_has_role', {
			user: sysId('sys_user', { user_name: 'employee' }),
			role: sysId('sys_user_role', { name: 'snc_external' }),
		});
		expect((await read('employee', path)).headers['x-ratelimit-limit']).toBe('500');
	});

	it('take a batch for one request', async () => {
		limit(0);
		const rest_requests = [{ id: '1', method: 'GET', url: INCIDENTS, headers: [] }];
		const batch = () => instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests } });
		const answer = await batch();
		expect(answer.json()).toMatchObject({ serviced_requests: [{ status_code: 200 }] });
		limit(0, { api: 'Batch API', api_resource: '' });
		expect((await batch()).status).toBe(429);
	});
});

// c_RESTAPI.md: the access rules of these APIs exist and are inactive.
describeEmulator('access rules on whole APIs', () => {
	const instance = useInstance({ seed: 'empty' });

	it('refuse callers without their role once they are active', async () => {
		const { store } = instance.emulator;
		const rule = store.one('sys_security_acl', { type: 'REST_Endpoint', name: 'Table API' });
		expect(rule?.active).toBe('false');
		store.put('sys_security_acl', { sys_id: rule?.sys_id ?? '', active: 'true' });
		const refused = await instance.call(INCIDENTS, { as: login('itil') });
		expect([refused.status, refused.json()]).toEqual([
			403,
			{ error: { message: 'User Not Authorized', detail: 'Failed API level ACL Validation' }, status: 'failure' },
		]);
		expect((await instance.call('/api/now/stats/incident', { as: login('itil') })).status).toBe(200);
		store.put('sys_user_has_role', {
			user: store.one('sys_user', { user_name: 'itil' })?.sys_id ?? '',
			role: store.one('sys_user_role', { name: 'snc_platform_rest_api_access' })?.sys_id ?? '',
		});
		expect((await instance.call(INCIDENTS, { as: login('itil') })).status).toBe(200);
	});
});
