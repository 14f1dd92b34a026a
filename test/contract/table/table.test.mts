import { connect } from './tableClient.mts';
import type { Client, Json } from './tableClient.mts';
import patchSample from '../samples/table-04-patch-now-table-tablename-sys-id.json';
import insertSample from '../samples/table-05-post-now-table-tablename.json';
import listSample from '../samples/table-02-get-now-table-tablename.json';
import walkSample from '../samples/table-07-dot-walk.json';

const INCIDENT = '/api/now/table/incident';
const SYS_ID = /^[0-9a-f]{32}$/;
const UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
/** api-reference/rest-apis/c_TableAPI.md unless a case says otherwise. */
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

const create = async (body: Json, table = 'incident'): Promise<Json> =>
	(await client.call('POST', `/api/now/table/${table}`, { body })).record;

const isLink = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Every documented key is there, as a link where the documentation has a link or nothing, as text otherwise. */
function expectShape(actual: Json, documented: Json): void {
	for (const [key, value] of Object.entries(documented)) {
		expect(actual).toHaveProperty([key]);
		if (isLink(value)) expect([key, isLink(actual[key]) || actual[key] === '']).toEqual([key, true]);
		else if (value !== '' && !isLink(actual[key])) expect([key, typeof actual[key]]).toEqual([key, 'string']);
	}
}

describe('insert', () => {
	it('answers the documented request with the documented defaults', async () => {
		const { status, headers, record } = await client.call('POST', INCIDENT, { body: insertSample.request.body });
		expect(status).toBe(201);
		expect(headers.location).toBe(`${client.url}${INCIDENT}/${String(record.sys_id)}`);
		const documented: Json = insertSample.response.body.result;
		expectShape(record, documented);
		const volatile = /^(sys_id|number|.*_on|opened_at|assignment_group|sys_domain|opened_by)$/;
		for (const [key, value] of Object.entries(documented)) {
			if (!volatile.test(key)) expect([key, record[key]]).toEqual([key, value]);
		}
		expect(record).toMatchObject({
			number: expect.stringMatching(/^INC\d{7,}$/),
			opened_at: expect.stringMatching(UTC),
			opened_by: { link: `${client.url}/api/now/table/sys_user/6816f79cc0a8016401c5a33be04be441` },
			sys_domain: { link: `${client.url}/api/now/table/sys_user_group/global`, value: 'global' },
		});
		expect(record.opened_at).toBe(record.sys_created_on);
		expect(record.sys_updated_on).toBe(record.sys_created_on);
	});

	it.each([
		['1', '1', '1'],
		['1', '3', '3'],
		['2', '1', '2'],
		['3', '2', '4'],
		['3', '3', '5'],
	])('looks up the priority of impact %s and urgency %s as %s', async (impact, urgency, priority) => {
		expect(await create({ impact, urgency })).toMatchObject({ priority });
	});

	// Field recording: the caller may choose the id.
	it('takes the sys_id of the caller and refuses one that is taken', async () => {
		const sys_id = 'e1'.repeat(16);
		expect(await create({ sys_id, short_description: 'chosen' })).toMatchObject({ sys_id });
		const again = await client.call('POST', INCIDENT, { body: { sys_id } });
		expect(again.status).toBe(403);
		expect(again.body).toMatchObject({ error: { message: 'Operation Failed' }, status: 'failure' });
	});

	it('makes an id where the caller gives none that fits', async () => {
		expect((await create({ sys_id: 'mine' })).sys_id).toMatch(SYS_ID);
	});

	it('uses the first of several records', async () => {
		const body = [{ short_description: 'first' }, { short_description: 'second' }];
		const { status, record } = await client.call('POST', INCIDENT, { body });
		expect([status, record.short_description]).toEqual([201, 'first']);
	});

	it('ignores unknown columns and those that only the system writes', async () => {
		const record = await create({ no_such_column: 'x', sys_created_by: 'somebody', sys_mod_count: '9' });
		expect(record).toMatchObject({ sys_created_by: 'admin', sys_mod_count: '0' });
		expect(record).not.toHaveProperty('no_such_column');
	});

	it('stores numbers, booleans and null as text', async () => {
		const record = await create({ impact: 1, urgency: 2, active: true, short_description: null });
		expect(record).toMatchObject({ impact: '1', urgency: '2', active: 'true', short_description: '' });
	});

	it('sends no body back when asked not to', async () => {
		const quiet = { headers: { 'x-no-response-body': 'true' } };
		const { status, headers, body } = await client.call('POST', INCIDENT, { ...quiet, body: {} });
		expect([status, body]).toEqual([204, undefined]);
		const path = String(headers.location).replace(client.url, '');
		for (const method of ['PATCH', 'PUT'] as const) {
			const answer = await client.call(method, path, { ...quiet, body: { short_description: method } });
			expect([answer.status, answer.body]).toEqual([204, undefined]);
			expect((await client.call('GET', path)).record.short_description).toBe(method);
		}
	});

	it('answers 400 for a table that does not exist', async () => {
		const { status, body } = await client.call('POST', '/api/now/table/no_such_table', { body: {} });
		expect([status, body]).toEqual([
			400,
			{ error: { message: 'Invalid table no_such_table', detail: null }, status: 'failure' },
		]);
	});
});

