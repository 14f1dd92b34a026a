import { ServiceNowPlatform } from '../../../nodes/ServiceNowPlatform/ServiceNowPlatform.node.ts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

/** A view’s rows have the sys_ids of the records that it joins, and none of their own. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const VIEW = 'incident_sla';
const WORDS = `${VIEW} is a database view`;
const record = (operation: string, more: Record<string, unknown> = {}) =>
	({ resource: 'record', operation, table: by('name', VIEW), ...more }) as never;
const key = () => String(s.emulator.store.find('incident', {})[0]?.sys_id);

/** Incidents and the tasks beside them: as many rows as there are records of both. */
async function manyRows(count: number): Promise<void> {
	const task = s.emulator.store.find('task_sla', {})[0];
	for (let index = 0; index < count - 30; index++) {
		s.emulator.store.put('task_sla', { ...task, sys_id: index.toString(16).padStart(32, '0') });
	}
}

describe('Get Many of a database view', () => {
	it.each([[{}], [{ returnAll: true }], [{ limit: 50 }], [{ returnAll: true, options: { pageSize: 7 } }]])(
		'has each row once: %j',
		async (more) => {
			s.emulator.resetStats();
			const { json, error } = await s.n8n.run(record('getAll', { returnAll: true, ...more }));
			expect(error).toBeUndefined();
			expect(new Set(json.map((row) => row.taskslatable_sys_id)).size).toBe(30);
			expect(json).toHaveLength(30);
			expect(json[0]).not.toHaveProperty('sys_id');
		},
	);

	it.each(['false', 'true'])('has all of 2,500 rows (an unknown condition finds nothing: %s)', async (isStrict) => {
		await manyRows(2500);
		s.emulator.store.setProperty('glide.invalid_query.returns_no_rows', isStrict);
		s.emulator.resetStats();
		const { json } = await s.n8n.run(record('getAll', { returnAll: true }));
		expect(new Set(json.map((row) => row.taskslatable_sys_id)).size).toBe(2500);
		expect(json).toHaveLength(2500);
		expect(requestCount(s)).toBeLessThanOrEqual(6);
		s.emulator.store.setProperty('glide.invalid_query.returns_no_rows', 'false');
	});

	it('shows chosen fields, and is narrowed by an encoded query', async () => {
		const chosen = { output: 'selected', selectedFields: ['inc_number'] };
		const query = { ...chosen, options: { sysparm_query: 'inc_number=INC0000002' }, returnAll: true };
		const { json } = await s.n8n.run(record('getAll', query));
		expect(json).toEqual([{ inc_number: 'INC0000002' }, { inc_number: 'INC0000002' }]);
	});
});

describe('A remote table', () => {
	it('ends with an error that says so, and is read in an order', async () => {
		const [first] = s.emulator.store.find('cmn_location', {});
		for (let index = 0; index < 1200; index++) {
			s.emulator.store.put('cmn_location', { ...first, sys_id: index.toString(16).padStart(32, '0') });
		}
		s.emulator.store.setProperty('emulator.remote_tables', 'cmn_location');
		const all = { table: by('name', 'cmn_location'), returnAll: true };
		const { error, json } = await s.n8n.run(record('getAll', all));
		expect(json).toEqual([]);
		expect(error?.message).toBe('cmn_location does not keep to the pages it is asked for');
		const sort = { fields: [{ field: by('name', 'name'), direction: 'ORDERBY' }] };
		const sorted = await s.n8n.run(record('getAll', { ...all, options: { sort } }));
		expect(new Set(sorted.json.map(({ sys_id }) => sys_id)).size).toBe(sorted.json.length);
		expect(sorted.json.length).toBeGreaterThan(1200);
		s.emulator.store.setProperty('emulator.remote_tables', '');
	});
});

describe('What a view cannot do', () => {
	const values = { fields: mapped({ inc_short_description: 'x' }) };

	it.each([
		['get', { record: by('id', '0'.repeat(32)) }],
		['get', { record: by('number', 'INC0000001') }],
		['update', { record: by('id', '0'.repeat(32)), ...values }],
		['delete', { record: by('id', '0'.repeat(32)) }],
		['create', values],
		[
			'updateMany',
			{
				...values,
				filter: { conditions: [{ field: by('name', 'inc_number'), operator: '', value: by('text', 'INC0000002') }] },
				dryRun: false,
			},
		],
	])('%s says what a view is', async (operation, more) => {
		const before = s.emulator.store.find('incident', {});
		const { error } = await s.n8n.run(record(operation, more));
		expect(error?.message).toBe(WORDS);
		expect(error?.description).toContain('Its rows have no sys_id of their own');
		expect(s.emulator.store.find('incident', {})).toEqual(before);
	});

	it('asks once for many items whether it is one', async () => {
		const items = Array.from({ length: 20 }, () => ({}));
		s.emulator.resetStats();
		const parameters = record('get', { record: by('id', key()) });
		const { json } = await s.n8n.run(parameters, { items, settings: { onError: 'continueRegularOutput' } });
		expect(json.map(({ error }) => error)).toEqual(items.map(() => WORDS));
		expect(requestCount(s)).toBeLessThan(30);
	});

	it('Describe and the pickers say what a view is', async () => {
		const { error } = await s.n8n.run({ resource: 'table', operation: 'describe', table: by('name', VIEW) } as never);
		expect(error?.message).toBe(WORDS);
		const { listSearch, loadOptions, resourceMapping } = new ServiceNowPlatform().methods;
		const context = s.n8n.loadOptions({
			authentication: 'serviceNowPlatformServiceOAuth2Api',
			resource: 'record',
			table: by('name', VIEW),
		} as never);
		await expect(listSearch.searchRecords.call(context)).rejects.toThrow(WORDS);
		await expect(listSearch.searchFields.call(context)).rejects.toThrow(WORDS);
		await expect(loadOptions.getFields.call(context)).rejects.toThrow(WORDS);
		const { fields, emptyFieldsNotice } = await resourceMapping.getColumnsToUpdate.call(context);
		expect(fields).toEqual([]);
		expect(emptyFieldsNotice).toContain(WORDS);
	});
});
