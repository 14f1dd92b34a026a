import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.reset();
	for (const [short_description, impact, reassignment_count] of ROWS) {
		s.emulator.store.put('incident', {
			correlation_id: 'many',
			short_description,
			impact,
			reassignment_count,
			state: '1',
			active: 'true',
		});
	}
});

const ROWS = [
	['a', '1', '3'],
	['b', '1', '5'],
	['c', '2', '10'],
] as const;
const many = () => s.emulator.store.find('incident', { correlation_id: 'many' });
const incident = by('name', 'incident');
const field = (name: string) => ({ __rl: true, mode: 'name', value: name });
const record = (
	operation: string,
	{ options = {}, sysparm_query = 'correlation_id=many', ...more }: Record<string, unknown>,
) =>
	({
		resource: 'record',
		operation,
		table: incident,
		options: { ...(sysparm_query === '' ? {} : { sysparm_query }), ...(options as object) },
		...more,
	}) as never;
const updateMany = (values: Record<string, unknown>, more: Record<string, unknown> = {}) =>
	record('updateMany', { fields: mapped(values), dryRun: false, maxRecords: 100, ...more });

describe('Count', () => {
	it('counts what matches, with one request for each item, and reads no record', async () => {
		s.emulator.resetStats();
		const { json, error } = await s.n8n.run(record('count', {}));
		expect(error).toBeUndefined();
		expect(json).toEqual([{ table: 'incident', count: 3 }]);
		// No record tells of a field that is not there: the table and its columns are looked up.
		expect(s.emulator.stats().requests).toMatchObject({ 'aggregate.stats': 1, 'table.list': 2 });
		s.emulator.resetStats();
		await s.n8n.run(record('count', {}), { items: Array.from({ length: 20 }, () => ({})) });
		expect(s.emulator.stats().requests['table.list']).toBe(2);
	});

	it('gives 0 where nothing matches, and ServiceNow’s words for a table that is not there', async () => {
		expect((await s.n8n.run(record('count', { sysparm_query: 'number=NONE' }))).json).toEqual([
			{ table: 'incident', count: 0 },
		]);
		const { error } = await s.n8n.run(record('count', { table: by('name', 'u_nowhere') }));
		expect(error?.message).toMatch(/Invalid table u_nowhere/);
	});
});

