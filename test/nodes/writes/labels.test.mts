import { actAs } from '../../support/actAs.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

/** What people see of a choice is what they write: its label. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

type Values = Record<string, unknown>;
const stored = (json: Values[], table = 'incident') => s.stored(table, { sys_id: String(json[0]?.sys_id) });
const create = (values: Values, options: Values = {}) =>
	({
		resource: 'incident',
		operation: 'create',
		fields: mapped({ short_description: 'x', ...values }),
		options,
	}) as never;
const equipment = (values: Values, more: Values = {}) =>
	({
		resource: 'record',
		operation: 'create',
		table: by('name', 'u_equipment'),
		fields: mapped({ u_name: 'x', ...values }),
		...more,
	}) as never;

describe('A label', () => {
	it.each([
		[{ state: 'In Progress' }, { state: '2' }],
		[{ state: ' in progress ' }, { state: '2' }],
		[
			{ impact: '1 - High', urgency: 'medium' },
			{ impact: '1', urgency: '2' },
		],
		[{ category: 'Network' }, { category: 'network' }],
		[
			{ category: 'Software', subcategory: 'Email' },
			{ category: 'software', subcategory: 'email' },
		],
		[{ subcategory: 'Internal Application' }, { subcategory: 'internal application' }],
		[{ contact_type: 'Self-service' }, { contact_type: 'self-service' }],
		[
			{ state: '2', impact: 1, category: 'network' },
			{ state: '2', impact: '1', category: 'network' },
		],
	])('becomes the value of its choice: %j', async (values, expected) => {
		const { json, error, hints } = await s.n8n.run(create(values));
		expect([error?.message, hints]).toEqual([undefined, []]);
		expect(stored(json)).toMatchObject(expected);
	});

	it('is taken in every language that the instance has', async () => {
		s.emulator.store.put('sys_choice', {
			...{ name: 'incident', element: 'state', value: '2', label: 'In Bearbeitung', language: 'de', inactive: 'false' },
		});
		expect(stored((await s.n8n.run(create({ state: 'in bearbeitung' }))).json)).toMatchObject({ state: '2' });
	});

	it.each([
		[{ impact: '1-High' }, { impact: '1' }],
		[{ impact: '1 – high' }, { impact: '1' }],
		[{ state: ' In  Progress ' }, { state: '2' }],
		[{ state: '2 - In Progress' }, { state: '2' }],
		[{ state: '2: in progress' }, { state: '2' }],
	])('may have its number before it, in whatever way it is written: %j', async (values, expected) => {
		expect(stored((await s.n8n.run(create(values))).json)).toMatchObject(expected);
	});

	it.each([
		[{ impact: '2 - High' }, /"2 - High" is no choice/],
		[{ state: '3 - In Progress' }, /"3 - In Progress" is no choice/],
		[{ state: 99 }, /^state: "99" is no choice\. Choices: New \(1\)/],
		// One of tasks in general, which incidents do not have.
		[{ state: -5 }, /^state: "-5" is no choice\. Choices: New \(1\)/],
		[{ impact: '7' }, /^impact: "7" is no choice/],
		[{ state: 'Foo' }, /^state: "Foo" is no choice\. Choices: New \(1\), In Progress \(2\)/],
		[{ category: 'No Such' }, /^category: "No Such" is no choice\. Choices: .*Network \(network\)/],
		[{ category: 'Network', subcategory: 'Operating System' }, /"Operating System" is no choice for category network/],
		[{ impact: 'High, or so' }, /^impact: "High, or so" is no choice/],
	])('that there is not is refused, and nothing is sent: %j', async (values, message) => {
		const before = s.emulator.store.find('incident', {}).length;
		const { error } = await s.n8n.run(create(values));
		expect(error?.message).toMatch(message);
		expect(s.emulator.store.find('incident', {})).toHaveLength(before);
	});

	it('of a choice that is offered no more is refused, while its value is kept', async () => {
		const [choice] = s.emulator.store.find('sys_choice', { name: 'u_equipment', element: 'u_colour', value: 'green' });
		s.emulator.store.put('sys_choice', {
			...choice,
			value: 'Pale Green',
			label: 'Faded',
			inactive: 'true',
			sys_id: 'a'.repeat(32),
		});
		expect((await s.n8n.run(equipment({ u_colour: 'Faded' }))).error?.message).toContain('"Faded" is no choice');
		expect((await s.n8n.run(equipment({ u_colour: 'Pale Green' }))).error).toBeUndefined();
	});

	it('or a value that there is not is refused, in columns that only the dictionary knows', async () => {
		for (const values of [{ u_colour: 'pink' }, { u_grade: 4 }]) {
			expect((await s.n8n.run(equipment(values))).error?.message).toMatch(/"(pink|4)" is no choice/);
		}
	});

	it('that two choices have is refused', async () => {
		const [choice] = s.emulator.store.find('sys_choice', { name: 'u_equipment', element: 'u_colour', value: 'green' });
		s.emulator.store.put('sys_choice', { ...choice, value: 'lime', label: 'Green', sys_id: 'b'.repeat(32) });
		s.emulator.store.put('sys_choice', { ...choice, value: 'moss', label: 'Verde', sys_id: 'c'.repeat(32) });
		const [again] = s.emulator.store.find('sys_choice', { sys_id: 'c'.repeat(32) });
		s.emulator.store.put('sys_choice', { ...again, value: 'sea', label: 'Verde', sys_id: 'd'.repeat(32) });
		expect((await s.n8n.run(equipment({ u_colour: 'VERDE' }))).error?.message).toContain(
			'"VERDE" names more than one choice',
		);
	});

	it('of suggestions is a hint, where a column takes any text', async () => {
		const [row] = s.emulator.store.find('sys_dictionary', { name: 'u_equipment', element: 'u_colour' });
		s.emulator.store.put('sys_dictionary', { ...row, choice: '2' });
		const other = await s.n8n.run(equipment({ u_colour: 'Mauve' }));
		expect(other.error).toBeUndefined();
		expect(stored(other.json, 'u_equipment')).toMatchObject({ u_colour: 'Mauve' });
		expect(other.hints).toEqual([
			expect.stringContaining('u_colour is given as "Mauve", which is none of its choices'),
		]);
		const known = await s.n8n.run(equipment({ u_colour: 'Blue' }));
		expect([known.hints, stored(known.json, 'u_equipment')?.u_colour]).toEqual([[], 'blue']);
	});

	it('stays as it is with Resolve Names off, and is ServiceNow’s with Input Display Values', async () => {
		const raw = await s.n8n.run(
			equipment({ u_colour: 'Blue' }, { options: { resolveNames: false, notStored: 'ignore' } }),
		);
		expect(raw.error).toBeUndefined();
		const shown = await s.n8n.run(create({ state: 'In Progress' }, { sysparm_input_display_value: true }));
		expect(stored(shown.json)).toMatchObject({ state: '2' });
	});

	it('is taken by update, upsert, Update Many, Resolve, Close and the state options', async () => {
		const made = await s.n8n.run(create({ correlation_id: 'labelled' }));
		const record = by('id', String(made.json[0]?.sys_id));
		const of = () => s.stored('incident', { correlation_id: 'labelled' });
		await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record,
			fields: mapped({ urgency: '1 - High' }),
		} as never);
		expect(of()).toMatchObject({ urgency: '1' });
		const upsert = {
			...mapped({ correlation_id: 'labelled', category: 'Hardware' }),
			matchingColumns: ['correlation_id'],
		};
		await s.n8n.run({ resource: 'incident', operation: 'upsert', fields: upsert } as never);
		expect(of()).toMatchObject({ category: 'hardware' });
		const many = {
			...{ options: { sysparm_query: 'correlation_id=labelled' }, dryRun: false, maxRecords: 5 },
			...{ resource: 'record', operation: 'updateMany', table: by('name', 'incident') },
		};
		await s.n8n.run({ ...many, fields: mapped({ impact: 'Low' }) } as never);
		expect(of()).toMatchObject({ impact: '3' });
		const closing = { close_code: by('value', 'solution PROVIDED'), close_notes: 'done' };
		const resolve = { resource: 'incident', operation: 'resolve', record, ...closing, options: { state: 'Resolved' } };
		expect((await s.n8n.run(resolve as never)).error).toBeUndefined();
		expect(of()).toMatchObject({ state: '6', close_code: 'Solution provided' });
		const wrong = await s.n8n.run({ ...resolve, close_code: by('value', 'Magic') } as never);
		expect(wrong.error?.message).toContain('"Magic" is no choice. Choices: ');
	});

	it('costs two more requests at most, for however many records', async () => {
		const items = Array.from({ length: 150 }, (_, index) => ({
			short_description: `${index}`,
			state: '2',
			urgency: '1',
		}));
		const auto = {
			resource: 'incident',
			operation: 'create',
			fields: { mappingMode: 'autoMapInputData', value: null },
		} as never;
		await s.n8n.run(create({}));
		s.emulator.resetStats();
		expect((await s.n8n.run(auto, { items })).error).toBeUndefined();
		const usual = { ...s.emulator.stats().requests };
		const usualCount = requestCount(s);
		expect(usual['table.list'] ?? 0).toBe(0);
		s.emulator.resetStats();
		const labelled = items.map((item) => ({ ...item, state: 'In Progress', urgency: '1 - High', category: 'Network' }));
		const { json, error } = await s.n8n.run(auto, { items: labelled });
		expect(error).toBeUndefined();
		expect(json.every(({ state, category }) => state === '2' && category === 'network')).toBe(true);
		expect(s.emulator.stats().requests['table.list']).toBe(1);
		expect(requestCount(s) - usualCount).toBeLessThanOrEqual(2);
	});

	it('is written as given where the user may not see the choices', async () => {
		await actAs(s, 'abel.tuter');
		const [user, role] = [
			['sys_user', { user_name: 'abel.tuter' }],
			['sys_user_role', { name: 'sn_incident_write' }],
		].map(([table, where]) => String(s.stored(table as string, where as never)?.sys_id));
		s.emulator.store.put('sys_user_has_role', { user: user ?? '', role: role ?? '', state: 'active' });
		for (const acl of s.emulator.store.find('sys_security_acl', { name: 'sys_choice' })) {
			s.emulator.store.put('sys_security_acl', { ...acl, active: 'false' });
		}
		const { error } = await s.n8n.run(create({ state: '2', category: 'network' }));
		expect(error).toBeUndefined();
		expect(requestCount(s)).toBeGreaterThan(0);
	});
});
