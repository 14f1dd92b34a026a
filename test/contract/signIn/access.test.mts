import { describeEmulator } from '../instance.mts';
import { connect } from '../table/tableClient.mts';
import type { Client } from '../table/tableClient.mts';

/** Access rules as the Table API shows them: c_TableAPI.md, access-control/query-acl-rule.md and field recordings. */
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

describe('records that may not be read', () => {
	it('are dropped after the limit, while the total still counts them', async () => {
		const query = { sysparm_limit: '50', sysparm_fields: 'caller_id' };
		const all = await client.call('GET', '/api/now/table/incident', { query });
		const own = await client.call('GET', '/api/now/table/incident', { query, as: 'employee' });
		expect(own.status).toBe(200);
		expect(own.headers['x-total-count']).toBe(all.headers['x-total-count']);
		expect(own.records.length).toBeLessThan(all.records.length);
	});

	it('are 404 when asked for by id', async () => {
		const { records } = await client.call('GET', '/api/now/table/sys_properties', { query: { sysparm_limit: '1' } });
		const path = `/api/now/table/sys_properties/${String(records[0]?.sys_id)}`;
		expect((await client.call('GET', path)).status).toBe(200);
		expect((await client.call('GET', path, { as: 'employee' })).status).toBe(404);
	});
});

describe('fields that may not be read', () => {
	it('are left out of the record', async () => {
		const call = { query: { sysparm_limit: '1' }, as: 'itil' };
		const { records } = await client.call('GET', '/api/now/table/sys_user', call);
		expect(records[0]).toHaveProperty('user_name');
		expect(records[0]).not.toHaveProperty('user_password');
	});

	it.each(['user_passwordISNOTEMPTY', 'ORDERBYuser_password', 'manager.user_password=x'])(
		'make %s a 403',
		async (sysparm_query) => {
			const call = { query: { sysparm_query }, as: 'itil' };
			const { status, body } = await client.call('GET', '/api/now/table/sys_user', call);
			expect(status).toBe(403);
			expect(body).toEqual({
				error: {
					message: 'Insufficient rights to query records',
					detail: 'Field(s) present in the query do not have permission to be read',
				},
				status: 'failure',
			});
		},
	);
});

// rest-api-explorer/c_RESTAPI.md: "You must select this check box to enable web service interaction with this table".
describeEmulator('a table that is closed to web services', () => {
	it('is refused to everybody, until it is open again', async () => {
		const query = { sysparm_query: 'name=u_equipment', sysparm_fields: 'sys_id,ws_access' };
		const { records } = await client.call('GET', '/api/now/table/sys_db_object', { query });
		expect(records).toEqual([{ sys_id: expect.any(String), ws_access: 'true' }]);
		const open = (ws_access: string) =>
			client.call('PATCH', `/api/now/table/sys_db_object/${String(records[0]?.sys_id)}`, { body: { ws_access } });
		const statuses = () =>
			Promise.all(
				(['GET /table', 'POST /table', 'GET /stats'] as const).map(async (call) => {
					const [method, path] = call.split(' ') as ['GET' | 'POST', string];
					const body = method === 'POST' ? { body: {} } : {};
					return (await client.call(method, `/api/now${path}/u_equipment`, body)).status;
				}),
			);
		await open('false');
		expect(await statuses()).toEqual([403, 403, 403]);
		await open('true');
		expect(await statuses()).toEqual([200, 201, 200]);
	});
});

const ABORTED = new RegExp(
	"^Operation against file 'problem' was aborted by Business Rule 'Keep out\\^[0-9a-f]{32}'\\. " +
		'Business Rule Stack:Keep out$',
);

