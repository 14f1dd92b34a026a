import { commonReference, isPlain } from '../../../nodes/ServiceNowPlatform/domain/schema/commonColumns.ts';
import { actAs } from '../../support/actAs.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const create = (values: Record<string, unknown>, options: Record<string, unknown> = {}) =>
	({
		resource: 'incident',
		operation: 'create',
		fields: mapped({ short_description: 'References', ...values }),
		options,
	}) as never;
const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);
const stored = (json: Array<Record<string, unknown>>) => s.stored('incident', { sys_id: String(json[0]?.sys_id) });

describe('References by name', () => {
	it.each(['beth.anglin', 'beth.anglin@example.com', 'Beth Anglin', 'BETH ANGLIN', ' beth.anglin '])(
		'finds the user %j',
		async (caller_id) => {
			const { json, error, hints } = await s.n8n.run(create({ caller_id }));
			expect([error, hints]).toEqual([undefined, []]);
			expect(stored(json)).toMatchObject({ caller_id: idOf('sys_user', { user_name: 'beth.anglin' }) });
		},
	);

	it('finds groups and items by name, tasks by number, and others by their display column', async () => {
		const problem = s.stored('problem', { number: 'PRB0000050' });
		const { json, error } = await s.n8n.run(
			create({
				assignment_group: 'Network',
				problem_id: 'PRB0000050',
				parent: 'PRB0000050',
				location: 'Boston',
				cmdb_ci: 'mail-01',
			}),
		);
		expect(error).toBeUndefined();
		expect(stored(json)).toMatchObject({
			assignment_group: idOf('sys_user_group', { name: 'Network' }),
			problem_id: problem?.sys_id,
			parent: problem?.sys_id,
			location: idOf('cmn_location', { name: 'Boston' }),
			cmdb_ci: idOf('cmdb_ci', { name: 'mail-01' }),
		});
	});

	it('finds each of a list, and leaves sys_ids and e-mail addresses in it as they are', async () => {
		const [beth, abel] = ['beth.anglin', 'abel.tuter'].map((user_name) => idOf('sys_user', { user_name }));
		const { json, error } = await s.n8n.run(create({ watch_list: `beth.anglin, ${abel},guest@elsewhere.example` }));
		expect(error).toBeUndefined();
		expect(stored(json)).toMatchObject({ watch_list: `${beth},${abel},guest@elsewhere.example` });
	});

	it('resolves names in updates, too', async () => {
		const { json } = await s.n8n.run(create({}));
		const { error } = await s.n8n.run({
			resource: 'incident',
			operation: 'update',
			record: by('id', String(json[0]?.sys_id)),
			fields: mapped({ assigned_to: 'itil' }),
		} as never);
		expect(error).toBeUndefined();
		expect(stored(json)).toMatchObject({ assigned_to: idOf('sys_user', { user_name: 'itil' }) });
	});

	it('finds the user of a name that many others have as their display name', async () => {
		for (let index = 0; index < 25; index++) {
			const sys_id = String(index).padStart(32, '0');
			s.emulator.store.put('sys_user', { sys_id, user_name: `other.${index}`, name: 'smith' });
		}
		s.emulator.store.put('sys_user', { sys_id: 'f'.repeat(32), user_name: 'smith', name: 'John Smith' });
		const { json, error } = await s.n8n.run(create({ caller_id: 'smith' }));
		expect(error).toBeUndefined();
		expect(stored(json)).toMatchObject({ caller_id: 'f'.repeat(32) });
	});

	it('lists the records with their sys_ids where a name is not unique, and writes nothing', async () => {
		const twins = s.emulator.store.find('sys_user', {}).filter((one, _, all) => {
			return all.filter(({ name }) => name === one.name).length === 2;
		});
		expect(twins).toHaveLength(2);
		const before = s.emulator.store.find('incident', {}).length;
		const { error } = await s.n8n.run(create({ caller_id: String(twins[0]?.name) }));
		expect(error?.message).toContain(`More than one user has the name "${twins[0]?.name}"`);
		for (const { sys_id } of twins) expect(error?.message).toContain(sys_id);
		expect(s.emulator.store.find('incident', {})).toHaveLength(before);
	});

	it.each([
		['caller_id', 'Nobody At All', 'caller_id: No user has the user name or email or name "Nobody At All"'],
		['problem_id', 'PRB9999999', 'problem_id: No problem has the number "PRB9999999"'],
		[
			'caller_id',
			'a^ORsys_idISNOTEMPTY',
			'caller_id: "a^ORsys_idISNOTEMPTY" contains "^", which would change the query',
		],
	])('refuses %s = %s, and writes nothing', async (column, value, message) => {
		const before = s.emulator.store.find('incident', {}).length;
		const { error } = await s.n8n.run(create({ [column]: value }));
		expect(error?.message).toBe(message);
		expect(s.emulator.store.find('incident', {})).toHaveLength(before);
	});

	it('reads the columns once for all items, and the same name once', async () => {
		await s.n8n.run(create({}));
		s.emulator.resetStats();
		const { json, error } = await s.n8n.run(
			{
				resource: 'incident',
				operation: 'create',
				fields: { mappingMode: 'autoMapInputData', value: null },
				options: { batch: false },
			} as never,
			{
				items: Array.from({ length: 12 }, (_, index) => ({
					short_description: `Number ${index}`,
					caller_id: index % 2 ? 'beth.anglin' : 'abel.tuter',
				})),
			},
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(12);
		// The class chain, the dictionary and two names.
		expect(s.emulator.stats().requests).toMatchObject({ 'table.list': 4, 'table.create': 12 });
	});

	it('reads no columns where no value can be a name', async () => {
		await s.n8n.run(create({}));
		s.emulator.resetStats();
		const caller_id = idOf('sys_user', { user_name: 'beth.anglin' });
		await s.n8n.run(create({ caller_id, impact: 2, knowledge: true, due_date: '2026-01-01T00:00:00Z' }));
		expect(s.emulator.stats().requests).toEqual({ 'table.create': 1 });
	});

	it('leaves it to ServiceNow with Input Display Values', async () => {
		const { json, error } = await s.n8n.run(
			create({ assignment_group: 'Network', impact: '1 - High' }, { sysparm_input_display_value: true }),
		);
		expect(error).toBeUndefined();
		expect(s.emulator.stats().requests['table.list'] ?? 0).toBe(0);
		expect(stored(json)).toMatchObject({ assignment_group: idOf('sys_user_group', { name: 'Network' }), impact: '1' });
		expect(json[0]).toMatchObject({ assignment_group: idOf('sys_user_group', { name: 'Network' }), impact: '1' });
	});

	it('writes the values as they are when switched off', async () => {
		const { json } = await s.n8n.run(create({ caller_id: 'beth.anglin' }, { resolveNames: false }));
		expect(stored(json)).toMatchObject({ caller_id: 'beth.anglin' });
	});

	it('looks up a name in a column that is plain text on other tables', async () => {
		const [category, item] = ['sc_category', 'sc_cat_item'].map((table) => s.emulator.store.find(table, {})[0]);
		const { error } = await s.n8n.run({
			resource: 'record',
			operation: 'update',
			table: by('name', 'sc_cat_item'),
			record: by('id', String(item?.sys_id)),
			fields: mapped({ category: String(category?.title) }),
		} as never);
		expect(error).toBeUndefined();
		expect(s.stored('sc_cat_item', { sys_id: String(item?.sys_id) })).toMatchObject({ category: category?.sys_id });
	});

	it('takes no column for plain or for another reference than it is', () => {
		const tables = ['incident', 'problem', 'change_request', 'change_task', 'sc_request', 'sc_req_item', 'sc_task'];
		const rows = [...tables, 'task', 'incident_task', 'problem_task', 'sys_user', 'sys_user_group'].flatMap((name) =>
			s.emulator.store.find('sys_dictionary', { name }),
		);
		for (const { name = '', element = '', internal_type = '', reference = '' } of rows) {
			const known = commonReference(String(name), String(element));
			expect([name, element, isPlain(name, element) && reference !== '']).toEqual([name, element, false]);
			if (known)
				expect([name, element, known]).toEqual([name, element, { type: internal_type, reference, key: 'sys_id' }]);
		}
		expect(rows.filter(({ name = '', element = '' }) => commonReference(name, element)).length).toBeGreaterThan(30);
	});
});

describe('References by name, for a user who may not read the dictionary', () => {
	beforeEach(async () => {
		await actAs(s, 'abel.tuter');
		const [user, role] = [
			idOf('sys_user', { user_name: 'abel.tuter' }),
			idOf('sys_user_role', { name: 'sn_incident_write' }),
		];
		s.emulator.store.put('sys_user_has_role', { user, role, state: 'active' });
	});

	it('are looked up in columns that every instance has', async () => {
		const values = {
			caller_id: 'abel.tuter',
			assignment_group: 'Network',
			location: 'Boston',
			watch_list: 'Beth Anglin',
		};
		const { json, error, hints } = await s.n8n.run(create({ ...values, category: 'software', contact_type: 'phone' }));
		expect([error, hints]).toEqual([undefined, []]);
		expect(stored(json)).toMatchObject({
			caller_id: idOf('sys_user', { user_name: 'abel.tuter' }),
			assignment_group: idOf('sys_user_group', { name: 'Network' }),
			location: idOf('cmn_location', { name: 'Boston' }),
			watch_list: idOf('sys_user', { user_name: 'beth.anglin' }),
			category: 'software',
		});
	});

	it('refuses a name that nobody has, and writes nothing', async () => {
		const before = s.emulator.store.find('incident', {}).length;
		const { error } = await s.n8n.run(create({ caller_id: 'Nobody At All' }));
		expect(error?.message).toContain('No user has the user name or email or name "Nobody At All"');
		expect(s.emulator.store.find('incident', {})).toHaveLength(before);
	});

	it('says which values of other columns were written as given', async () => {
		const { json, error, hints } = await s.n8n.run(
			create({ skills: 'Wiring', business_stc: '12', correlation_id: 'x' }),
		);
		expect(error).toBeUndefined();
		expect(stored(json)).toMatchObject({ skills: 'Wiring' });
		expect(hints).toEqual([expect.stringMatching(/^Written as given: skills\. .* references need sys_ids\.$/)]);
	});
});