describe('update', () => {
	it('answers the documented request as documented', async () => {
		const documented: Json = patchSample.response.body.result;
		const created = await create({ short_description: documented.short_description, impact: '1', urgency: '2' });
		const path = `${INCIDENT}/${String(created.sys_id)}`;
		const { status, record } = await client.call('PATCH', path, { body: patchSample.request.body });
		expect(status).toBe(200);
		expectShape(record, documented);
		expect(record).toMatchObject({
			urgency: '1',
			priority: '1',
			comments: '',
			sys_mod_count: '1',
			assigned_to: { link: `${client.url}/api/now/table/sys_user/681b365ec0a80164000fb0b05854a0cd` },
		});
	});

	it('blanks nothing that a PUT leaves out', async () => {
		const { sys_id } = await create({ short_description: 'kept', description: 'old' });
		const { status, record } = await client.call('PUT', `${INCIDENT}/${String(sys_id)}`, {
			body: { description: 'new' },
		});
		expect([status, record.short_description, record.description]).toEqual([200, 'kept', 'new']);
	});

	it('clears a text with an empty string, but no choice', async () => {
		const { sys_id } = await create({ description: 'old', category: 'hardware' });
		const { record } = await client.call('PATCH', `${INCIDENT}/${String(sys_id)}`, {
			body: { description: '', category: '' },
		});
		expect(record).toMatchObject({ description: '', category: 'hardware' });
	});

	it('counts no change where nothing changed', async () => {
		const { sys_id } = await create({ short_description: 'same' });
		const { record } = await client.call('PATCH', `${INCIDENT}/${String(sys_id)}`, {
			body: { short_description: 'same' },
		});
		expect(record.sys_mod_count).toBe('0');
	});

	it('reaches a record through its parent table, with the parent columns only', async () => {
		const { sys_id } = await create({ short_description: 'child', category: 'hardware' });
		const body = { short_description: 'by parent', category: 'network' };
		const { record } = await client.call('PATCH', `/api/now/table/task/${String(sys_id)}`, { body });
		expect(record).toMatchObject({ short_description: 'by parent', sys_class_name: 'incident' });
		expect(record).not.toHaveProperty('category');
		const { record: whole } = await client.call('GET', `${INCIDENT}/${String(sys_id)}`);
		expect(whole).toMatchObject({ short_description: 'by parent', category: 'hardware' });
	});

	it.each(['GET', 'PATCH', 'PUT', 'DELETE'] as const)('answers %s of a missing record with 404', async (method) => {
		const body = method === 'GET' || method === 'DELETE' ? {} : { body: { description: 'x' } };
		const answer = await client.call(method, `${INCIDENT}/${'0'.repeat(32)}`, body);
		expect(answer.status).toBe(404);
		expect(answer.body).toEqual({
			error: { message: 'No Record found', detail: "Record doesn't exist or ACL restricts the record retrieval" },
			status: 'failure',
		});
	});
});