describe('writes that are not allowed', () => {
	const failed = (operation: string) => ({
		error: { message: 'Operation Failed', detail: `ACL Exception ${operation} Failed due to security constraints` },
		status: 'failure',
	});

	it('are refused by operation', async () => {
		const created = await client.call('POST', '/api/now/table/sys_user_group', {
			body: { name: 'mine' },
			as: 'employee',
		});
		expect([created.status, created.body]).toEqual([403, failed('Insert')]);
		const group = await client.call('POST', '/api/now/table/sys_user_group', { body: { name: 'theirs' } });
		const path = `/api/now/table/sys_user_group/${String(group.record.sys_id)}`;
		const updated = await client.call('PATCH', path, { body: { name: 'mine' }, as: 'employee' });
		expect([updated.status, updated.body]).toEqual([403, failed('Update')]);
		const deleted = await client.call('DELETE', path, { as: 'employee' });
		expect([deleted.status, deleted.body]).toEqual([403, failed('Delete')]);
	});

	// Field recording: the message that the rule gives to the user is not part of it.
	it('are refused when a business rule aborts them', async () => {
		client.emulator?.store.setProperty('emulator.business_rule.abort.problem', 'Keep out');
		const { status, body } = await client.call('POST', '/api/now/table/problem', { body: {} });
		client.emulator?.store.setProperty('emulator.business_rule.abort.problem', '');
		expect(status).toBe(403);
		expect(body).toMatchObject({
			error: {
				message: 'Operation Failed',
				detail: expect.stringMatching(ABORTED),
			},
		});
	});

	it('are dropped in silence for whole rows of fields, unless a rule names one of them', async () => {
		const acl = async (element: string, roles: string) => {
			const body = { name: `u_equipment.${element}`, operation: 'write', roles, active: 'true' };
			return (await client.call('POST', '/api/now/table/sys_security_acl', { body })).record;
		};
		const rules = [await acl('*', 'admin'), await acl('u_name', 'itil')];
		const { record } = await client.call('POST', '/api/now/table/u_equipment', {
			body: { u_name: 'kept', u_notes: 'dropped' },
			as: 'itil',
		});
		for (const rule of rules) await client.call('DELETE', `/api/now/table/sys_security_acl/${String(rule.sys_id)}`);
		expect(record).toMatchObject({ u_name: 'kept', u_notes: '' });
	});

	it('are dropped in silence for single fields', async () => {
		const rule = { name: 'incident.correlation_display', operation: 'write', roles: 'admin', active: 'true' };
		await client.call('POST', '/api/now/table/sys_security_acl', { body: rule });
		const body = { short_description: 'kept', correlation_display: 'dropped' };
		const { status, record } = await client.call('POST', '/api/now/table/incident', { body, as: 'itil' });
		expect([status, record.short_description, record.correlation_display]).toEqual([201, 'kept', '']);
	});
});

// The rules of the seed, after those that the platform comes with.
describeEmulator('a task in the hands of whoever asked for it', () => {
	const values = { short_description: 'It hums', work_notes: 'Heard that before', comments: 'We are on our way' };
	const QUERY = { sysparm_display_value: 'true' };
	let path = '';
	beforeEach(async () => {
		const query = { sysparm_query: 'user_name=employee', sysparm_fields: 'sys_id' };
		const { records } = await client.call('GET', '/api/now/table/sys_user', { query });
		const body = { ...values, caller_id: records[0]?.sys_id };
		const { record } = await client.call('POST', '/api/now/table/incident', { body, as: 'itil' });
		path = `/api/now/table/incident/${String(record.sys_id)}`;
	});

	it('shows comments, and keeps work notes from them', async () => {
		const own = (await client.call('GET', path, { query: QUERY, as: 'employee' })).record;
		expect(own.comments).toContain('We are on our way');
		expect(own).not.toHaveProperty('work_notes');
		expect(own).not.toHaveProperty('comments_and_work_notes');
		const { record } = await client.call('GET', path, { query: QUERY, as: 'itil' });
		expect(record.work_notes).toContain('Heard that before');
		expect(record.comments_and_work_notes).toContain('Heard that before');
	});

	it('takes their words, and drops what is not for them to decide', async () => {
		const body = {
			comments: 'It still hums',
			urgency: '1',
			work_notes: 'Mine',
			state: '6',
			close_notes: 'Mine',
			assigned_to: 'Beth Anglin',
		};
		const { status } = await client.call('PATCH', path, { body, as: 'employee' });
		const { record } = await client.call('GET', path, { query: QUERY });
		expect(status).toBe(200);
		expect(record.comments).toContain('It still hums');
		expect(record).toMatchObject({ urgency: '1 - High', state: 'New', close_notes: '', assigned_to: '' });
		expect(record.work_notes).not.toContain('Mine');
	});

	it('takes a new one with the fields that are theirs', async () => {
		const body = { short_description: 'It hums again', assignment_group: 'Network', work_notes: 'Mine' };
		const { status, record } = await client.call('POST', '/api/now/table/incident', { body, as: 'employee' });
		expect(status).toBe(201);
		expect(record).toMatchObject({ short_description: 'It hums again', assignment_group: '' });
		expect(record).not.toHaveProperty('work_notes');
	});
});
