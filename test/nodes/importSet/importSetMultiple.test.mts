import type { IDataObject } from 'n8n-workflow';
import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const TABLE = 'u_employee_import_set_table';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	await run([{ u_id: '0' }]);
});
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.setFaults([]);
	s.emulator.resetStats();
});

const many = (parameters: Record<string, unknown> = {}) =>
	({
		resource: 'importSet',
		operation: 'insertMultiple',
		table: by('name', TABLE),
		fields: { mappingMode: 'autoMapInputData', value: null },
		wait: true,
		...parameters,
	}) as never;

async function run(
	items: IDataObject[],
	parameters: Record<string, unknown> = {},
	settings: Record<string, unknown> = {},
) {
	return await s.n8n.run(many(parameters), { items, settings });
}

const employee = (employee_number: string) => s.stored('sys_user', { employee_number });
const staged = (u_id: string) => s.emulator.store.find(TABLE, { u_id });
const calls = () => s.emulator.stats().requests['importSet.insertMultiple'] ?? 0;

describe('Insert Multiple', () => {
	it('imports the rows of all items in one call and returns what became of each', async () => {
		const items = [
			{ u_id: '11', u_name: 'Tom', u_address: 'Hollywood' },
			{ u_id: '12', u_name: 'Irene', u_address: 'Vine' },
		];
		const { output, error, hints } = await run(items);
		expect([error, hints]).toEqual([undefined, []]);
		expect(calls()).toBe(1);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(output.map(({ json }) => json)).toEqual(
			items.map(({ u_id, u_name }) => ({
				import_set: expect.stringMatching(/^ISET\d+$/),
				import_set_id: expect.any(String),
				multi_import_set_id: expect.any(String),
				staging_table: TABLE,
				import_row: staged(u_id)[0]?.sys_id,
				transform_map: 'Employee',
				table: 'sys_user',
				display_value: u_name,
				status: 'inserted',
				sys_id: employee(u_id)?.sys_id,
			})),
		);
		expect(employee('12')).toMatchObject({ first_name: 'Irene', street: 'Vine' });
	});

	it('needs a handful of requests for hundreds of rows', async () => {
		const items = Array.from({ length: 400 }, (_, index) => ({ u_id: `k${index}`, u_name: `N${index}` }));
		const { json, output } = await run(items, { options: { rowsPerCall: 400 } });
		expect(json.map(({ display_value }) => display_value)).toEqual(items.map(({ u_name }) => u_name));
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([...items.keys()]);
		expect(requestCount(s)).toBeLessThan(15);
	});

	it('hands rows over in shares that are processed one after the other', async () => {
		const items = ['21', '22', '21', '23', '21'].map((u_id, index) => ({ u_id, u_name: `Turn ${index}` }));
		const { json } = await run(items, { options: { rowsPerCall: 2 } });
		expect(calls()).toBe(3);
		expect(json.map(({ status }) => status)).toEqual(['inserted', 'inserted', 'updated', 'inserted', 'updated']);
		expect(new Set(json.map(({ multi_import_set_id }) => multi_import_set_id)).size).toBe(1);
		expect(new Set(json.map(({ import_set_id }) => import_set_id)).size).toBe(3);
		expect(employee('21')).toMatchObject({ first_name: 'Turn 4' });
	});

	it('keeps rows apart that go to other tables, or with other settings', async () => {
		const parameters = { table: by('name', '={{ $json.table }}'), options: { rowsPerCall: '={{ $json.rows }}' } };
		const items = [
			{ table: TABLE, rows: 5, u_id: '25', u_name: 'E' },
			{ table: 'imp_user', rows: 5, user_id: 'multi.one', first_name: 'U' },
			{ table: TABLE, rows: 6, u_id: '26', u_name: 'F' },
			{ table: TABLE, rows: 5, u_id: '27', u_name: 'G' },
		];
		const { json } = await run(items, parameters);
		expect(json.map(({ display_value }) => display_value)).toEqual(['E', 'U', 'F', 'G']);
		expect(calls()).toBe(3);
		expect(json[0]?.import_set_id).toBe(json[3]?.import_set_id);
	});

	it('returns at once what took the rows when it is not to wait', async () => {
		const { json } = await run([{ u_id: '31' }, { u_id: '32' }], { wait: false });
		const { sys_import_set } = staged('31')[0] ?? {};
		const { multi_import_set } = s.stored('sys_import_set', { sys_id: sys_import_set ?? '' }) ?? {};
		const taken = { import_set_id: sys_import_set, multi_import_set_id: multi_import_set, staging_table: TABLE };
		expect(json).toEqual([taken, taken]);
	});

	it('fails those rows that the transform could not take, with ServiceNow’s words, and no others', async () => {
		s.emulator.store.setProperty('emulator.business_rule.abort.sys_user', 'Guard');
		const failing = await run([{ u_id: '41' }, { u_id: '42' }], {}, { onError: 'continueErrorOutput' });
		s.emulator.store.setProperty('emulator.business_rule.abort.sys_user', '');
		expect(failing.json).toEqual([]);
		expect(failing.errors.map(({ json }) => json)).toEqual([
			expect.objectContaining({ error: expect.stringContaining("aborted by Business Rule 'Guard"), u_id: '41' }),
			expect.objectContaining({ error: expect.stringContaining('Guard'), u_id: '42' }),
		]);
		await run([{ u_id: '43', u_name: 'Same' }]);
		const items = [
			{ u_id: '43', u_name: 'Same' },
			{ u_id: '44', u_name: 'New' },
		];
		const mixed = await run(items, { options: { alsoFailOn: ['ignored'] } }, { onError: 'continueErrorOutput' });
		expect(mixed.json).toMatchObject([{ status: 'inserted', display_value: 'New' }]);
		expect(mixed.errors).toMatchObject([{ json: { error: 'No field values changed', u_id: '43' } }]);
	});

	it('returns what each of several transform maps made of a row', async () => {
		const table = by('name', 'u_equipment_import');
		const items = [{ u_name: 'Crane', u_vendor: 'Lumen Networks', u_fault: 'Stuck' }, { u_name: 'Winch' }];
		const { json, errors } = await run(items, { table }, { onError: 'continueErrorOutput' });
		expect(json.map(({ transform_map, status }) => [transform_map, status])).toEqual([
			['Equipment', 'inserted'],
			['Equipment Ticket', 'inserted'],
		]);
		expect(errors).toMatchObject([{ json: { error: expect.stringContaining('u_vendor'), u_name: 'Winch' } }]);
		expect(s.stored('u_equipment', { u_name: 'Winch' })).toBeDefined();
	});

	it('sends names instead of labels where the instance takes those', async () => {
		const settings = { source_table: TABLE, column_mapping: 'column_name', transformation: 'synchronous' };
		const { sys_id = '' } = s.emulator.store.put('sys_rest_insert_multiple', settings);
		const named = await run([{ u_id: '51', u_name: 'Nina' }], { options: { keys: 'names' } });
		const labelled = await run([{ u_id: '52', u_name: 'Nils' }]);
		s.emulator.store.remove('sys_rest_insert_multiple', sys_id);
		expect(named.json).toMatchObject([{ status: 'inserted', display_value: 'Nina' }]);
		expect(employee('51')).toMatchObject({ first_name: 'Nina' });
		expect(labelled.error?.message).toBe('Nothing of the row was stored in the staging table');
		expect(labelled.error?.description).toContain('Column Keys');
	});

	it('notes a value that was not stored', async () => {
		const { json, hints } = await run([{ u_id: '61', u_name: 'Una', u_nothing: 'x' }]);
		expect(json).toMatchObject([{ status: 'inserted' }]);
		expect(hints).toEqual([expect.stringMatching(/^Not stored: u_nothing did not come back/)]);
	});
});