describe('Summarize', () => {
	const summarize = async (more: Record<string, unknown>) => {
		const { json, error } = await s.n8n.run(record('summarize', more));
		return error?.message ?? json;
	};
	const figures = {
		rows: [
			{ kind: 'count' },
			{ kind: 'sum', field: field('reassignment_count') },
			{ kind: 'avg', field: field('reassignment_count') },
			{ kind: 'min', field: field('reassignment_count') },
			{ kind: 'max', field: field('reassignment_count') },
		],
	};

	it('works out figures of all records, as numbers', async () => {
		expect(await summarize({ measures: figures })).toEqual([
			{
				count: 3,
				sum_reassignment_count: 18,
				avg_reassignment_count: 6,
				min_reassignment_count: 3,
				max_reassignment_count: 10,
			},
		]);
	});

	it('works them out for each group, named as people see them, in the asked order', async () => {
		const groups = await summarize({
			measures: figures,
			groupBy: { rows: [{ field: field('impact') }] },
			options: { order: { rows: [{ kind: 'sum', field: field('reassignment_count'), direction: 'desc' }] } },
		});
		expect(groups).toEqual([
			expect.objectContaining({ impact: '2 - Medium', count: 1, sum_reassignment_count: 10 }),
			expect.objectContaining({ impact: '1 - High', count: 2, sum_reassignment_count: 8, avg_reassignment_count: 4 }),
		]);
		const ascending = await summarize({
			measures: { rows: [{ kind: 'count' }] },
			groupBy: { rows: [{ field: field('impact') }] },
			options: {
				order: { rows: [{ kind: 'group', groupField: field('impact'), direction: 'asc' }] },
				sysparm_display_value: 'all',
			},
		});
		expect(ascending).toEqual([
			{ impact: { value: '1', display_value: '1 - High' }, count: 2 },
			{ impact: { value: '2', display_value: '2 - Medium' }, count: 1 },
		]);
	});

	it('leaves out groups by their figures', async () => {
		const groups = await summarize({
			measures: { rows: [{ kind: 'count' }] },
			groupBy: { rows: [{ field: field('impact') }] },
			options: {
				having: { rows: [{ kind: 'count', operator: '>', value: 1 }] },
				sysparm_display_value: 'false',
			},
		});
		expect(groups).toEqual([{ impact: '1', count: 2 }]);
	});

	it('says which field gave no figure, which ServiceNow leaves out without a word', async () => {
		const wrong = { rows: [{ kind: 'sum', field: field('no_such_field') }] };
		expect(await summarize({ measures: wrong })).toMatch(/no figure for no_such_field of incident/);
	});

	it.each([
		['no figure', { measures: {} }, 'Calculations: There is none'],
		[
			'a figure of no field',
			{ measures: { rows: [{ kind: 'sum', field: field('') }] } },
			/Calculations: "" is not a column/,
		],
		[
			'a comparison with no number',
			{ measures: figures, options: { having: { rows: [{ kind: 'count', operator: '>', value: 'x^y' }] } } },
			/Filter Groups: "x\^y" is not a number/,
		],
		[
			'a field that would change the query',
			{ measures: figures, groupBy: { rows: [{ field: field('a,b^c') }] } },
			/Group By: "a,b\^c" is not a column name/,
		],
	])('refuses %s before any request', async (_, more, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(record('summarize', more));
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Update Many', () => {
	it('writes every record that matches, and no other', async () => {
		const before = s.emulator.store.find('incident', {}).filter(({ correlation_id }) => correlation_id !== 'many');
		const { json, error } = await s.n8n.run(updateMany({ impact: '3', assignment_group: 'Network' }));
		expect(error).toBeUndefined();
		const group = s.stored('sys_user_group', { name: 'Network' })?.sys_id;
		expect(many().map((row) => [row.impact, row.assignment_group])).toEqual(ROWS.map(() => ['3', group]));
		expect(json.map(({ sys_id, updated }) => [sys_id, updated]).sort()).toEqual(
			many()
				.map(({ sys_id }) => [sys_id, true])
				.sort(),
		);
		const after = s.emulator.store.find('incident', {}).filter(({ correlation_id }) => correlation_id !== 'many');
		expect(after).toEqual(before);
	});

	it('only lists what would change in a dry run', async () => {
		const { json } = await s.n8n.run(updateMany({ impact: '3' }, { dryRun: true }));
		expect(json).toHaveLength(3);
		expect(json).toContainEqual(
			expect.objectContaining({ updated: false, changes: { impact: { from: '2', to: '3' } } }),
		);
		expect(
			many()
				.map(({ impact }) => impact)
				.sort(),
		).toEqual(['1', '1', '2']);
	});

	it('packs the writes into few calls', async () => {
		for (let index = 0; index < 200; index++) {
			s.emulator.store.put('incident', { correlation_id: 'many', short_description: `more ${index}`, impact: '1' });
		}
		s.emulator.resetStats();
		const { json, error } = await s.n8n.run(updateMany({ impact: '3' }, { maxRecords: 500 }));
		expect([error, json.length]).toEqual([undefined, 203]);
		expect(many().every(({ impact }) => impact === '3')).toBe(true);
		// Two pages and the count of the table; the size of the Batch calls adapts itself to how fast the instance is.
		expect(requestCount(s)).toBeLessThanOrEqual(15);
	});

	it('does the items one after the other, so that no two of them mix', async () => {
		const slow = { match: { method: 'POST', path: '/batch', nth: 1 }, action: { kind: 'delay', milliseconds: 500 } };
		for (let index = 0; index < 40; index++) s.emulator.store.put('incident', { correlation_id: 'many' });
		s.emulator.setFaults([slow] as never);
		const items = [{ text: 'first' }, { text: 'second' }];
		const { error } = await s.n8n.run(updateMany({ short_description: '={{ $json.text }}' }), { items });
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(new Set(many().map(({ short_description }) => short_description))).toEqual(new Set(['second']));
	});

	it.each([
		[
			'more records match than allowed',
			{},
			{ maxRecords: 2 },
			'Maximum Records: More than 2 records of incident match',
		],
		[
			'there is no condition',
			{},
			{ sysparm_query: '' },
			'Filter: There is no condition, so that every record of incident would be updated',
		],
		[
			'the filter leaves nothing out',
			{},
			{ sysparm_query: 'sys_idISNOTEMPTY', maxRecords: 5000 },
			'Filter: The filter leaves no record out, so that every record of incident would be updated',
		],
		[
			'the filter names a field that is not there',
			{},
			{ sysparm_query: 'no_such_field=1', maxRecords: 5000 },
			'Filter: incident has no field no_such_field, or the user may not read it',
		],
	])('writes nothing where %s', async (_, values, more, message) => {
		const before = s.emulator.store.find('incident', {});
		const { error } = await s.n8n.run(updateMany({ impact: '3', ...values }, more));
		expect(error?.message).toBe(message);
		expect(s.emulator.store.find('incident', {})).toEqual(before);
	});

	it('writes all records of a table where that is said to be meant', async () => {
		const { json, error } = await s.n8n.run(
			updateMany(
				{ short_description: 'All of them' },
				{ table: by('name', 'u_vendor_ticket'), sysparm_query: '', options: { allRecords: true } },
			),
		);
		expect(error).toBeUndefined();
		const tickets = s.emulator.store.find('u_vendor_ticket', {});
		expect(json).toHaveLength(tickets.length);
		expect(tickets.every(({ short_description }) => short_description === 'All of them')).toBe(true);
	});

	it('does the others where one is refused, and tells which and why', async () => {
		const refused = many().find(({ impact }) => impact === '2');
		const path = `/api/now/table/incident/${String(refused?.sys_id)}`;
		const fault = {
			match: { path },
			action: { kind: 'status', status: 403, message: 'Operation Failed', detail: 'No' },
		};
		s.emulator.setFaults([fault] as never);
		const { error } = await s.n8n.run(updateMany({ impact: '3' }));
		expect(error?.message).toBe('1 of 3 records of incident were not updated: Operation Failed');
		expect(error?.description).toContain('Operation Failed (No)');
		expect(
			many()
				.map(({ impact }) => impact)
				.sort(),
		).toEqual(['2', '3', '3']);
		s.emulator.setFaults([fault] as never);
		const { json } = await s.n8n.run(updateMany({ impact: '1' }, { options: { refused: 'report' } }));
		expect(json.find(({ sys_id }) => sys_id === refused?.sys_id)).toMatchObject({
			updated: false,
			reason: 'Operation Failed (No)',
		});
		expect(json.filter(({ updated }) => updated)).toHaveLength(2);
	});

	it('sends no more once the instance refuses the sign-in', async () => {
		for (let index = 0; index < 1000; index++)
			s.emulator.store.put('incident', { correlation_id: 'many', impact: '1' });
		s.emulator.setFaults([{ match: { method: 'POST', path: '/batch' }, action: { kind: 'hibernation' } }] as never);
		s.emulator.resetStats();
		const { error } = await s.n8n.run(updateMany({ impact: '3' }, { maxRecords: 5000 }));
		expect(error?.message).toContain('The ServiceNow instance is asleep');
		expect(many().every(({ impact }) => impact !== '3')).toBe(true);
		expect(s.emulator.stats().requests.batch).toBeLessThanOrEqual(3);
	});
});

testsOf('record', 'count', 'summarize', 'updateMany');
