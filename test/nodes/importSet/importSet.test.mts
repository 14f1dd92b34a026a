import { listSearch } from '../../../nodes/ServiceNowPlatform/methods/listSearch.ts';
import { getStagingColumns } from '../../../nodes/ServiceNowPlatform/methods/resourceMapping.ts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await insert('imp_user', { user_id: 'first' });
});
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
});

const AUTOMATIC = { fields: { mappingMode: 'autoMapInputData', value: null } };
const UNKNOWN = '0123456789abcdef0123456789abcdef';

const rows = (operation: string, table: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'importSet', operation, table: by('name', table), ...parameters }) as never;
const insert = async (table: string, values: Record<string, unknown>, options: Record<string, unknown> = {}) =>
	await s.n8n.run(rows('insert', table, { fields: mapped(values), options }));
/** Switches the transform map of a staging table. */
function activate(active: string, source_table = 'imp_user'): void {
	for (const { sys_id = '' } of s.emulator.store.find('sys_transform_map', { source_table }))
		s.emulator.store.put('sys_transform_map', { sys_id, active });
}

const aborted = (rule: string) => s.emulator.store.setProperty('emulator.business_rule.abort.sys_user', rule);

describe('Insert', () => {
	it('imports a row and returns the record that the transform map made', async () => {
		const { json, output, error } = await insert('imp_user', {
			user_id: 'ann.new',
			first_name: 'Ann',
			last_name: 'New',
		});
		expect(error).toBeUndefined();
		const user = s.stored('sys_user', { user_name: 'ann.new' });
		expect(user).toMatchObject({ name: 'Ann New' });
		expect(json).toEqual([
			{
				import_set: expect.stringMatching(/^ISET\d+$/),
				staging_table: 'imp_user',
				transform_map: 'User',
				table: 'sys_user',
				display_name: 'name',
				display_value: 'Ann New',
				record_link: `${s.emulator.url}/api/now/table/sys_user/${user?.sys_id}`,
				status: 'inserted',
				sys_id: user?.sys_id,
			},
		]);
		expect(output[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('updates the record that the key names', async () => {
		await insert('imp_user', { user_id: 'bea.new', first_name: 'Ann' });
		const { json } = await insert('imp_user', { user_id: 'bea.new', first_name: 'Anna' });
		expect(json).toMatchObject([{ status: 'updated', display_value: 'Anna' }]);
		expect(s.emulator.store.find('sys_user', { user_name: 'bea.new' })).toMatchObject([{ first_name: 'Anna' }]);
	});

	it('sends values as texts, nested ones as JSON', async () => {
		await insert('u_equipment_import', { u_name: 'Winch', u_extra: { weight: 12, parts: ['hook'] } });
		expect(s.stored('u_equipment', { u_name: 'Winch' })).toMatchObject({ u_notes: '{"weight":12,"parts":["hook"]}' });
	});

	it('leaves labels, names and dates to the transform map, and sends texts as they are given', async () => {
		const owner = String(s.emulator.store.find('sys_user', {}).find(({ user_name }) => user_name)?.user_name);
		const values = {
			...{ u_name: 'Hoist', u_colour: 'BLUE', u_owner: owner, u_bought: '05/02/2026' },
			...{ u_extra: '2026-01-31T14:00:00+02:00', u_vendor: 'New Vendor Inc', u_fault: 'Stuck' },
		};
		for (const parameters of [{ fields: mapped(values) }, AUTOMATIC]) {
			s.emulator.resetStats();
			const before = new Set(s.emulator.store.find('u_equipment_import', {}).map(({ sys_id }) => sys_id));
			const { error } = await s.n8n.run(rows('insert', 'u_equipment_import', parameters), { items: [values] });
			expect(error).toBeUndefined();
			const staged = s.emulator.store.find('u_equipment_import', {}).filter(({ sys_id }) => !before.has(sys_id));
			expect(staged).toMatchObject([values]);
			// The columns of the staging table are looked at afterwards, and nothing else.
			expect(s.emulator.stats().requests).toEqual({ 'importSet.insert': 1, 'table.list': 2 });
		}
		expect(s.stored('u_equipment', { u_name: 'Hoist' })).toMatchObject({
			...{ u_colour: 'blue', u_bought_on: '2026-02-05', u_notes: values.u_extra },
			u_owner: s.stored('sys_user', { user_name: owner })?.sys_id,
		});
		const unknown = await insert('u_equipment_import', { ...values, u_colour: 'pinkish' });
		expect(unknown.json).toMatchObject([{ status: 'ignored', status_message: expect.stringContaining('pinkish') }, {}]);
	});

	it('refuses a number that is none', async () => {
		const { error } = await insert('imp_user', { user_id: '={{ 0 / 0 }}' });
		expect(error?.message).toMatch(/^user_id: It is NaN/);
		expect(requestCount(s)).toBe(0);
	});

	it('returns one result for each transform map', async () => {
		const values = { u_name: 'Crane', u_vendor: 'New Vendor Inc', u_fault: 'Stuck' };
		const { json, output } = await insert('u_equipment_import', values);
		expect(json).toMatchObject([
			{ transform_map: 'Equipment', table: 'u_equipment', status: 'inserted', display_value: 'Crane' },
			{ transform_map: 'Equipment Ticket', table: 'u_vendor_ticket', status: 'inserted' },
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 0 }]);
	});

	it('fails with ServiceNow’s words when the transform did, and tells what the other maps made', async () => {
		const { error, json } = await insert('u_equipment_import', { u_name: 'Lift', u_fault: 'Broken' });
		expect(json).toEqual([]);
		expect(error?.message).toBe('Target record has mandatory fields without a value: u_vendor');
		expect(error?.description).toContain('Equipment (u_equipment): inserted, Lift');
		expect(error?.description).toContain('Equipment Ticket (u_vendor_ticket): error, Target record');
		expect(s.stored('u_equipment', { u_name: 'Lift' })).toBeDefined();
	});

	it('passes over ignored rows unless told otherwise', async () => {
		const values = { user_id: 'cid.new', first_name: 'Cid' };
		await insert('imp_user', values);
		expect((await insert('imp_user', values)).json).toMatchObject([
			{ status: 'ignored', status_message: 'No field values changed' },
		]);
		const { error } = await insert('imp_user', values, { alsoFailOn: ['ignored'] });
		expect(error?.message).toBe('No field values changed');
	});

	it('says when no transform map took the row', async () => {
		activate('false');
		const { json, hints } = await insert('imp_user', { user_id: 'dan.new' });
		activate('true');
		expect(json).toEqual([{ import_set: expect.any(String), staging_table: 'imp_user', status: 'pending' }]);
		expect(hints).toEqual(['So far no transform map has taken rows of imp_user.']);
	});

	it('says which values were not staged, and reads the columns once for all items', async () => {
		const items = ['u1', 'u2', 'u3'].map((user_id) => ({ user_id, first_nam: 'Typo' }));
		const { json, hints, error } = await s.n8n.run(rows('insert', 'imp_user', AUTOMATIC), { items });
		expect([error, json.length]).toEqual([undefined, 3]);
		expect(s.emulator.store.find('imp_user', { user_id: 'u1' })).toMatchObject([{ first_name: '' }]);
		expect(hints).toEqual([expect.stringMatching(/^Not stored: first_nam is not a column of imp_user\./)]);
		expect(s.emulator.stats().requests).toMatchObject({ 'importSet.insert': 3, 'table.list': 2 });
	});

	it.each([403, 500])('does not fail where the columns cannot be read (%d)', async (status) => {
		const message = 'Not now';
		s.emulator.setFaults([{ match: { path: 'sys_dictionary' }, action: { kind: 'status', status, message } }]);
		const user_id = `closed.${status}`;
		const { json, hints, error } = await insert('imp_user', { user_id, first_nam: 'Typo' });
		expect([error, hints]).toEqual([undefined, []]);
		expect(json).toMatchObject([{ status: 'inserted' }]);
		expect(s.stored('sys_user', { user_name: user_id })).toBeDefined();
	});

	it('imports the rows of several items one after the other, each paired', async () => {
		const items = [
			{ user_id: 'a.b', first_name: 'A' },
			{ user_id: 'a.b', first_name: 'B' },
			{ user_id: 'c.d', first_name: 'C' },
		];
		const { output } = await s.n8n.run(rows('insert', 'imp_user', AUTOMATIC), { items });
		expect(output.map(({ json, pairedItem }) => [json.status, pairedItem])).toEqual([
			['inserted', { item: 0 }],
			['updated', { item: 1 }],
			['inserted', { item: 2 }],
		]);
		expect(s.emulator.store.find('sys_user', { user_name: 'a.b' })).toHaveLength(1);
	});

	it('imports each of them in any order when told so', async () => {
		const items = ['a', 'b', 'c', 'd'].map((user_id) => ({ user_id }));
		s.emulator.setFaults([{ match: { path: '/import/' }, action: { kind: 'delay', milliseconds: 30 } }]);
		const { json } = await s.n8n.run(rows('insert', 'imp_user', { ...AUTOMATIC, options: { anyOrder: true } }), {
			items,
		});
		expect(json.map(({ status }) => status)).toEqual(['inserted', 'inserted', 'inserted', 'inserted']);
		expect(s.emulator.stats().requests).toMatchObject({ 'importSet.insert': 4 });
	});

	it('is not repeated when the answer was lost', async () => {
		s.emulator.setFaults([{ match: { path: '/import/' }, action: { kind: 'reset', when: 'after' } }]);
		const { error } = await insert('imp_user', { user_id: 'eve.new' });
		expect(error?.description).toContain('not known whether ServiceNow did the work');
		expect(s.emulator.store.find('imp_user', { user_id: 'eve.new' })).toHaveLength(1);
	});

	it.each([['incident'], ['no_such_table']])(
		'shows ServiceNow’s words for %s, which is no staging table',
		async (table) => {
			expect((await insert(table, { x: 1 })).error?.message).toContain(table);
		},
	);

	it('refuses what cannot be used and sends nothing', async () => {
		expect((await insert('imp user', { user_id: 'x' })).error?.message).toMatch(/^Table: /);
		expect((await insert('imp_user', {})).error?.message).toMatch(/^Fields: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get', () => {
	const get = async (rowId: string) => await s.n8n.run(rows('get', 'imp_user', { rowId }));

	it('returns what became of a row', async () => {
		const { json } = await insert('imp_user', { user_id: 'fay.new' });
		const { sys_id = '' } = s.stored('imp_user', { user_id: 'fay.new' }) ?? {};
		expect((await get(sys_id)).json).toEqual(json);
	});

	it('returns a failed row as it is', async () => {
		aborted('Guard');
		await insert('imp_user', { user_id: 'gus.new' });
		aborted('');
		const { sys_id = '' } = s.stored('imp_user', { user_id: 'gus.new' }) ?? {};
		const { json, error } = await get(sys_id);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ status: 'error', error_message: expect.stringContaining('Guard') }]);
	});

	it('says that rows are deleted after a while', async () => {
		const { error } = await get(UNKNOWN);
		expect(error?.message).toBe('No Record found');
		expect(error?.description).toContain('deletes such rows');
	});

	it('refuses an id that is none and sends nothing', async () => {
		expect((await get('ISET0010001')).error?.message).toMatch(/^Row ID: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('The pickers', () => {
	const context = (table = '') =>
		s.n8n.loadOptions({
			authentication: 'serviceNowPlatformServiceOAuth2Api',
			resource: 'importSet',
			operation: 'insert',
			table: by('name', table),
		} as never);

	it('offer the staging tables of the instance and no others', async () => {
		const { results } = await listSearch.searchStagingTables.call(context());
		const parent = s.stored('sys_db_object', { name: 'sys_import_set_row' })?.sys_id ?? '';
		const staging = s.emulator.store.find('sys_db_object', { super_class: parent }).map(({ name }) => name);
		expect(results.map(({ value }) => value).sort()).toEqual(staging.sort());
		const { results: found } = await listSearch.searchStagingTables.call(context(), 'employee');
		expect(found).toEqual([
			{ name: 'Employee import – u_employee_import_set_table', value: 'u_employee_import_set_table' },
		]);
	});

	it('offer the columns of the chosen staging table', async () => {
		const { fields } = await getStagingColumns.call(context('u_employee_import_set_table'));
		expect(fields.map(({ id, type }) => [id, type])).toEqual([
			['u_address', 'string'],
			['u_id', 'string'],
			['u_name', 'string'],
		]);
	});
});

testsOf('importSet', 'get', 'insert');