describe('delete', () => {
	it('answers 204 without a body, and the record is gone', async () => {
		const { sys_id } = await create({ short_description: 'gone' });
		const { status, body } = await client.call('DELETE', `${INCIDENT}/${String(sys_id)}`);
		expect([status, body]).toEqual([204, undefined]);
		expect((await client.call('GET', `${INCIDENT}/${String(sys_id)}`)).status).toBe(404);
	});

	it('leaves a row in sys_audit_delete and takes the journal along', async () => {
		const { sys_id } = await create({ short_description: 'gone', comments: 'hello' });
		await client.call('DELETE', `${INCIDENT}/${String(sys_id)}`);
		const audit = await client.call('GET', '/api/now/table/sys_audit_delete', {
			query: { sysparm_query: `documentkey=${String(sys_id)}` },
		});
		expect(audit.records).toMatchObject([{ tablename: 'incident', sys_created_by: 'admin' }]);
		const journal = await client.call('GET', '/api/now/table/sys_journal_field', {
			query: { element_id: String(sys_id) },
		});
		expect(journal.records).toEqual([]);
	});
});

describe('the life of an incident', () => {
	it('wants code and notes for a resolution', async () => {
		const { sys_id } = await create({ short_description: 'open' });
		const path = `${INCIDENT}/${String(sys_id)}`;
		const refused = await client.call('PATCH', path, { body: { state: '6' } });
		expect(refused.status).toBe(403);
		expect(refused.body).toMatchObject({
			error: {
				message: 'Operation Failed',
				detail: expect.stringContaining('Data Policy Exception: The following fields are mandatory'),
			},
		});
		const body = { state: '6', close_code: 'Solution provided', close_notes: 'Done' };
		const { record } = await client.call('PATCH', path, { body });
		expect(record).toMatchObject({
			state: '6',
			incident_state: '6',
			active: 'true',
			resolved_at: expect.stringMatching(UTC),
		});
		const closed = await client.call('PATCH', path, { body: { state: '7' } });
		expect(closed.record).toMatchObject({ active: 'false', closed_at: expect.stringMatching(UTC) });
		const reopened = await client.call('PATCH', path, { body: { incident_state: '2' } });
		expect(reopened.record).toMatchObject({
			state: '2',
			active: 'true',
			closed_at: '',
			resolved_at: '',
			reopen_count: '1',
		});
	});

	it('counts how often it changes hands', async () => {
		const { sys_id } = await create({ assignment_group: '287ebd7da9fe198100f92cc8d1d2154e' });
		const path = `${INCIDENT}/${String(sys_id)}`;
		const { record } = await client.call('PATCH', path, {
			body: { assignment_group: '8a5055c9c61122780043563ef53438e3' },
		});
		expect(record.reassignment_count).toBe('1');
	});
});

describe('samples of lists', () => {
	it('has the documented columns of a problem', async () => {
		const { status, records } = await client.call('GET', listSample.request.path);
		expect([status, records.length]).toEqual([200, 1]);
		const documented: Json = { ...listSample.response.body.result[0] };
		for (const key of Object.keys(documented)) expect(records[0]).toHaveProperty([key]);
	});

	// api-reference/rest-api-explorer/c_RESTAPI.md
	it('has the documented form of dot-walked fields', async () => {
		const path = walkSample.request.path.replace(
			/sysparm_query=[^&]*/,
			'sysparm_query=user.departmentISNOTEMPTY&sysparm_limit=2',
		);
		const { records } = await client.call('GET', path);
		const documented: Json = { ...walkSample.response.body.result[0] };
		for (const record of records) {
			expect(Object.keys(record).sort()).toEqual(Object.keys(documented).sort());
			for (const [key, value] of Object.entries(documented)) expect(isLink(record[key])).toBe(isLink(value));
			expect(Object.keys(record.user as Json).sort()).toEqual(['display_value', 'link']);
		}
		expect(records).toHaveLength(2);
	});
});