describe('Waiting', () => {
	/** An import set that is never processed, and so is none that runs after it. */
	const held = () => s.emulator.store.put('sys_import_set', { table_name: TABLE, state: 'loading' }).sys_id;

	it('ends when there is no time left, and says that ServiceNow has the rows', async () => {
		const { error } = await run([{ u_id: '71' }], { options: { runAfter: held(), timeLimit: 1 } });
		expect(error?.message).toMatch(/^It is not known what became of the row: ISET\d+ is not processed yet$/);
		expect(error?.description).toContain('look there before it is imported again');
		expect(staged('71')).toMatchObject([{ sys_import_state: 'pending' }]);
	});

	it('ends when somebody cancels the import set', async () => {
		const waiting = run([{ u_id: '81' }], { options: { runAfter: held() } });
		while (staged('81').length === 0) await new Promise((turn) => setImmediate(turn));
		s.emulator.store.put('sys_import_set', { sys_id: staged('81')[0]?.sys_import_set ?? '', state: 'cancelled' });
		expect((await waiting).error?.message).toMatch(/^ISET\d+ was cancelled before the row was transformed$/);
	});

	it('tells why the outcome is not known where the import set cannot be read', async () => {
		s.emulator.setFaults([
			{ match: { path: 'sys_import_set/' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const { error } = await run([{ u_id: '82' }]);
		expect(error?.message).toBe('It is not known what became of the row: No');
		expect(error?.description).toContain('read sys_import_set');
		expect(staged('82')).toHaveLength(1);
	});

	it('returns the state of the import set where its rows cannot be read', async () => {
		const path = `/table/${TABLE}`;
		s.emulator.setFaults([{ match: { path }, action: { kind: 'status', status: 403, message: 'No' } }]);
		const { json, hints } = await run([{ u_id: '83' }]);
		expect(json).toMatchObject([{ status: 'processed', rows: {}, staging_table: TABLE }]);
		expect(hints).toEqual([expect.stringContaining('only the state of ISET')]);
	});

	it('says when no transform map takes the rows', async () => {
		const map = s.stored('sys_transform_map', { source_table: TABLE }) ?? {};
		s.emulator.store.put('sys_transform_map', { sys_id: map.sys_id ?? '', active: 'false' });
		const { json, hints } = await run([{ u_id: '84' }]);
		s.emulator.store.put('sys_transform_map', { sys_id: map.sys_id ?? '', active: 'true' });
		expect(json).toMatchObject([{ status: 'pending', import_row: staged('84')[0]?.sys_id }]);
		expect(hints).toEqual([`So far no transform map has taken rows of ${TABLE}.`]);
	});
});

describe('Nothing is sent twice', () => {
	const lost = { match: { path: 'insertMultiple', nth: 2 }, action: { kind: 'reset', when: 'after' } } as const;

	it('when an answer is lost: what was behind it is not sent, and each row says what is known of it', async () => {
		s.emulator.setFaults([lost]);
		const items = ['91', '92', '93'].map((u_id) => ({ u_id, u_name: u_id }));
		const { json, errors } = await run(items, { options: { rowsPerCall: 1 } }, { onError: 'continueErrorOutput' });
		expect(json).toMatchObject([{ status: 'inserted', display_value: '91' }]);
		expect(errors.map(({ json: { error, u_id } }) => [u_id, error])).toEqual([
			['92', expect.stringMatching(/^The connection broke off/)],
			['93', 'The row was not sent, because the import of rows before it failed'],
		]);
		expect(calls()).toBe(2);
		expect(staged('92')).toHaveLength(1);
		expect(staged('93')).toEqual([]);
	});

	it('when an item cannot be used, where that ends the workflow', async () => {
		const table = by('name', '={{ $json.table }}');
		const items = [
			{ u_id: '94', table: TABLE },
			{ u_id: '95', table: 'no table' },
		];
		const { error } = await run(items, { table });
		expect(error?.message).toMatch(/^Table: /);
		expect(requestCount(s)).toBe(0);
	});

	it('but the other items go on where it does not', async () => {
		const table = by('name', '={{ $json.table }}');
		const items = [
			{ u_id: '96', table: 'no table' },
			{ u_id: '97', table: TABLE },
		];
		const { json, errors } = await run(items, { table }, { onError: 'continueErrorOutput' });
		expect(json).toMatchObject([{ status: 'inserted', sys_id: employee('97')?.sys_id }]);
		expect(errors).toMatchObject([{ json: { error: expect.stringMatching(/^Table: /), u_id: '96' } }]);
	});

	it.each([
		[{ options: { rowsPerCall: 0 } }, /^Rows per Call: /],
		[{ options: { timeLimit: 0 } }, /^Time Limit: /],
		[{ options: { runAfter: 'ISET1' } }, /^Run After: /],
		[{ fields: { mappingMode: 'defineBelow', value: {} } }, /^Fields: /],
	])('when %j cannot be used', async (parameters, message) => {
		expect((await run([{ u_id: '98' }], parameters)).error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});

	it('when ServiceNow refuses, in its words', async () => {
		await actAs(s, 'employee');
		const { error } = await run([{ u_id: '99' }], { options: { keys: 'names' } });
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(staged('99')).toEqual([]);
		const { error: labels } = await run([{ u_id: '99' }]);
		expect(labels?.message).toBe(`Column Keys: The labels of the columns of ${TABLE} cannot be read`);
	});
});

testsOf('importSet', 'insertMultiple');
