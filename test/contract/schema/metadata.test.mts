import { connect } from '../table/tableClient.mts';
import type { Client, Json } from '../table/tableClient.mts';

/** platform-administration/table-administration-and-data-management/c_DataDictionaryTables.md and field recordings. */
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

async function list(table: string, sysparm_query: string, extra: Record<string, string> = {}): Promise<Json[]> {
	const query = { sysparm_query, sysparm_exclude_reference_link: 'true', ...extra };
	const { status, records } = await client.call('GET', `/api/now/table/${table}`, { query });
	expect(status).toBe(200);
	return records;
}

describe('tables and columns', () => {
	it('lead from a table to its parent', async () => {
		const fields = { sysparm_fields: 'name,label,super_class.name' };
		expect(await list('sys_db_object', 'name=incident', fields)).toEqual([
			{ name: 'incident', label: 'Incident', 'super_class.name': 'task' },
		]);
	});

	it('belong to an application, by its scope', async () => {
		const scoped = async (scope: string) =>
			(await list('sys_db_object', `sys_scope.scope=${scope}`, { sysparm_fields: 'name' })).map(({ name }) => name);
		expect(await scoped('x_demo_vendor')).toEqual(['u_vendor_ticket']);
		expect(await scoped('global')).toEqual(expect.arrayContaining(['incident', 'sys_user']));
	});

	it('have dictionary rows for the own columns only, and one for the table', async () => {
		const own = (await list('sys_dictionary', 'name=incident')).map(({ element }) => element);
		expect(own).toEqual(expect.arrayContaining(['caller_id', 'category', '']));
		expect(own).not.toContain('short_description');
		expect(await list('sys_dictionary', 'name=incident^elementISEMPTY')).toMatchObject([
			{ internal_type: 'collection' },
		]);
	});

	it('link types and targets by name', async () => {
		const { records } = await client.call('GET', '/api/now/table/sys_dictionary', {
			query: { sysparm_query: 'name=incident^element=caller_id' },
		});
		expect(records).toMatchObject([
			{
				internal_type: { link: `${client.url}/api/now/table/sys_glide_object?name=reference`, value: 'reference' },
				reference: { link: `${client.url}/api/now/table/sys_db_object?name=sys_user`, value: 'sys_user' },
				column_label: 'Caller',
				mandatory: 'true',
			},
		]);
	});

	it('have choices with labels, sequence and dependent values', async () => {
		const states = await list('sys_choice', 'name=incident^element=state^inactive=false^ORDERBYsequence');
		expect(states.map(({ value, label }) => [value, label])).toEqual([
			['1', 'New'],
			['2', 'In Progress'],
			['3', 'On Hold'],
			['6', 'Resolved'],
			['7', 'Closed'],
			['8', 'Canceled'],
		]);
		const sub = await list('sys_choice', 'name=incident^element=subcategory^dependent_value=network');
		expect(sub.length).toBeGreaterThan(2);
	});

	it('are overridden below the table that declares them', async () => {
		expect(await list('sys_dictionary_override', 'name=incident^element=short_description')).toMatchObject([
			{ base_table: 'task', mandatory_override: 'true', mandatory: 'true' },
		]);
	});

	it('are labelled in sys_documentation', async () => {
		expect(await list('sys_documentation', 'name=task^element=assignment_group')).toMatchObject([
			{ label: 'Assignment group' },
		]);
	});
});

