import type { IDataObject } from 'n8n-workflow';
import { nounOf } from '../../nodes/ServiceNowPlatform/domain/schema/stockTables.ts';
import { actAs } from './actAs.mts';
import { by, mapped, requestCount, type Stage } from './instance.mts';
import type { NodeOptions, NodeRun } from './n8n/n8n.mts';

/** A resource that stands for one table, and what its tests write. */
export interface TableResource {
	/** As the node calls it: changeRequest. */
	resource: string;
	/** The locator's name as users see it. */
	field: string;
	table: string;
	/** A column besides the sys_id that names a record, with the locator mode of the same name, and a value that no record has. */
	key: { column: string; unknown: string };
	/** Values of a new record. */
	values: Record<string, string>;
	/** More of them, different for each record: what the instance does not number by itself. */
	names?: (nth: number) => Record<string, string>;
	/** A column to change, and to look records up by. */
	changed: { column: string; value: string };
	/** A user who may do everything here, and one whom ServiceNow refuses to delete such a record. */
	users: { allowed: string; refused: string };
}

export interface Runner {
	run(operation: string, parameters?: Record<string, unknown>, options?: NodeOptions): Promise<NodeRun>;
	/** Creates a record with the usual values and more. */
	created(more?: Record<string, unknown>): Promise<Record<string, string>>;
	of(sys_id: unknown): Record<string, string> | undefined;
}

export function runnerOf(
	stage: () => Stage,
	spec: Pick<TableResource, 'resource' | 'table' | 'values' | 'names'>,
): Runner {
	const { resource, table, values, names = () => ({}) } = spec;
	let nth = 0;
	const run: Runner['run'] = async (operation, parameters = {}, options = {}) =>
		await stage().n8n.run({ resource, operation, ...parameters } as never, options);
	return {
		run,
		async created(more = {}) {
			const { json, error } = await run('create', { fields: mapped({ ...values, ...names(nth++), ...more }) });
			if (error) throw error;
			return json[0] as Record<string, string>;
		},
		of: (sys_id) => stage().stored(table, { sys_id: String(sys_id) }),
	};
}

/** An empty literal is refused by n8n itself; this is one that the data brings. */
const EMPTY = '={{ "" }}';
const HOSTILE = [EMPTY, '../../x', '//evil', 'https://evil', '@evil', `${'a'.repeat(32)}^ORactive=true`];
const UNKNOWN = 'f'.repeat(32);
const place = ({ output }: NodeRun) => output.map(({ pairedItem }) => (pairedItem as { item: number }).item);

/** What every such resource does. The tests share one instance, which is quicker than a new one for each. */
export function describeTableVerbs(stage: () => Stage, spec: TableResource): void {
	const runner = runnerOf(stage, spec);
	beforeAll(async () => await actAs(stage(), spec.users.allowed));
	describe('creates, reads, changes and deletes:', () => {
		writes(stage, spec, runner);
		reads(stage, spec, runner);
	});
	describe('several items:', () => many(stage, spec, runner));
	describe('refusals:', () => refusals(stage, spec, runner));
}

function writes(
	stage: () => Stage,
	{ values, changed, key, table }: TableResource,
	{ run, created, of }: Runner,
): void {
	it('creates what was given, and returns the record with what ServiceNow filled in', async () => {
		const record = await created();
		expect(record).toMatchObject(values);
		expect(record[key.column]).toMatch(/\S/);
		expect(of(record.sys_id)).toMatchObject({ ...values, [key.column]: record[key.column] });
	});

	it('changes the given columns and no other', async () => {
		const record = await created();
		const { json, error } = await run('update', {
			record: by(key.column, String(record[key.column])),
			fields: mapped({ [changed.column]: changed.value }),
		});
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ sys_id: record.sys_id, [changed.column]: changed.value })]);
		expect(of(record.sys_id)).toMatchObject({ ...values, [changed.column]: changed.value });
	});

	it('deletes', async () => {
		const { sys_id } = await created();
		const { json } = await run('delete', { record: by('id', String(sys_id)) });
		expect(json).toEqual([{ deleted: true, sys_id }]);
		expect(of(sys_id)).toBeUndefined();
	});

	it('creates or updates', async () => {
		const same = { [changed.column]: `${changed.value}-upsert` };
		const fields = { ...mapped({ ...values, ...same }), matchingColumns: [changed.column] };
		const [first, second] = [await run('upsert', { fields }), await run('upsert', { fields })];
		expect(first.json).toEqual([expect.objectContaining({ ...same, upsert: 'created' })]);
		expect(second.json).toEqual([expect.objectContaining({ upsert: 'updated', sys_id: first.json[0]?.sys_id })]);
		expect(stage().emulator.store.find(table, same)).toHaveLength(1);
	});
}

function reads(stage: () => Stage, { key, table, values }: TableResource, { run, created }: Runner): void {
	it('gets by list, key, sys_id and address, each with one request', async () => {
		const record = await created();
		const sys_id = String(record.sys_id);
		const names = [
			by('list', sys_id),
			by(key.column, String(record[key.column])),
			by('id', sys_id),
			by('url', `${stage().emulator.url}/nav_to.do?uri=${table}.do%3Fsys_id%3D${sys_id}`),
		];
		for (const name of names) {
			stage().emulator.resetStats();
			const { json, error } = await run('get', { record: name });
			expect(error).toBeUndefined();
			expect(json).toEqual([expect.objectContaining({ ...values, sys_id })]);
			expect(requestCount(stage())).toBe(1);
		}
	});

	it('gets many: those of a query, in the asked order, up to the limit', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 3; count++) ids.push(String((await created()).sys_id));
		const { json, error } = await run('getAll', {
			returnAll: false,
			limit: 2,
			options: {
				sysparm_query: `sys_idIN${ids.join(',')}`,
				sort: { fields: [{ field: 'sys_id', direction: 'ORDERBYDESC' }] },
			},
			output: 'selected',
			selectedFields: 'sys_id',
		});
		expect(error).toBeUndefined();
		expect(json).toEqual(
			[...ids]
				.sort()
				.reverse()
				.slice(0, 2)
				.map((sys_id) => ({ sys_id })),
		);
	});
}

