import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { describeTableVerbs, runnerOf, type TableResource } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const spec: TableResource = {
	resource: 'group',
	field: 'Group',
	table: 'sys_user_group',
	key: { column: 'name', unknown: 'No Such Group' },
	values: { description: 'Made by a workflow' },
	names: (nth) => ({ name: `Team ${nth}` }),
	changed: { column: 'source', value: 'external-4711' },
	users: { allowed: 'admin', refused: 'itil' },
};
const { run, created, of } = runnerOf(() => s, { ...spec, names: (nth) => ({ name: `Squad ${nth}` }) });
const idOf = (user_name: string) => String(s.stored('sys_user', { user_name })?.sys_id);
const membersOf = (group: unknown, user_name: string) =>
	s.emulator.store.find('sys_user_grmember', { group: String(group), user: idOf(user_name) });

describe('Group', () => {
	describeTableVerbs(() => s, spec);

	it('creates with references by name', async () => {
		const { sys_id } = await created({ manager: 'beth.anglin', parent: 'Network' });
		expect(of(sys_id)).toMatchObject({
			manager: idOf('beth.anglin'),
			parent: s.stored('sys_user_group', { name: 'Network' })?.sys_id,
		});
	});

	it('lists the groups of the same name, and changes none of them', async () => {
		const ids = [await created({ name: 'Same' }), await created({ name: 'Same' })].map(({ sys_id }) => sys_id);
		const { error } = await run('addMember', { record: by('name', 'Same'), user: by('user_name', 'itil') });
		expect(error?.message).toBe('More than one group has the name Same');
		for (const id of ids) expect(error?.description).toContain(id);
		for (const id of ids) expect(membersOf(id, 'itil')).toEqual([]);
	});

	it('grants and revokes roles, and leaves those of the parent group alone', async () => {
		const { sys_id: group = '' } = await created();
		const role = String(s.stored('sys_user_role', { name: 'knowledge' })?.sys_id);
		const rows = () => s.emulator.store.find('sys_group_has_role', { group, role });
		const parameters = { record: by('id', group), role: by('name', 'knowledge') };
		const { json } = await run('grantRole', parameters);
		expect(json).toEqual([{ group, role, sys_id: rows()[0]?.sys_id, granted: true }]);
		expect((await run('grantRole', parameters)).json).toMatchObject([{ granted: false }]);
		expect((await run('revokeRole', parameters)).json).toEqual([{ group, role, revoked: true, inherited: false }]);
		expect(rows()).toEqual([]);
		const parent = String(s.stored('sys_user_group', { name: 'Network' })?.sys_id);
		s.emulator.store.put('sys_group_has_role', { group, role, granted_by: parent });
		const { error } = await run('revokeRole', parameters);
		expect(error?.message).toBe('Role: The role is inherited from a group or from another role');
		expect(rows()).toHaveLength(1);
	});
});

