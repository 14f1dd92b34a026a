/** api-reference/server-api-reference/c_GlideRecordAPI.md: setWorkflow, autoSysFields, setForceUpdate. */
import { describeEmulator, useInstance } from '../instance.mts';

const instance = useInstance({ seed: 'empty' });
const write = (body: object) => instance.call('/__emulator/write', { method: 'POST', body, as: undefined });
const read = async (sys_id: string) =>
	(await instance.call(`/api/now/table/incident/${sys_id}?sysparm_exclude_reference_link=true`)).json().result;
const stampsOf = ({ sys_updated_on, sys_updated_by, sys_mod_count }: Record<string, string>) => ({
	sys_updated_on,
	sys_updated_by,
	sys_mod_count,
});

async function incident(): Promise<Record<string, string>> {
	const answer = await instance.call('/api/now/table/incident', {
		method: 'POST',
		body: { short_description: 'first' },
	});
	return answer.json().result;
}

const change = (sys_id: string | undefined, values: object, flags: object = {}) =>
	write({ operation: 'update', table: 'incident', sys_id, values, ...flags });

describeEmulator('writes past the rules', () => {
	it('run no business rules, but move the stamps', async () => {
		const { sys_id = '', priority, sys_updated_on } = await incident();
		instance.emulator.clock.advance(5000);
		await change(sys_id, { impact: '1', urgency: '1' }, { workflow: false });
		const after = await read(sys_id);
		expect(after).toMatchObject({ impact: '1', urgency: '1', priority, sys_mod_count: '1', sys_updated_by: 'system' });
		expect(after.sys_updated_on).not.toBe(sys_updated_on);
		await change(sys_id, { impact: '2' });
		expect((await read(sys_id)).priority).toBe('2');
	});

	it('insert without rules', async () => {
		const values = { short_description: 'bare', impact: '1', urgency: '1' };
		const { result } = (await write({ operation: 'insert', table: 'incident', values, workflow: false })).json();
		const row = await read(result.sys_id ?? '');
		expect([row.short_description, row.impact, row.urgency, row.task_effective_number]).toEqual(['bare', '1', '1', '']);
		expect(row.priority).not.toBe('1');
	});

	it('are kept from the audit', async () => {
		const { sys_id = '' } = await incident();
		await change(sys_id, { short_description: 'unseen' }, { workflow: false });
		expect(instance.emulator.store.find('sys_audit', { documentkey: sys_id })).toEqual([]);
		await change(sys_id, { short_description: 'seen' });
		expect(instance.emulator.store.find('sys_audit', { documentkey: sys_id })).not.toEqual([]);
		await write({ operation: 'delete', table: 'incident', sys_id, workflow: false });
		expect(instance.emulator.store.find('sys_audit_delete', { documentkey: sys_id })).toEqual([]);
	});
});

describeEmulator('writes without stamps', () => {
	it('change the record and none of who, when and how often', async () => {
		const before = await incident();
		instance.emulator.clock.advance(60_000);
		await change(before.sys_id, { short_description: 'quietly' }, { autoSysFields: false });
		const after = await read(before.sys_id ?? '');
		expect(after.short_description).toBe('quietly');
		expect(stampsOf(after)).toEqual(stampsOf(before));
	});

	it('may set the times themselves', async () => {
		const { sys_id } = await incident();
		await change(sys_id, { sys_updated_on: '2099-01-01 00:00:00' }, { autoSysFields: false });
		expect(await read(sys_id ?? '')).toMatchObject({ sys_updated_on: '2099-01-01 00:00:00', sys_mod_count: '0' });
	});

	it('leave a new record without any', async () => {
		const values = { short_description: 'from nowhere' };
		const made = await write({ operation: 'insert', table: 'incident', values, autoSysFields: false });
		const row = await read(made.json().result.sys_id ?? '');
		expect(row).toMatchObject({
			sys_created_on: '',
			sys_created_by: '',
			sys_updated_on: '',
			short_description: 'from nowhere',
		});
	});
});

describeEmulator('writes of nothing', () => {
	it('are none, unless they are forced', async () => {
		const { sys_id = '' } = await incident();
		await change(sys_id, { short_description: 'first' });
		expect((await read(sys_id)).sys_mod_count).toBe('0');
		await change(sys_id, { short_description: 'first' }, { force: true });
		expect((await read(sys_id)).sys_mod_count).toBe('1');
	});
});

describeEmulator('the control for scripted writes', () => {
	it('writes as somebody, whatever they may do', async () => {
		const { sys_id = '' } = await incident();
		await change(sys_id, { short_description: 'by an employee', work_notes: 'note' }, { as: 'employee' });
		expect(await read(sys_id)).toMatchObject({ sys_updated_by: 'employee', short_description: 'by an employee' });
		expect(instance.emulator.store.find('sys_journal_field', { element_id: sys_id })).toMatchObject([
			{ value: 'note' },
		]);
		expect((await write({ operation: 'delete', table: 'incident', sys_id, as: 'employee' })).status).toBe(200);
		expect(instance.emulator.store.find('incident', { sys_id })).toEqual([]);
	});

	it.each<[object, RegExp]>([
		[{ table: 'incident' }, /'operation' is one of insert, update, delete/],
		[{ operation: 'insert' }, /'table' has to be a text/],
		[{ operation: 'update', table: 'incident' }, /an? update needs the 'sys_id'/],
		[{ operation: 'insert', table: 'incident', values: [] }, /'values' has to be an object/],
		[{ operation: 'insert', table: 'incident', workflow: 'no' }, /'workflow' is true or false/],
		[{ operation: 'insert', table: 'incident', setWorkflow: false }, /'setWorkflow' is not known/],
		[{ operation: 'insert', table: 'incident', as: 'nobody.known' }, /no active user 'nobody.known'/],
	])('refuses %j', async (body, detail) => {
		const answer = await write(body);
		expect([answer.status, answer.json<{ error: { detail: string } }>().error.detail]).toEqual([
			400,
			expect.stringMatching(detail),
		]);
	});
});