function many(stage: () => Stage, { key, values }: TableResource, { run, created, of }: Runner): void {
	it('gives results in the order of the items, paired with them', async () => {
		const records = [await created(), await created(), await created()];
		const ids = records.map(({ sys_id }) => String(sys_id)).reverse();
		const found = await run('get', { record: by('id', '={{ $json.id }}') }, { items: ids.map((id) => ({ id })) });
		expect(found.json.map(({ sys_id }) => sys_id)).toEqual(ids);
		expect(place(found)).toEqual([0, 1, 2]);
	});

	it('goes on without those that fail, and says why', async () => {
		const { sys_id } = await created();
		const items = [{ id: UNKNOWN }, { id: sys_id }, { id: '../nonsense' }] as IDataObject[];
		const result = await run(
			'get',
			{ record: by('id', '={{ $json.id }}') },
			{ items, settings: continuing('Regular') },
		);
		expect(place(result)).toEqual([0, 1, 2]);
		expect(result.json).toEqual([
			{ error: 'No Record found', message: expect.stringContaining('ACL'), details: expect.any(Object) },
			expect.objectContaining({ ...values, sys_id }),
			expect.objectContaining({ error: expect.stringContaining('"../nonsense" is not a sys_id') }),
		]);
	});

	it('sends those that fail to the error output, with their data', async () => {
		const { sys_id, [key.column]: name } = await created();
		stage().emulator.resetStats();
		const items = [{ name: key.unknown, mine: 1 }, { name }] as IDataObject[];
		const parameters = { record: by(key.column, '={{ $json.name }}') };
		const result = await run('delete', parameters, { items, settings: continuing('Error') });
		expect(result.json).toEqual([{ deleted: true, sys_id }]);
		expect(of(sys_id)).toBeUndefined();
		expect(result.errors.map(({ json }) => json)).toEqual([
			expect.objectContaining({ name: key.unknown, mine: 1, error: expect.stringContaining(key.unknown) }),
		]);
		expect(stage().emulator.stats().requests['table.delete']).toBe(1);
	});
}

const continuing = (output: 'Regular' | 'Error') => ({ onError: `continue${output}Output` as const });

function refusals(stage: () => Stage, spec: TableResource, runner: Runner): void {
	const { run, created, of } = runner;
	const { table, key, changed, users } = spec;
	const fields = mapped({ [changed.column]: changed.value });

	it.each(['get', 'update', 'delete'])('%s of an unknown record fails with ServiceNow’s words', async (operation) => {
		const { error } = await run(operation, { record: by('id', UNKNOWN), fields });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
		const named = await run(operation, { record: by(key.column, key.unknown), fields });
		expect(named.error?.message).toBe(`No ${nounOf(table)} has the ${key.column.replaceAll('_', ' ')} ${key.unknown}`);
	});

	it('fails with ServiceNow’s words where the user may not delete, and nothing is deleted', async () => {
		const { sys_id } = await created();
		await actAs(stage(), users.refused);
		const { error } = await run('delete', { record: by('id', String(sys_id)) });
		await actAs(stage(), users.allowed);
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(error?.description).toContain('ACL Exception Delete Failed due to security constraints');
		expect(of(sys_id)).toBeDefined();
	});

	it('fails with the name of the business rule that aborts a write', async () => {
		const { sys_id } = await created();
		const rule = (name: string) => stage().emulator.store.setProperty(`emulator.business_rule.abort.${table}`, name);
		rule('Keep as it is');
		for (const [operation, parameters] of [
			['create', { fields: mapped(spec.values) }],
			['update', { fields, record: by('id', String(sys_id)) }],
		] as const) {
			const { error } = await run(operation, parameters);
			expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
			expect(error?.description).toContain("aborted by Business Rule 'Keep as it is");
		}
		rule('');
		expect(of(sys_id)?.[changed.column]).not.toBe(changed.value);
	});

	unusable(stage, spec, runner);
}

function unusable(stage: () => Stage, { field, key, changed }: TableResource, { run }: Runner): void {
	const fields = mapped({ [changed.column]: changed.value });

	it.each(['get', 'update', 'delete'])('%s sends nothing for what names no record', async (operation) => {
		stage().emulator.resetStats();
		for (const mode of ['list', 'id', 'url', key.column]) {
			const values = HOSTILE.filter((value) => mode !== key.column || key.column === 'number' || /\^|\{/.test(value));
			for (const value of values) {
				const { error } = await run(operation, { record: by(mode, value), fields });
				expect([mode, value, error?.message]).toEqual([mode, value, expect.stringMatching(new RegExp(`^${field}: `))]);
			}
		}
		const other = `https://dev12345.service-now.com/cmn_location.do?sys_id=${'a'.repeat(32)}`;
		expect((await run(operation, { record: by('url', other), fields })).error?.message).toContain('cmn_location');
		expect(requestCount(stage())).toBe(0);
	});

	it.each(['create', 'update', 'upsert'])('%s sends nothing where there is nothing to write', async (operation) => {
		stage().emulator.resetStats();
		const record = by('id', 'a'.repeat(32));
		const { error } = await run(operation, { record, fields: { ...mapped({}), matchingColumns: ['number'] } });
		expect(error?.message).toBe('Fields: There is nothing to write');
		expect(requestCount(stage())).toBe(0);
	});
}
