/** platform-administration/t_CascadeDeleteRules.md: what a deletion does to the records that refer to the deleted one. */
import { describeEmulator, useInstance } from '../instance.mts';

const { call } = useInstance({ seed: 'empty' });

async function create(table: string, values: object): Promise<string> {
	const answer = await call(`/api/now/table/${table}`, { method: 'POST', body: values });
	expect([table, answer.status]).toEqual([table, 201]);
	return answer.json().result.sys_id ?? '';
}

const remove = async (table: string, id: string) => await call(`/api/now/table/${table}/${id}`, { method: 'DELETE' });

const read = async (table: string, id: string) =>
	await call(`/api/now/table/${table}/${id}?sysparm_exclude_reference_link=true`);

/** A dictionary entry says what becomes of its references. */
async function setRule(table: string, element: string, reference_cascade_rule: string): Promise<void> {
	const query = `/api/now/table/sys_dictionary?sysparm_query=name=${table}^element=${element}`;
	const [entry] = (await call(query)).json<{ result: Array<{ sys_id: string }> }>().result;
	const path = `/api/now/table/sys_dictionary/${entry?.sys_id ?? ''}`;
	const answer = await call(path, { method: 'PATCH', body: { reference_cascade_rule } });
	expect(answer.status).toBe(200);
}

let names = 0;
async function incidentOf(caller: { column: string }): Promise<{ user: string; incident: string }> {
	names += 1;
	const user = await create('sys_user', { user_name: `leaver.${names}` });
	return { user, incident: await create('incident', { [caller.column]: user, short_description: 'stays' }) };
}

describeEmulator('deleting a record that others refer to', () => {
	afterEach(() => setRule('incident', 'caller_id', ''));

	it('clears the references, and changes nothing else of the records', async () => {
		const { user, incident } = await incidentOf({ column: 'caller_id' });
		const before = (await read('incident', incident)).json().result;
		expect((await remove('sys_user', user)).status).toBe(204);
		expect((await read('incident', incident)).json().result).toEqual({ ...before, caller_id: '' });
	});

	it('clears references of a parent table, too', async () => {
		const { user, incident } = await incidentOf({ column: 'assigned_to' });
		await remove('sys_user', user);
		expect((await read('incident', incident)).json().result).toMatchObject({ assigned_to: '' });
		const child = await create('incident', { parent: incident });
		await remove('incident', incident);
		expect((await read('incident', child)).json().result).toMatchObject({ parent: '' });
	});

	it('deletes them where the rule says so, and what refers to them in turn', async () => {
		await setRule('incident', 'caller_id', 'delete');
		const { user, incident } = await incidentOf({ column: 'caller_id' });
		const child = await create('incident', { parent_incident: incident });
		await remove('sys_user', user);
		expect((await read('incident', incident)).status).toBe(404);
		expect((await read('incident', child)).json().result).toMatchObject({ parent_incident: '' });
		const deleted = `/api/now/table/sys_audit_delete?sysparm_query=documentkey=${incident}`;
		expect((await call(deleted)).json<{ result: object[] }>().result).toHaveLength(1);
	});

	it('is refused where the rule restricts it, and nothing changes', async () => {
		await setRule('incident', 'caller_id', 'restrict');
		const { user, incident } = await incidentOf({ column: 'caller_id' });
		const other = await create('incident', { assigned_to: user });
		expect((await remove('sys_user', user)).status).toBe(403);
		expect((await read('sys_user', user)).status).toBe(200);
		expect((await read('incident', incident)).json().result).toMatchObject({ caller_id: user });
		expect((await read('incident', other)).json().result).toMatchObject({ assigned_to: user });
	});

	it('leaves them as they are where the rule is none', async () => {
		await setRule('incident', 'caller_id', 'none');
		const { user, incident } = await incidentOf({ column: 'caller_id' });
		await remove('sys_user', user);
		expect((await read('incident', incident)).json().result).toMatchObject({ caller_id: user });
	});

	it('takes the rows of many-to-many tables along', async () => {
		const user = await create('sys_user', { user_name: 'member.of.one' });
		const group = await create('sys_user_group', { name: 'one' });
		const member = await create('sys_user_grmember', { user, group });
		await remove('sys_user_group', group);
		expect((await read('sys_user_grmember', member)).status).toBe(404);
		expect((await read('sys_user', user)).status).toBe(200);
	});
});
