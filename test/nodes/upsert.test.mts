import { by, mapped, requestCount, type Stage, stage } from '../support/instance.mts';

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

	it('lists the records where several match, and writes none', async () => {
		const ids = ['x', 'y'].map(
			(short_description) => s.emulator.store.put('incident', { correlation_id: 'twice', short_description }).sys_id,
		);
		const { error } = await s.n8n.run(
			upsert({ correlation_id: 'twice', short_description: 'new' }, ['correlation_id']),
		);
		expect(error?.message).toBe('More than one record of incident has the same correlation_id');
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
