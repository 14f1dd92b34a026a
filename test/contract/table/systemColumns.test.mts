/** What only the system writes, and what it leaves to the caller. */
import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';

const INCIDENT = '/api/now/table/incident';
const STAMPS = ['sys_updated_on', 'sys_updated_by', 'sys_mod_count'] as const;
const suppress = { sysparm_suppress_auto_sys_field: 'true' };
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

const stampsOf = (record: Json) => STAMPS.map((name) => record[name]);

// OpenAPI export of a live instance ("suppress auto generation of system fields"), c_GlideRecordAPI.md#autoSysFields.
describe('sysparm_suppress_auto_sys_field', () => {
	async function created(): Promise<Json> {
		const { record } = await client.call('POST', INCIDENT, { body: { short_description: 'stamps' } });
		// So that a stamp would show.
		client.emulator?.clock.advance(5000);
		return record;
	}

	it('leaves stamps and counter of an update as they are', async () => {
		const before = await created();
		const path = `${INCIDENT}/${String(before.sys_id)}`;
		const call = { query: suppress, body: { short_description: 'changed', work_notes: 'a note' } };
		const { record } = await client.call('PATCH', path, call);
		expect(record.short_description).toBe('changed');
		expect(stampsOf(record)).toEqual(stampsOf(before));
		const plain = await client.call('PATCH', path, { body: { short_description: 'again' } });
		expect(plain.record.sys_mod_count).toBe('1');
		expect(plain.record.sys_updated_on).not.toBe(before.sys_updated_on);
	});

	it('leaves them where nothing but a note is written', async () => {
		const before = await created();
		const path = `${INCIDENT}/${String(before.sys_id)}`;
		const { record } = await client.call('PATCH', path, { query: suppress, body: { work_notes: 'only a note' } });
		expect(stampsOf(record)).toEqual(stampsOf(before));
		const shown = await client.call('GET', path, { query: { sysparm_display_value: 'true' } });
		expect(shown.record.work_notes).toContain('only a note');
	});

	it('takes them from the caller', async () => {
		const { sys_id } = await created();
		const body = { sys_updated_on: '2021-01-02 03:04:05', sys_updated_by: 'somebody', sys_mod_count: '41' };
		const { record } = await client.call('PATCH', `${INCIDENT}/${String(sys_id)}`, { query: suppress, body });
		expect(record).toMatchObject(body);
	});

	it('leaves all of them empty in a new record that does not bring them', async () => {
		const { record } = await client.call('POST', INCIDENT, { query: suppress, body: { sys_created_by: 'somebody' } });
		expect([record.sys_created_by, record.sys_created_on, ...stampsOf(record)]).toEqual(['somebody', '', '', '', '']);
	});
});

// PySNC, test_insert_custom_guid.
describe('a chosen sys_id', () => {
	it('keeps its case, and is one id in any case', async () => {
		const sys_id = 'AAAABBBBCCCCDDDDEEEEFFFF00001111';
		const { status, record, headers } = await client.call('POST', INCIDENT, { body: { sys_id } });
		expect([status, record.sys_id]).toEqual([201, sys_id]);
		expect(headers.location).toMatch(new RegExp(`/${sys_id}$`));
		expect((await client.call('GET', `${INCIDENT}/${sys_id.toLowerCase()}`)).record.sys_id).toBe(sys_id);
		expect((await client.call('POST', INCIDENT, { body: { sys_id: sys_id.toLowerCase() } })).status).toBe(403);
		expect((await client.call('DELETE', `${INCIDENT}/${sys_id}`)).status).toBe(204);
	});
});

// PySNC, test_attrs.
describe('the password of a user', () => {
	const ADMIN = '/api/now/table/sys_user/6816f79cc0a8016401c5a33be04be441';

	it('is shown as stars and is nothing to sign in with', async () => {
		const both = await client.call('GET', ADMIN, { query: { sysparm_display_value: 'all' } });
		const { display_value, value } = both.record.user_password as Record<string, string>;
		expect(display_value).toBe('********');
		const answer = await client.call('GET', ADMIN, { as: `admin:${value ?? ''}` });
		expect(answer.status).toBe(401);
	});

	it('is not shown to others at all', async () => {
		const { record } = await client.call('GET', ADMIN, { as: 'itil' });
		expect(record).toHaveProperty('user_name', 'admin');
		expect(record).not.toHaveProperty('user_password');
	});
});
