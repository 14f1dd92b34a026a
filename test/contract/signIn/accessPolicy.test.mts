/** platform-security/authentication: configure-api-key.md, api-access-policy-prioritization.md, create-authentication-profile.md */
import { accounts } from '../../emulator/seed/accounts.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';

const PROBLEMS = '/api/now/table/problem';

describeEmulator('API access policies', () => {
	const instance = useInstance({ seed: 'empty' });
	const store = () => instance.emulator.store;
	beforeEach(() => {
		instance.emulator.reset();
		for (const { sys_id = '' } of store().find('sys_api_access_policy', {}))
			store().remove('sys_api_access_policy', sys_id);
	});

	const everything = { apply_to_all_methods: 'true', apply_to_all_resources: 'true', apply_to_all_versions: 'true' };

	/** The profiles in the order in which they are added. */
	function policy(types: string[], values: Record<string, string> = {}): void {
		const { sys_id = '' } = store().put('sys_api_access_policy', {
			api: 'Table API',
			active: 'true',
			...everything,
			...values,
		});
		for (const [index, type] of types.entries()) {
			const profile = store().one('sys_inbound_auth_profile', { type })?.sys_id ?? '';
			const sys_created_on = `2025-01-01 00:00:0${index}`;
			store().put('sys_api_access_policy_profile', { policy: sys_id, profile, sys_created_on });
		}
	}

	const withKey = (path = PROBLEMS) =>
		instance.call(path, { as: undefined, headers: { 'x-sn-apikey': accounts.apiKeys[0]?.key ?? '' } });
	const withPassword = (path = PROBLEMS, method: 'GET' | 'POST' = 'GET') =>
		instance.call(path, { method, as: login('admin'), ...(method === 'POST' && { body: {} }) });

	it('let in what their profiles name, and nothing else', async () => {
		expect((await withPassword()).status).toBe(200);
		policy(['oauth']);
		const refused = await withPassword();
		expect([refused.status, refused.json()]).toMatchObject([401, { error: { message: 'User Not Authenticated' } }]);
		expect((await withPassword('/api/now/stats/problem')).status).toBe(200);
	});

	it('have to be there for API keys, and not globally', async () => {
		expect((await withKey()).status).toBe(401);
		policy(['basic', 'api_key'], { global: 'true' });
		expect((await withKey()).status).toBe(401);
		policy(['basic', 'api_key']);
		expect((await withKey()).status).toBe(200);
		expect((await withKey('/api/now/stats/problem')).status).toBe(401);
	});

	it('are made for a version each, unless they apply to all', async () => {
		policy(['api_key'], { apply_to_all_versions: 'false', version: 'v2' });
		expect((await withKey('/api/now/v2/table/problem')).status).toBe(200);
		expect((await withKey('/api/now/v1/table/problem')).status).toBe(401);
	});

	it('rank by resource, method and version, global ones last', async () => {
		policy(['basic'], { global: 'true' });
		expect((await withPassword()).status).toBe(200);
		policy(['oauth']);
		expect((await withPassword()).status).toBe(401);
		policy(['basic'], { apply_to_all_methods: 'false', http_method: 'GET' });
		expect((await withPassword()).status).toBe(200);
		expect((await withPassword(PROBLEMS, 'POST')).status).toBe(401);
		policy(['oauth'], { apply_to_all_resources: 'false', resource: 'GET /now/table/{tableName}' });
		expect((await withPassword()).status).toBe(401);
		expect((await withPassword(`${PROBLEMS}/0123456789abcdef0123456789abcdef`)).status).toBe(404);
	});

	it('show in the challenge what would be taken', async () => {
		policy(['basic', 'oauth']);
		expect((await withKey()).headers['www-authenticate']).toBe('BEARER realm="Service-now"');
		store().setProperty('glide.security.response.authenticate.header.auth_profile.first_scheme_only', 'false');
		const both = 'BEARER realm="Service-now", BASIC realm="Service-now"';
		expect((await withKey()).headers['www-authenticate']).toBe(both);
	});
});
