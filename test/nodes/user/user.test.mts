import { actAs } from '../../support/actAs.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { describeTableVerbs, runnerOf, type TableResource } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const spec: TableResource = {
	resource: 'user',
	field: 'User',
	table: 'sys_user',
	key: { column: 'user_name', unknown: 'nobody.at.all' },
	values: { first_name: 'Ada', last_name: 'Lovelace', title: 'Analyst' },
	names: (nth) => ({ user_name: `ada.${nth}`, email: `ada.${nth}@example.com` }),
	changed: { column: 'employee_number', value: 'E-1815' },
	users: { allowed: 'admin', refused: 'itil' },
};
const { run, created, of } = runnerOf(() => s, { ...spec, names: (nth) => ({ user_name: `grace.${nth}` }) });
const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);

describe('User', () => {
	describeTableVerbs(() => s, spec);

	it('keeps the order of items that name the same user in different case', async () => {
		const { sys_id, user_name = '' } = await created({});
		const items = [
			{ user: user_name, title: 'one' },
			{ user: String(user_name).toUpperCase(), title: 'two' },
		];
		s.emulator.setFaults([{ match: { method: 'PATCH', nth: 1 }, action: { kind: 'delay', milliseconds: 300 } }]);
		const parameters = {
			record: by('user_name', '={{ $json.user }}'),
			fields: mapped({ title: '={{ $json.title }}' }),
		};
		const { error } = await run('update', { ...parameters, options: { batch: false } }, { items });
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(of(sys_id)).toMatchObject({ title: 'two' });
	});

	it('creates and updates with references by name', async () => {
		const record = await created({ manager: 'beth.anglin', department: 'IT', location: 'Boston' });
		const expected = {
			manager: idOf('sys_user', { user_name: 'beth.anglin' }),
			department: idOf('cmn_department', { name: 'IT' }),
			location: idOf('cmn_location', { name: 'Boston' }),
		};
		expect(of(record.sys_id)).toMatchObject(expected);
		const fields = mapped({ manager: 'fred.luddy@example.com' });
		const { error } = await run('update', { record: by('id', String(record.sys_id)), fields });
		expect(error).toBeUndefined();
		const manager = idOf('sys_user', { user_name: 'fred.luddy' });
		expect(of(record.sys_id)).toMatchObject({ ...expected, manager });
	});

	it.each([
		['email', 'beth.anglin@example.com'],
		['user_name', 'beth.anglin'],
		['name', 'Beth Anglin'],
	])('is found by %s', async (mode, value) => {
		const { json, error } = await run('get', { record: by(mode, value) });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ user_name: 'beth.anglin' }]);
	});

	it('lists those who share a name, and changes none of them', async () => {
		const name = 'Alex Moreau';
		const twins = s.emulator.store.find('sys_user', { name });
		expect(twins).toHaveLength(2);
		for (const [operation, more] of [
			['get', { output: 'selected', selectedFields: 'title' }],
			['update', { fields: mapped({ title: 'Somebody else' }) }],
			['delete', {}],
		] as const) {
			const { error } = await run(operation, { record: by('name', name), ...more });
			expect(error?.message).toBe(`More than one user has the name ${name}`);
			for (const { sys_id } of twins) expect(error?.description).toContain(sys_id);
		}
		for (const twin of twins) expect(of(twin.sys_id)).toMatchObject({ title: twin.title });
	});

	it('lists those who share an e-mail address', async () => {
		const email = 'shared@example.com';
		const ids = [await created({ email }), await created({ email })].map(({ sys_id }) => sys_id);
		const { error } = await run('grantRole', { record: by('email', email), role: by('name', 'itil') });
		expect(error?.message).toBe(`More than one user has the email ${email}`);
		for (const id of ids) expect(error?.description).toContain(id);
		for (const id of ids) expect(s.emulator.store.find('sys_user_has_role', { user: String(id) })).toEqual([]);
	});

	it('is not made by somebody who may not', async () => {
		await actAs(s, 'itil');
		const { error } = await run('create', { fields: mapped({ user_name: 'sneaky', last_name: 'Sneaky' }) });
		await actAs(s, 'admin');
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(error?.description).toContain('ACL Exception Insert Failed due to security constraints');
		expect(s.stored('sys_user', { user_name: 'sneaky' })).toBeUndefined();
	});
});

