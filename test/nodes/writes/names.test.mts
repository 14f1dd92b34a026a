import { by, mapped, type Stage, stage } from '../../support/instance.mts';

/** Names with commas in them, in lists and references. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.reset();
	PEOPLE.forEach((name, index) => {
		s.emulator.store.put('sys_user', { sys_id: id(index), user_name: `person.${index}`, name, active: 'true' });
	});
	s.emulator.store.put('sys_user_group', { sys_id: id(20), name: 'Service Desk, Berlin', active: 'true' });
	s.emulator.store.put('cmn_location', { sys_id: id(21), name: 'Boston, MA' });
	s.emulator.store.put('core_company', { sys_id: id(22), name: 'Acme, Inc.' });
	s.emulator.resetStats();
});

const PEOPLE = ['Doe, Jane', 'Roe, Richard', 'Poe, Edgar, PhD', 'Smith'];
const id = (index: number) => (index + 1).toString(16).padStart(32, '9');
const write = async (values: Record<string, unknown>) => {
	const fields = mapped({ short_description: 'x', ...values });
	const { json, error } = await s.n8n.run({ resource: 'incident', operation: 'create', fields } as never);
	return error?.message ?? s.stored('incident', { sys_id: String(json[0]?.sys_id) });
};

describe('A list of names', () => {
	it.each([
		[
			['Doe, Jane', 'Roe, Richard'],
			[0, 1],
		],
		['Doe, Jane, Roe, Richard', [0, 1]],
		['Doe, Jane; Roe, Richard', [0, 1]],
		['Doe, Jane;smith', [0, 3]],
		['smith, Doe, Jane', [3, 0]],
		['Poe, Edgar, PhD, smith, Roe, Richard', [2, 3, 1]],
		['person.0, person.1', [0, 1]],
		['Doe, Jane', [0]],
		[`${id(1)}, Doe, Jane ,${id(3)}`, [1, 0, 3]],
		[
			[id(1), 'Doe, Jane'],
			[1, 0],
		],
		[['person.0', ''], [0]],
		['Doe, Jane\nRoe, Richard\r\nsmith', [0, 1, 3]],
	])('%j leads to each of them', async (watch_list, people) => {
		expect(await write({ watch_list })).toMatchObject({ watch_list: people.map(id).join(',') });
	});

	it('keeps addresses of others', async () => {
		const watch_list = 'Doe, Jane, guest@elsewhere.example, Smith';
		const expected = [id(0), 'guest@elsewhere.example', id(3)].join(',');
		expect(await write({ watch_list })).toMatchObject({ watch_list: expected });
	});

	it.each([['Doe, John'], [['Doe']], ['Doe, Jane, Nobody'], [['Doe, Jane, Roe, Richard']]])(
		'%j is refused where one of them is nobody’s',
		async (watch_list) => {
			expect(await write({ watch_list })).toMatch(/^watch_list: No user has/);
		},
	);

	it('takes few requests for many names', async () => {
		await write({ watch_list: Array.from({ length: 8 }, () => 'Doe, Jane').join(', ') });
		expect(s.emulator.stats().requests['table.list']).toBeLessThanOrEqual(6);
	});
});

describe('A reference that names nobody', () => {
	it.each([['Doe\nJane'], ['x'.repeat(300)], ['2026-01-31'], ['true']])(
		'%j is refused, and nothing is sent',
		async (caller_id) => {
			expect(await write({ caller_id })).toMatch(/^caller_id: No user has the /);
			expect(s.emulator.stats().requests['table.insert']).toBeUndefined();
		},
	);
});

describe('A reference to work', () => {
	it.each(['#INC0000001', 'INC0000001: Printer', 'inc0000001'])(
		'is read from its number: %s',
		async (parent_incident) => {
			const { sys_id } = s.stored('incident', { number: 'INC0000001' }) ?? {};
			expect(await write({ parent_incident })).toMatchObject({ parent_incident: sys_id });
		},
	);
});

describe('A reference with a comma', () => {
	it('is a group, a location, a company or a person', async () => {
		const named = { assignment_group: 'Service Desk, Berlin', location: 'boston, ma', company: 'Acme, Inc.' };
		expect(await write({ ...named, caller_id: 'Doe, Jane' })).toMatchObject({
			...{ assignment_group: id(20), location: id(21), company: id(22), caller_id: id(0) },
		});
	});

	it('is written back as it is shown', async () => {
		const made = (await write({ watch_list: ['Doe, Jane', 'Roe, Richard'], group_list: ['Service Desk, Berlin'] })) as {
			sys_id: string;
			watch_list: string;
		};
		const shown = {
			output: 'raw',
			options: { sysparm_display_value: 'true', sysparm_fields: 'watch_list,group_list' },
		};
		const record = by('id', made.sys_id);
		const { json } = await s.n8n.run({ resource: 'incident', operation: 'get', record, ...shown } as never);
		expect(json[0]?.watch_list).toMatch(/Doe, Jane.*Roe, Richard/);
		const fields = mapped(json[0] ?? {});
		const { error } = await s.n8n.run({ resource: 'incident', operation: 'update', record, fields } as never);
		expect(error).toBeUndefined();
		expect(s.stored('incident', { sys_id: made.sys_id })).toMatchObject({
			watch_list: made.watch_list,
			group_list: id(20),
		});
	});
});