describe('The members of a group', () => {
	const change = async (operation: string, group: unknown, user = 'itil', options = {}) =>
		await run(operation, { record: by('id', String(group)), user: by('user_name', user) }, options);

	it('are added once, by whatever name', async () => {
		const { sys_id: group, name } = await created();
		const first = await run('addMember', { record: by('name', String(name)), user: by('user_name', 'beth.anglin') });
		const [row] = membersOf(group, 'beth.anglin');
		expect(first.json).toEqual([{ group, user: idOf('beth.anglin'), sys_id: row?.sys_id, added: true }]);
		for (const user of [
			by('email', 'beth.anglin@example.com'),
			by('name', 'Beth Anglin'),
			by('id', idOf('beth.anglin')),
			by('url', `https://dev12345.service-now.com/sys_user.do?sys_id=${idOf('beth.anglin')}`),
		]) {
			const { json } = await run('addMember', { record: by('id', String(group)), user });
			expect(json).toEqual([{ ...first.json[0], added: false }]);
		}
		expect(membersOf(group, 'beth.anglin')).toEqual([row]);
	});

	it.each([true, false])('are added once where several items ask at once, with batching %s', async (batch) => {
		const { sys_id: group } = await created();
		const { json, output, error } = await run(
			'addMember',
			{ record: by('id', String(group)), user: by('user_name', '={{ $json.user }}'), options: { batch } },
			{ items: ['itil', 'beth.anglin', 'itil'].map((user) => ({ user })) },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ user }) => user)).toEqual(['itil', 'beth.anglin', 'itil'].map(idOf));
		expect(json.map(({ added }) => added).sort()).toEqual([false, true, true]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(membersOf(group, 'itil')).toHaveLength(1);
	});

	it('are added once where the answer was lost', async () => {
		const { sys_id: group } = await created();
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'sys_user_grmember', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const { json, error } = await change('addMember', group);
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ added: true }]);
		expect(membersOf(group, 'itil')).toHaveLength(1);
	});

	it('are removed, all their rows, and may be added again', async () => {
		const { sys_id: group = '' } = await created();
		await change('addMember', group);
		s.emulator.store.put('sys_user_grmember', { group, user: idOf('itil') });
		expect((await change('removeMember', group)).json).toEqual([{ group, user: idOf('itil'), removed: true }]);
		expect(membersOf(group, 'itil')).toEqual([]);
		expect((await change('removeMember', group)).json).toMatchObject([{ removed: false }]);
		expect((await change('addMember', group)).json).toMatchObject([{ added: true }]);
	});

	it('are removed once where several items ask at once', async () => {
		const { sys_id: group } = await created();
		await change('addMember', group);
		const { json, error } = await change('removeMember', group, 'itil', { items: [{}, {}] });
		expect(error).toBeUndefined();
		expect(json.map(({ removed }) => removed).sort()).toEqual([false, true]);
	});

	it.each(['addMember', 'removeMember'])(
		'%s names who is not there, and what ServiceNow refuses',
		async (operation) => {
			const { sys_id: group } = await created();
			if (operation === 'removeMember') await change('addMember', group);
			const before = membersOf(group, 'itil');
			const unknown = await change(operation, group, 'nobody.at.all');
			expect(unknown.error?.message).toBe('No user has the user name nobody.at.all');
			await actAs(s, 'itil');
			const { error } = await change(operation, group);
			await actAs(s, 'admin');
			expect(error?.description).toMatch(/ACL Exception (Insert|Delete) Failed due to security constraints/);
			expect(membersOf(group, 'itil')).toEqual(before);
		},
	);

	it('go on without those that fail', async () => {
		const { sys_id: group } = await created();
		const { json, errors } = await change('addMember', group, '={{ $json.user }}', {
			items: [{ user: 'nobody.at.all' }, { user: 'itil' }],
			settings: { onError: 'continueErrorOutput' },
		});
		expect(json).toMatchObject([{ added: true, user: idOf('itil') }]);
		expect(errors.map((item) => item.json)).toMatchObject([
			{ user: 'nobody.at.all', error: 'No user has the user name nobody.at.all' },
		]);
	});

	it.each(['addMember', 'removeMember', 'getMembers'])('%s sends nothing for what names none', async (operation) => {
		s.emulator.resetStats();
		const user = by('user_name', 'itil');
		const network = by('name', 'Network');
		const cases = [
			[by('name', 'Network^ORnameISNOTEMPTY'), user, 'Group'],
			[by('id', '//evil'), user, 'Group'],
			[by('url', 'https://evil'), user, 'Group'],
			[by('name', '={{ "" }}'), user, 'Group'],
			...(operation === 'getMembers'
				? []
				: ([
						[network, by('email', 'a^ORactive=true'), 'User'],
						[network, by('id', '@evil'), 'User'],
						[network, by('user_name', '={{ "" }}'), 'User'],
					] as const)),
		] as const;
		for (const [record, user, field] of cases) {
			const { error } = await run(operation, { record, user, returnAll: true });
			expect(error?.message).toMatch(new RegExp(`^${field}: `));
		}
		expect(requestCount(s)).toBe(0);
	});

	describe('when asked for', () => {
		const members = async (parameters: Record<string, unknown>) => {
			const { json, error } = await run('getMembers', {
				record: by('name', 'Network'),
				returnAll: true,
				...parameters,
			});
			if (error) throw error;
			return json;
		};

		it('come by name, as users', async () => {
			const found = await members({});
			expect(found.map(({ user_name }) => user_name)).toEqual(['bow.ruggeri', 'david.loo', 'itil']);
			expect(found[1]).toEqual({
				sys_id: idOf('david.loo'),
				user_name: 'david.loo',
				name: 'David Loo',
				email: 'david.loo@example.com',
				title: expect.any(String),
				active: true,
			});
		});

		it('come with the asked fields, up to the limit, the active ones only', async () => {
			const fields = { output: 'selected', selectedFields: ['user_name', 'department.name'] };
			expect(await members({ ...fields, returnAll: false, limit: 1 })).toEqual([
				{ user_name: 'bow.ruggeri', 'department.name': expect.any(String) },
			]);
			s.emulator.store.put('sys_user', { sys_id: idOf('bow.ruggeri'), active: 'false' });
			expect(await members({ ...fields, options: { activeOnly: true } })).toMatchObject([
				{ user_name: 'david.loo' },
				{ user_name: 'itil' },
			]);
			s.emulator.store.put('sys_user', { sys_id: idOf('bow.ruggeri'), active: 'true' });
		});

		it('are none for a group without any, and an error for one that is not there', async () => {
			const { name } = await created();
			expect(await members({ record: by('name', String(name)) })).toEqual([]);
			const { error } = await run('getMembers', { record: by('name', 'No Such Group'), returnAll: true });
			expect(error?.message).toBe('No group has the name No Such Group');
		});

		it('are refused for a limit or a field that is none, before anything is sent', async () => {
			s.emulator.resetStats();
			const record = by('name', 'Network');
			const none = await run('getMembers', { record, returnAll: false, limit: 0 });
			expect(none.error?.message).toMatch(/^Limit: /);
			const chosen = { output: 'selected', selectedFields: ['name^x'] };
			const field = await run('getMembers', { record, returnAll: true, ...chosen });
			expect(field.error?.message).toBe('Output Field Names or IDs: "name^x" is not a column name');
			expect(requestCount(s)).toBe(0);
		});
	});

	it('are not those of an unknown sys_id', async () => {
		const { error } = await run('getMembers', { record: by('id', 'f'.repeat(32)), returnAll: true });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
		for (const operation of ['addMember', 'removeMember']) {
			const { error } = await change(operation, 'f'.repeat(32));
			expect(error).toMatchObject({ message: 'No Record found' });
		}
	});
});

testsOf(
	'group',
	'addMember',
	'create',
	'delete',
	'get',
	'getAll',
	'getMembers',
	'grantRole',
	'removeMember',
	'revokeRole',
	'update',
	'upsert',
);