describe('The roles of a user', () => {
	const role = (name: string) => idOf('sys_user_role', { name });
	const rows = (user: unknown, name: string) =>
		s.emulator.store.find('sys_user_has_role', { user: String(user), role: role(name) });
	const change = async (operation: string, user: unknown, name = 'knowledge', options = {}) =>
		await run(operation, { record: by('id', String(user)), role: by('name', name) }, options);

	it('grants, by names, once', async () => {
		const { sys_id: user, user_name } = await created();
		const parameters = { record: by('user_name', String(user_name)), role: by('name', 'knowledge') };
		const first = await run('grantRole', parameters);
		const [row] = rows(user, 'knowledge');
		expect(first.json).toEqual([{ user, role: role('knowledge'), sys_id: row?.sys_id, granted: true }]);
		expect((await run('grantRole', parameters)).json).toEqual([{ ...first.json[0], granted: false }]);
		expect(rows(user, 'knowledge')).toEqual([row]);
	});

	it.each([true, false])('grants once where several items ask at once, with batching %s', async (batch) => {
		const { sys_id: user } = await created();
		const parameters = { record: by('id', String(user)), role: by('name', 'itil'), options: { batch } };
		const { json, error } = await run('grantRole', parameters, { items: [{}, {}, {}] });
		expect(error).toBeUndefined();
		expect(json.map(({ granted }) => granted).sort()).toEqual([false, false, true]);
		expect(rows(user, 'itil')).toHaveLength(1);
	});

	it('grants once where the answer was lost', async () => {
		const { sys_id: user } = await created();
		s.emulator.setFaults([
			{ match: { method: 'POST', path: 'sys_user_has_role', nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const { json, error } = await change('grantRole', user);
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ granted: true }]);
		expect(rows(user, 'knowledge')).toHaveLength(1);
	});

	it('grants what is inherited, too, so that it stays when the inheritance ends', async () => {
		const { sys_id: user = '' } = await created();
		s.emulator.store.put('sys_user_has_role', { user, role: role('itil'), inherited: 'true' });
		expect((await change('grantRole', user, 'itil')).json).toMatchObject([{ granted: true }]);
		expect(
			rows(user, 'itil')
				.map(({ inherited }) => inherited)
				.sort(),
		).toEqual(['false', 'true']);
		expect((await change('revokeRole', user, 'itil')).json).toMatchObject([{ revoked: true, inherited: true }]);
		expect(rows(user, 'itil')).toMatchObject([{ inherited: 'true' }]);
	});

	it('revokes, and does not mind that there is nothing to revoke', async () => {
		const { sys_id: user } = await created();
		await change('grantRole', user);
		const ends = { user, role: role('knowledge'), inherited: false };
		expect((await change('revokeRole', user)).json).toEqual([{ ...ends, revoked: true }]);
		expect(rows(user, 'knowledge')).toEqual([]);
		expect((await change('revokeRole', user)).json).toEqual([{ ...ends, revoked: false }]);
	});

	it('does not revoke what is inherited', async () => {
		const { sys_id: user = '' } = await created();
		s.emulator.store.put('sys_user_has_role', { user, role: role('itil'), inherited: 'true' });
		const { error } = await change('revokeRole', user, 'itil');
		expect(error?.message).toBe('Role: The role is inherited from a group or from another role');
		expect(rows(user, 'itil')).toHaveLength(1);
	});

	it('revokes once where several items ask at once', async () => {
		const { sys_id: user } = await created();
		await change('grantRole', user);
		const { json, error, output } = await change('revokeRole', user, 'knowledge', { items: [{}, {}] });
		expect(error).toBeUndefined();
		expect(json.map(({ revoked }) => revoked).sort()).toEqual([false, true]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each(['grantRole', 'revokeRole'])('%s names an unknown role, and what ServiceNow refuses', async (operation) => {
		const { sys_id: user } = await created();
		expect((await change(operation, user, 'no_such_role')).error?.message).toBe('No role has the name no_such_role');
		if (operation === 'revokeRole') await change('grantRole', user);
		const before = rows(user, 'knowledge');
		await actAs(s, 'itil');
		const { error } = await change(operation, user);
		await actAs(s, 'admin');
		expect(error?.description).toMatch(/ACL Exception (Insert|Delete) Failed/);
		expect(rows(user, 'knowledge')).toEqual(before);
	});

	it.each(['grantRole', 'revokeRole'])('%s sends nothing where one of the two cannot be used', async (operation) => {
		s.emulator.resetStats();
		const beth = by('user_name', 'beth.anglin');
		for (const [record, role, field] of [
			[by('email', 'a^ORactive=true'), by('name', 'itil'), 'User'],
			[beth, by('name', 'itil^ORnameISNOTEMPTY'), 'Role'],
			[beth, by('name', '={{ "" }}'), 'Role'],
			[beth, by('id', '../../x'), 'Role'],
			[beth, by('url', 'https://evil'), 'Role'],
		] as const) {
			const { error } = await run(operation, { record, role });
			expect(error?.message).toMatch(new RegExp(`^${field}: `));
		}
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('user', 'create', 'delete', 'get', 'getAll', 'grantRole', 'revokeRole', 'update', 'upsert');
