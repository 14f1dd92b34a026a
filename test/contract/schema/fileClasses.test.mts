/** `sys_metadata`, the parent of everything that belongs to an application: its children share columns, not tables. */
import { connect } from '../table/tableClient.mts';
import type { Client, Json } from '../table/tableClient.mts';

const FILES = '/api/now/table/sys_metadata';
const RULES = '/api/now/table/sys_script';
let client: Client;
let rule: Json = {};

beforeAll(async () => {
	client = await connect();
	rule = (
		await client.call('POST', RULES, { body: { name: 'File contract', collection: 'incident', active: 'false' } })
	).record;
});
afterAll(async () => {
	await client.call('DELETE', `${RULES}/${String(rule.sys_id)}`);
	await client.close();
});

const plain = { sysparm_exclude_reference_link: 'true' };
const through = () => `${FILES}/${String(rule.sys_id)}`;

async function find(query: string, fields: string, table = FILES): Promise<Json[]> {
	const call = { query: { ...plain, sysparm_query: query, sysparm_fields: fields } };
	return (await client.call('GET', table, call)).records;
}

describe('an application file', () => {
	it('knows where it belongs and what it is called', async () => {
		const { record } = await client.call('GET', `${RULES}/${String(rule.sys_id)}`, { query: plain });
		expect(record).toMatchObject({
			sys_class_name: 'sys_script',
			sys_name: 'File contract',
			sys_package: 'global',
			sys_policy: '',
			sys_scope: 'global',
			sys_update_name: `sys_script_${String(rule.sys_id)}`,
		});
	});

	it('is called as it shows itself', async () => {
		const path = `${RULES}/${String(rule.sys_id)}`;
		expect((await client.call('PATCH', path, { body: { name: 'Renamed' } })).record.sys_name).toBe('Renamed');
		expect((await client.call('PATCH', path, { body: { name: 'File contract' } })).record.sys_name).toBe(
			'File contract',
		);
	});

	it('is read through the parent with the columns of the parent', async () => {
		const { status, record } = await client.call('GET', through(), { query: plain });
		expect([status, record.sys_name, record.sys_class_name]).toEqual([200, 'File contract', 'sys_script']);
		expect(record).not.toHaveProperty('collection');
	});

	it('is found among the files of all classes', async () => {
		const found = await find(`sys_id=${String(rule.sys_id)}`, 'sys_class_name,sys_scope.name');
		expect(found).toEqual([{ sys_class_name: 'sys_script', 'sys_scope.name': 'Global' }]);
		expect(await find('sys_name=File contract^sys_class_name=sys_properties', 'sys_id')).toEqual([]);
	});

	it('is written through the parent', async () => {
		const { record } = await client.call('PATCH', through(), { body: { sys_policy: 'read', collection: 'problem' } });
		expect(record.sys_policy).toBe('read');
		expect((await client.call('GET', `${RULES}/${String(rule.sys_id)}`)).record).toMatchObject({
			sys_policy: 'read',
			collection: 'incident',
		});
	});

	it('is deleted through the parent', async () => {
		const { record } = await client.call('POST', RULES, { body: { name: 'To delete', active: 'false' } });
		expect((await client.call('DELETE', `${FILES}/${String(record.sys_id)}`)).status).toBe(204);
		expect((await client.call('GET', `${RULES}/${String(record.sys_id)}`)).status).toBe(404);
	});
});

describe('the table of all files', () => {
	it('has rows of many classes, each once', async () => {
		const query = { sysparm_count: 'true', sysparm_group_by: 'sys_class_name' };
		const { records } = await client.call('GET', '/api/now/stats/sys_metadata', { query });
		const classes = records.map(({ groupby_fields }) => (groupby_fields as Json[])[0]?.value);
		const known = [
			'sys_db_object',
			'sys_dictionary',
			'sys_properties',
			'sys_script',
			'sys_security_acl',
			'sys_user_role',
		];
		expect(classes).toEqual(expect.arrayContaining(known));
	});

	it.each(['sys_script', 'sys_script_include', 'sys_properties', 'sys_dictionary', 'sc_cat_item'])(
		'is the parent of %s',
		async (name) => {
			const tables = '/api/now/table/sys_db_object';
			expect(await find(`name=${name}`, 'super_class.name', tables)).toEqual([{ 'super_class.name': 'sys_metadata' }]);
			const query = `name=${name}^element=sys_scope`;
			expect(await find(query, 'element', '/api/now/table/sys_dictionary')).toEqual([]);
		},
	);

	it('comes in pages that hold every row once', async () => {
		const page = async (offset: number) => {
			const query = { sysparm_fields: 'sys_id', sysparm_limit: '400', sysparm_offset: String(offset) };
			const { records, headers } = await client.call('GET', FILES, { query });
			return { ids: records.map(({ sys_id }) => String(sys_id)), total: Number(headers['x-total-count']) };
		};
		const [first, second] = [await page(0), await page(400)];
		expect(new Set([...first.ids, ...second.ids]).size).toBe(800);
		expect(first.total).toBeGreaterThan(800);
		expect([...first.ids, ...second.ids]).toEqual([...first.ids, ...second.ids].sort());
	});

	it('takes a new table in', async () => {
		const [parent] = await find('name=sys_metadata', 'sys_id', '/api/now/table/sys_db_object');
		const body = { name: 'u_rule_book', label: 'Rule book', super_class: parent?.sys_id };
		const { record: table } = await client.call('POST', '/api/now/table/sys_db_object', { body });
		const column = {
			name: 'u_rule_book',
			element: 'u_text',
			column_label: 'Text',
			internal_type: 'string',
			display: 'true',
		};
		await client.call('POST', '/api/now/table/sys_dictionary', { body: column });
		const { record } = await client.call('POST', '/api/now/table/u_rule_book', { body: { u_text: 'No running' } });
		expect(record).toMatchObject({ u_text: 'No running', sys_name: 'No running', sys_class_name: 'u_rule_book' });
		expect(await find('sys_class_name=u_rule_book', 'sys_name')).toEqual([{ sys_name: 'No running' }]);
		expect((await client.call('DELETE', `${FILES}/${String(record.sys_id)}`)).status).toBe(204);
		await client.call('DELETE', `/api/now/table/sys_db_object/${String(table.sys_id)}`);
	});
});
