import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const upsert = (values: Record<string, unknown>, matchingColumns: string[], more: Record<string, unknown> = {}) =>
	({
		resource: 'incident',
		operation: 'upsert',
		fields: { ...mapped(values), matchingColumns },
		...more,
	}) as never;
const auto = (matchingColumns: string[]) =>
	({
		resource: 'incident',
		operation: 'upsert',
		fields: { mappingMode: 'autoMapInputData', value: null, matchingColumns },
	}) as never;
const entriesOf = (element_id = '') =>
	s.emulator.store
		.find('sys_journal_field', { element_id })
		.map(({ value }) => value)
		.sort();
const found = (correlation_id: string) => s.emulator.store.find('incident', { correlation_id });

describe('Create or Update', () => {
	it('creates a record where none matches, and says so', async () => {
		const { json, error } = await s.n8n.run(
			upsert({ correlation_id: 'ext-1', short_description: 'First' }, ['correlation_id']),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ correlation_id: 'ext-1', upsert: 'created' })]);
		expect(found('ext-1')).toEqual([expect.objectContaining({ short_description: 'First', sys_id: json[0]?.sys_id })]);
	});

	it('updates the record that matches, and says so', async () => {
		const { json: first } = await s.n8n.run(
			upsert({ correlation_id: 'ext-1', short_description: 'First' }, ['correlation_id']),
		);
		const { json } = await s.n8n.run(
			upsert({ correlation_id: 'ext-1', short_description: 'Second', impact: 1 }, ['correlation_id']),
		);
		expect(json).toEqual([expect.objectContaining({ sys_id: first[0]?.sys_id, upsert: 'updated' })]);
		expect(found('ext-1')).toEqual([expect.objectContaining({ short_description: 'Second', impact: '1' })]);
	});

	it('matches on several columns together, references by name among them', async () => {
		const columns = ['caller_id', 'correlation_id'];
		const run = async (caller_id: string, short_description: string) =>
			(await s.n8n.run(upsert({ caller_id, correlation_id: 'ext-2', short_description }, columns))).json[0];
		const beth = await run('beth.anglin', 'Beth’s');
		const abel = await run('abel.tuter', 'Abel’s');
		const again = await run('beth.anglin@example.com', 'Beth’s again');
		expect([beth?.upsert, abel?.upsert, again?.upsert]).toEqual(['created', 'created', 'updated']);
		expect(again?.sys_id).toBe(beth?.sys_id);
		expect(
			found('ext-2')
				.map(({ short_description }) => short_description)
				.sort(),
		).toEqual(['Abel’s', 'Beth’s again']);
	});

	it('makes one record of two items with the same key, in their order', async () => {
		const { json, output } = await s.n8n.run(auto(['correlation_id']), {
			items: [
				{ correlation_id: 'a', short_description: 'one' },
				{ correlation_id: 'b', short_description: 'two' },
				{ correlation_id: 'a', short_description: 'three' },
			],
		});
		expect(json.map((record) => record.upsert)).toEqual(['created', 'created', 'updated']);
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1, 2]);
		expect(found('a')).toEqual([expect.objectContaining({ short_description: 'three' })]);
	});

	it('makes one record of items that name the same one differently', async () => {
		const callers = ['beth.anglin', 'beth.anglin@example.com', 'Beth Anglin'];
		const { json, error } = await s.n8n.run(auto(['correlation_id', 'caller_id']), {
			items: callers.map((caller_id) => ({ correlation_id: 'alias', caller_id, work_notes: caller_id })),
		});
		expect(error).toBeUndefined();
		expect(json.map((record) => record.upsert).sort()).toEqual(['created', 'updated', 'updated']);
		const [record, ...others] = found('alias');
		expect(others).toEqual([]);
		expect(entriesOf(record?.sys_id)).toEqual([...callers].sort());
		const { json: inCase } = await s.n8n.run(auto(['correlation_id']), {
			items: ['tr', 'tr ', 'TR'].map((correlation_id, index) => ({ correlation_id, short_description: `${index}` })),
		});
		expect(inCase.map((one) => one.upsert)).toEqual(['created', 'updated', 'updated']);
		expect(
			s.emulator.store
				.find('incident', {})
				.filter(({ correlation_id }) => /^tr *$/i.test(String(correlation_id)))
				.map(({ short_description }) => short_description),
		).toEqual(['2']);
	});

	it('makes one record of executions at the same time', async () => {
		s.emulator.setFaults([{ match: { method: 'GET', path: 'race' }, action: { kind: 'delay', milliseconds: 200 } }]);
		const texts = ['one', 'two', 'three'];
		const runs = await Promise.all(
			texts.map(
				async (text) => await s.n8n.run(upsert({ correlation_id: 'race', work_notes: text }, ['correlation_id'])),
			),
		);
		s.emulator.setFaults([]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined, undefined]);
		expect(runs.map(({ json }) => json[0]?.upsert).sort()).toEqual(['created', 'updated', 'updated']);
		expect(found('race')).toHaveLength(1);
		expect(entriesOf(found('race')[0]?.sys_id)).toEqual([...texts].sort());
	});

	it('leaves a record alone that it made once and that has other values by now', async () => {
		const key = { correlation_id: 'moved' };
		const { json: first } = await s.n8n.run(upsert({ ...key, short_description: 'First' }, ['correlation_id']));
		const sys_id = String(first[0]?.sys_id);
		s.emulator.store.put('incident', { sys_id, correlation_id: 'elsewhere' });
		s.emulator.resetStats();
		const { json } = await s.n8n.run(upsert({ ...key, short_description: 'Second' }, ['correlation_id']));
		expect(json).toEqual([expect.objectContaining({ upsert: 'created', correlation_id: 'moved' })]);
		expect(s.emulator.stats().requests).toMatchObject({ 'table.list': 1, 'table.create': 1 });
		expect(found('moved')).toEqual([expect.objectContaining({ short_description: 'Second' })]);
		expect(found('elsewhere')).toEqual([expect.objectContaining({ sys_id, short_description: 'First' })]);
	});

	it('makes it anew once it is deleted', async () => {
		const run = async () => (await s.n8n.run(upsert({ correlation_id: 'gone' }, ['correlation_id']))).json[0];
		s.emulator.store.remove('incident', String((await run())?.sys_id));
		expect(await run()).toMatchObject({ upsert: 'created' });
		expect(found('gone')).toHaveLength(1);
	});

	it('finds its record after a lost answer, and repeats no entry of its journal', async () => {
		s.emulator.setFaults([{ match: { method: 'POST', path: 'incident' }, action: { kind: 'reset', when: 'after' } }]);
		const values = { correlation_id: 'lost', work_notes: 'Once', short_description: 'Kept' };
		const { json, error } = await s.n8n.run(upsert(values, ['correlation_id']));
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ upsert: 'created', short_description: 'Kept' })]);
		expect(found('lost')).toEqual([expect.objectContaining({ short_description: 'Kept' })]);
		expect(entriesOf(found('lost')[0]?.sys_id)).toEqual(['Once']);
	});

	it('writes its values when the record that it finds after a lost request is another execution’s', async () => {
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'incident', nth: 2 }, action: { kind: 'reset', when: 'before' } },
			{ match: { method: 'GET', path: 'both' }, action: { kind: 'delay', milliseconds: 200 } },
		]);
		const run = async (column: string) =>
			await s.n8n.run(upsert({ correlation_id: 'both', [column]: 'Mine' }, ['correlation_id']));
		const runs = await Promise.all([run('short_description'), run('description')]);
		s.emulator.setFaults([]);
		expect(runs.map(({ error }) => error)).toEqual([undefined, undefined]);
		expect(found('both')).toEqual([expect.objectContaining({ short_description: 'Mine', description: 'Mine' })]);
	});

	it('lists the records where several match, and writes none', async () => {
		const ids = ['x', 'y'].map(
			(short_description) => s.emulator.store.put('incident', { correlation_id: 'twice', short_description }).sys_id,
		);
		const { error } = await s.n8n.run(
			upsert({ correlation_id: 'twice', short_description: 'new' }, ['correlation_id']),
		);
		expect(error?.message).toBe('More than one incident has the same correlation_id');
		for (const id of ids) expect(error?.description).toContain(id);
		expect(
			found('twice')
				.map(({ short_description }) => short_description)
				.sort(),
		).toEqual(['x', 'y']);
	});

	it('refuses a column that the table does not have, whose condition the instance would drop', async () => {
		const before = s.emulator.store.find('u_vendor_ticket', {});
		for (const { sys_id } of before.slice(1)) s.emulator.store.remove('u_vendor_ticket', String(sys_id));
		const [only] = s.emulator.store.find('u_vendor_ticket', {});
		const { error } = await s.n8n.run(
			upsert({ no_such_column: 'x', short_description: 'new' }, ['no_such_column'], {
				resource: 'record',
				table: by('name', 'u_vendor_ticket'),
			}),
		);
		expect(error?.message).toMatch(/cannot be matched on no_such_column/);
		expect(s.emulator.store.find('u_vendor_ticket', {})).toEqual([only]);
	});

	it('takes the columns from the option where the list cannot be loaded, for any table', async () => {
		const { json, error } = await s.n8n.run(
			{
				resource: 'record',
				operation: 'upsert',
				table: by('name', 'cmn_location'),
				fields: { mappingMode: 'autoMapInputData', value: null },
				options: { matchColumns: 'name, city' },
			} as never,
			{ items: [{ name: 'Nowhere', city: 'Nil' }] },
		);
		expect(error?.message).toMatch(/ACL Exception|Operation Failed/);
		expect(json).toEqual([]);
	});

	it.each([
		['no column to match on', upsert({ short_description: 'x' }, []), 'Columns to Match On: No column is chosen'],
		[
			'a column without a value',
			upsert({ short_description: 'x' }, ['number']),
			'Columns to Match On: number has no value',
		],
		[
			'a value that would change the query',
			upsert({ correlation_id: 'a^ORnumberISNOTEMPTY' }, ['correlation_id']),
			'correlation_id: "a^ORnumberISNOTEMPTY" contains "^", which would change the query',
		],
		['a column that is none', upsert({ 'a^b': 'x' }, ['a^b']), 'Columns to Match On: "a^b" is not a column name'],
	])('refuses %s before any request', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(parameters);
		expect(error?.message).toBe(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('incident', 'upsert');