describe('a schema that changes', () => {
	const post = async (table: string, body: Json): Promise<Json> =>
		(await client.call('POST', `/api/now/table/${table}`, { body })).record;

	it('gets a new column that can be written at once', async () => {
		await post('sys_dictionary', {
			name: 'incident',
			element: 'u_badge',
			column_label: 'Badge',
			internal_type: 'string',
			max_length: '4',
		});
		const record = await post('incident', { u_badge: 'ABCDEF' });
		expect(record.u_badge).toBe('ABCD');
		expect(await list('incident', 'u_badge=abcd', { sysparm_fields: 'sys_id' })).toEqual([{ sys_id: record.sys_id }]);
	});

	it('gets a new table of its own or below another', async () => {
		await post('sys_db_object', { name: 'u_shelf', label: 'Shelf' });
		await post('sys_dictionary', {
			name: 'u_shelf',
			element: 'u_room',
			column_label: 'Room',
			internal_type: 'string',
			display: 'true',
		});
		expect(await post('u_shelf', { u_room: '12' })).toMatchObject({ u_room: '12', sys_created_by: 'admin' });

		const [task] = await list('sys_db_object', 'name=task');
		await post('sys_db_object', { name: 'u_errand', label: 'Errand', super_class: task?.sys_id });
		const errand = await post('u_errand', { short_description: 'walk' });
		expect(errand).toMatchObject({ short_description: 'walk', sys_class_name: 'u_errand' });
		expect(await list('task', `sys_id=${String(errand.sys_id)}`)).toHaveLength(1);
	});

	it('labels a column in the dictionary and in sys_documentation, in the same words', async () => {
		const column = await post('sys_dictionary', {
			name: 'incident',
			element: 'u_bell',
			column_label: 'Bell',
			internal_type: 'string',
		});
		const documentation = async () => (await list('sys_documentation', 'name=incident^element=u_bell^language=en'))[0];
		const written = async () => (await list('sys_dictionary', `sys_id=${String(column.sys_id)}`))[0];
		const patch = async (table: string, sys_id: unknown, body: Json) =>
			(await client.call('PATCH', `/api/now/table/${table}/${String(sys_id)}`, { body })).status;

		expect(await documentation()).toMatchObject({ label: 'Bell' });
		expect(await patch('sys_documentation', (await documentation())?.sys_id, { label: 'Doorbell' })).toBe(200);
		expect(await written()).toMatchObject({ column_label: 'Doorbell' });
		expect(await patch('sys_dictionary', column.sys_id, { column_label: 'Alarm bell' })).toBe(200);
		expect(await documentation()).toMatchObject({ label: 'Alarm bell' });
	});

	it('labels a column below its table without touching the table’s own label', async () => {
		const label = { element: 'location', language: 'en' };
		await post('sys_documentation', { name: 'incident', ...label, label: 'Place of the trouble' });
		expect(await list('sys_dictionary', 'name=task^element=location')).toMatchObject([{ column_label: 'Location' }]);
		expect(await list('sys_documentation', 'name=task^element=location')).toMatchObject([{ label: 'Location' }]);
		const shown = ['incident', 'task'].map((table) => client.emulator?.store.schema.column(table, 'location')?.label);
		expect(shown).toEqual(client.emulator ? ['Place of the trouble', 'Location'] : [undefined, undefined]);
	});

	it('labels a table in both places, too', async () => {
		await post('sys_db_object', { name: 'u_drawer', label: 'Drawer' });
		const [row] = await list('sys_documentation', 'name=u_drawer^elementISEMPTY');
		expect(row).toMatchObject({ label: 'Drawer', plural: 'Drawers' });
		expect(await list('sys_documentation', 'name=u_drawer^element=sys_created_on')).toMatchObject([
			{ label: 'Created' },
		]);
		await client.call('PATCH', `/api/now/table/sys_documentation/${String(row?.sys_id)}`, { body: { label: 'Box' } });
		expect(await list('sys_db_object', 'name=u_drawer')).toMatchObject([{ label: 'Box' }]);
	});

	it('shows a new label at once', async () => {
		const [choice] = await list('sys_choice', 'name=incident^element=state^value=3');
		await client.call('PATCH', `/api/now/table/sys_choice/${String(choice?.sys_id)}`, { body: { label: 'Paused' } });
		const { record } = await client.call('POST', '/api/now/table/incident', {
			query: { sysparm_display_value: 'true', sysparm_fields: 'state' },
			body: { state: '3' },
		});
		expect(record).toEqual({ state: 'Paused' });
	});
});
