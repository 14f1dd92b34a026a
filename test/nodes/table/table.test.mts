import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	// The first request of all fetches a token.
	await s.n8n.run({ resource: 'table', operation: 'getAll', limit: 1 } as never);
});
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const table = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'table', operation, ...parameters }) as never;
const describe_ = async (name: string, more: Record<string, unknown> = {}) =>
	await s.n8n.run(table('describe', { table: by('name', name), ...more }));
const tables = async (parameters: Record<string, unknown>) =>
	await s.n8n.run(table('getAll', { output: 'simplified', ...parameters }));
const column = (items: Array<Record<string, unknown>>, element: string) => items.find((one) => one.element === element);

/** All columns of the class chain, as the store knows them. */
function expectedColumns(...chain: string[]): string[] {
	const rows = chain.flatMap((name) => s.emulator.store.find('sys_dictionary', { name }));
	return [...new Set(rows.map(({ element = '' }) => element).filter((element) => element !== ''))].sort();
}

describe('Describe', () => {
	it('returns every column of the class chain, in at most three requests', async () => {
		const { json, output, error } = await describe_('incident');
		expect(error).toBeUndefined();
		expect(json.map(({ element }) => String(element)).sort()).toEqual(expectedColumns('incident', 'task'));
		expect(requestCount(s)).toBeLessThanOrEqual(3);
		expect(output.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
	});

	it('tells of each column all that the dictionary does, and who defines it', async () => {
		const { json } = await describe_('incident');
		expect(column(json, 'caller_id')).toEqual({
			table: 'incident',
			element: 'caller_id',
			label: 'Caller',
			type: 'reference',
			max_length: 32,
			mandatory: true,
			read_only: false,
			display: false,
			default_value: '',
			reference: 'sys_user',
			reference_key: 'sys_id',
			choices: [],
			choices_only: false,
			defined_in: 'incident',
		});
		expect(column(json, 'number')).toMatchObject({ display: true, defined_in: 'task' });
	});

	it('has the choices of the closest class, with the values that they depend on', async () => {
		const { json } = await describe_('incident');
		expect(column(json, 'state')).toMatchObject({
			choices_only: true,
			choices: expect.arrayContaining([{ value: '6', label: 'Resolved' }]),
		});
		expect(column(json, 'subcategory')?.choices).toContainEqual({
			value: 'dns',
			label: 'DNS',
			dependent_value: 'network',
		});
	});

	it('takes what the class changes of inherited columns', async () => {
		const [own, parent] = [(await describe_('incident')).json, (await describe_('task')).json];
		expect(column(parent, 'short_description')).toMatchObject({ mandatory: false });
		expect(column(own, 'short_description')).toMatchObject({ mandatory: true, defined_in: 'task' });
		expect(column(own, 'priority')).toMatchObject({ read_only: true, default_value: '5' });
	});

	it('returns one item for the table when told so', async () => {
		const { json } = await describe_('incident', { outputItems: 'table', options: { columns: 'state, number' } });
		expect(json).toEqual([
			{
				table: 'incident',
				label: 'Incident',
				super_classes: ['task'],
				display: 'number',
				columns: [
					expect.objectContaining({ element: 'number', label: 'Number' }),
					expect.objectContaining({ element: 'state', label: 'State' }),
				],
			},
		]);
	});

	it('asks once for a table that several items describe', async () => {
		const { json } = await s.n8n.run(table('describe', { table: by('name', 'task'), outputItems: 'table' }), {
			items: [{}, {}, {}],
		});
		expect(json).toHaveLength(3);
		expect(requestCount(s)).toBe(2);
	});

	it('has the labels of choices in another language, English ones where there are none', async () => {
		const values = { name: 'incident', element: 'state', value: '1', inactive: 'false', sequence: '1' };
		const row = s.emulator.store.put('sys_choice', { ...values, label: 'Neu', language: 'de' });
		const { json } = await describe_('incident', { options: { columns: 'state', language: 'de' } });
		s.emulator.store.remove('sys_choice', row.sys_id ?? '');
		expect(json[0]?.choices).toEqual(
			expect.arrayContaining([
				{ value: '1', label: 'Neu' },
				{ value: '6', label: 'Resolved' },
			]),
		);
		expect(json[0]?.choices).not.toContainEqual({ value: '1', label: 'New' });
	});

	it('says which columns there are not', async () => {
		const { error } = await describe_('incident', { options: { columns: 'state,stat,u_x' } });
		expect(error?.message).toBe('Columns: incident has no column stat, u_x');
	});

	it('says that there is no such table', async () => {
		expect((await describe_('u_nothing')).error).toMatchObject({ message: 'There is no table u_nothing' });
	});

	it.each(['={{ $json.none }}', 'a b', 'incident^ORname=task'])(
		'refuses the table %j and sends nothing',
		async (name) => {
			expect((await describe_(name)).error?.message).toMatch(/^Table: /);
			expect(requestCount(s)).toBe(0);
		},
	);

	it('refuses a language that would change the query', async () => {
		const { error } = await describe_('incident', { options: { language: 'en^ORname=x' } });
		expect(error?.message).toMatch(/^Language of Choices: /);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Many', () => {
	it('finds tables by name or label, in the order of their names', async () => {
		const { json, error } = await tables({ text: 'vendor ticket', returnAll: true });
		expect(error).toBeUndefined();
		const { sys_id } = s.stored('sys_db_object', { name: 'u_vendor_ticket' }) ?? {};
		expect(json).toEqual([
			{
				name: 'u_vendor_ticket',
				label: 'Vendor Ticket',
				super_class: 'task',
				sys_scope: 'x_demo_vendor',
				is_extendable: true,
				sys_id,
			},
		]);
		const names = (await tables({ text: 'incident', returnAll: true })).json.map(({ name }) => name);
		expect(names).toEqual(['incident', 'incident_task', 'u_incident_import']);
	});

	it('narrows by scope and by the table that is extended', async () => {
		const scoped = await tables({ returnAll: true, options: { scope: 'x_demo_vendor' } });
		expect(scoped.json.map(({ name }) => name)).toEqual(['u_vendor_ticket']);
		const extending = await tables({ returnAll: true, text: 'ticket', options: { extends: 'task' } });
		expect(extending.json.map(({ name }) => name)).toEqual(['u_vendor_ticket']);
	});

	it('returns all tables, or as many as wanted', async () => {
		const all = s.emulator.store.find('sys_db_object', {}).length;
		expect((await tables({ returnAll: true })).json).toHaveLength(all);
		expect((await tables({ returnAll: false, limit: 7 })).json).toHaveLength(7);
	});

	it('returns nothing where nothing is found', async () => {
		expect(await tables({ text: 'no such thing', returnAll: true })).toMatchObject({ json: [], error: undefined });
	});

	it.each([
		[{ text: 'a^ORname=b' }, /^Search Text: /],
		[{ options: { scope: 'a^b' } }, /^Scope: /],
		[{ options: { extends: 'a b' } }, /^Extends: /],
	])('refuses %j and sends nothing', async (parameters, message) => {
		expect((await tables({ returnAll: true, ...parameters })).error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

describe('A user who may not read metadata', () => {
	beforeAll(async () => await actAs(s, 'employee'));

	it('is told so, and what to ask for', async () => {
		for (const run of [await describe_('incident'), await tables({ text: 'incident', returnAll: true })]) {
			expect(run.error?.message).toMatch(/^The signed-in user may not read sys_db_object/);
			expect(run.error?.description).toContain('personalize_dictionary');
		}
	});

	it('is told so where ServiceNow refuses outright, in its words', async () => {
		s.emulator.setFaults([
			{
				match: { path: 'sys_db_object' },
				action: {
					kind: 'status',
					status: 403,
					message: 'User Not Authorized',
					detail: 'Failed API level ACL Validation',
				},
			},
		]);
		const { error } = await describe_('incident');
		s.emulator.setFaults([]);
		expect(error?.message).toBe('The signed-in user may not read sys_db_object');
		expect(error?.description).toContain('User Not Authorized: Failed API level ACL Validation');
	});
});

testsOf('table', 'describe', 'getAll');
