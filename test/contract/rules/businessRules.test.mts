/** api-reference/business-rules-classic/c_BusinessRules.md: rules as records of sys_script, around the write. */
import { describeEmulator, useInstance } from '../instance.mts';
import { makeRule } from './rules.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const rule = (values: Record<string, unknown>) => makeRule(instance, values);
const post = (body: object, table = 'incident', as?: string) =>
	instance.call(`/api/now/table/${table}?sysparm_exclude_reference_link=true`, {
		method: 'POST',
		body,
		...(as && { as }),
	});
const created = async (body: object) => (await post(body)).json().result;
const patch = async (sys_id: string | undefined, body: object) =>
	await instance.call(`${TABLE}/${sys_id ?? ''}`, { method: 'PATCH', body });
const logs = () => instance.emulator.store.find('syslog', {}).map(({ message }) => message);

beforeEach(() => instance.emulator.reset());

describeEmulator('a before rule', () => {
	it('changes the record on its way, and sees who writes what', async () => {
		await rule({
			script: `current.description = [current.operation(), current.getTableName(), gs.getUserName(), current.isNewRecord(),
				current.getUniqueValue().length, previous === null].join();
				current.setValue('urgency', 1);`,
		});
		const row = await created({ short_description: 'x', impact: '1' });
		expect(row).toMatchObject({ description: 'insert,incident,admin,true,32,true', urgency: '1' });
		// The engines of the platform come behind rules of an order below 1000: they see what the rule made of it.
		expect(row.priority).toBe('1');
	});

	it('sees the record before an update as previous', async () => {
		await rule({
			action_insert: false,
			script: `current.description = previous.short_description + ' > ' + current.short_description + ' ' +
				current.short_description.changes() + current.urgency.changes() +
				current.short_description.changesTo('b') + current.short_description.changesFrom('a');`,
		});
		const { sys_id } = await created({ short_description: 'a' });
		expect((await patch(sys_id, { short_description: 'b' })).json().result.description).toBe('a > b truefalsetruetrue');
	});

	it('stops the write, with the words that were recorded, and the rules behind it run nevertheless', async () => {
		const { sys_id } = await rule({ name: 'Guard', order: 100, script: 'current.setAbortAction(true);' });
		await rule({ name: 'Later', order: 200, script: "gs.info('still run ' + current.isActionAborted());" });
		const answer = await post({ short_description: 'never' });
		expect([answer.status, answer.json()]).toEqual([
			403,
			{
				error: {
					message: 'Operation Failed',
					detail: `Operation against file 'incident' was aborted by Business Rule 'Guard^${sys_id ?? ''}'. Business Rule Stack:Guard`,
				},
				status: 'failure',
			},
		]);
		expect(instance.emulator.store.find('incident', {})).toEqual([]);
		expect(logs()).toEqual(['still run false']);
	});

	it('stops updates and deletions, too', async () => {
		const { sys_id } = await created({ short_description: 'kept' });
		await rule({ action_insert: false, action_delete: true, script: 'current.setAbortAction(true);' });
		expect((await patch(sys_id, { short_description: 'changed' })).status).toBe(403);
		expect((await instance.call(`${TABLE}/${sys_id ?? ''}`, { method: 'DELETE' })).status).toBe(403);
		expect(instance.emulator.store.find('incident', {})).toMatchObject([{ short_description: 'kept' }]);
	});

	it('does without a script what its fields say', async () => {
		await rule({ template: 'urgency=1^description=set^EQ', filter_condition: 'short_description=set me' });
		await rule({ name: 'No', abort_action: true, filter_condition: 'short_description=stop me^EQ' });
		expect(await created({ short_description: 'set me' })).toMatchObject({ urgency: '1', description: 'set' });
		expect(await created({ short_description: 'leave me' })).toMatchObject({ description: '' });
		expect((await post({ short_description: 'stop me' })).status).toBe(403);
	});

	it('may give a new record its id', async () => {
		await rule({ action_update: false, script: "current.setNewGuidValue('0123456789abcdef0123456789abcdef');" });
		const row = await created({ sys_id: 'f'.repeat(32) });
		expect(row.sys_id).toBe('0123456789abcdef0123456789abcdef');
		expect((await post({})).status).toBe(403);
	});

	it('adds to journals, and sees what is entered', async () => {
		await rule({ script: "if (current.comments.changes()) current.work_notes = 'heard: ' + current.comments;" });
		const { sys_id = '' } = await created({ short_description: 'x' });
		await patch(sys_id, { comments: 'hello' });
		const entries = instance.emulator.store.find('sys_journal_field', { element_id: sys_id });
		expect(entries.map(({ element, value }) => [element, value])).toEqual([
			['comments', 'hello'],
			['work_notes', 'heard: hello'],
		]);
	});

	it('that fails is logged, and the write goes on', async () => {
		await rule({ name: 'Broken', script: "current.description = 'so far'; nothing.there();" });
		expect(await created({ short_description: 'x' })).toMatchObject({ description: 'so far' });
		expect(logs()).toEqual([expect.stringMatching(/^Broken: ReferenceError: 'nothing' is not defined \(rule:2/)]);
	});
});

describeEmulator('which rules run', () => {
	const mark = (letter: string) => `current.description = current.description + '${letter}';`;

	it('is a matter of their order, around the engines of the platform', async () => {
		await rule({
			name: 'late',
			order: 1000,
			script: "current.description = current.description + 'p' + current.priority;",
		});
		await rule({ name: 'b', order: 20, script: mark('b') });
		await rule({
			name: 'a',
			order: 10,
			script: "current.description = 'a'; current.impact = '1'; current.urgency = '1';",
		});
		expect((await created({})).description).toBe('abp1');
	});

	it.each<[string, Record<string, unknown>]>([
		['an inactive one', { active: false }],
		['one without the advanced form', { advanced: false }],
		['one without an operation', { action_insert: 'false', action_update: 'false' }],
		['one for updates', { action_insert: 'false' }],
		['one of another table', { collection: 'problem' }],
		['one of a child table', { collection: 'incident_task' }],
		['one for display', { when: 'before_display' }],
		['one for queries', { action_insert: 'false', action_update: 'false', action_query: 'true' }],
	])('leaves out %s', async (_what, values) => {
		await rule({ script: mark('ran'), ...values });
		expect((await created({})).description).toBe('');
	});

	it('takes those of parent tables, and those for all', async () => {
		await rule({ collection: 'task', order: 1, script: mark('task ') });
		await rule({ collection: 'global', order: 2, script: mark('global') });
		expect((await created({})).description).toBe('task global');
	});

	it('knows operations by their fields, which are off unless they are set', async () => {
		const answer = await instance.call('/api/now/table/sys_script', {
			method: 'POST',
			body: { name: 'plain', collection: 'incident' },
		});
		expect(answer.json().result).toMatchObject({
			...{ action_insert: 'false', action_update: 'false', action_delete: 'false', action_query: 'false' },
			...{ when: 'before', order: '100', active: 'true', advanced: 'false' },
		});
	});

	it('follows their rows at once', async () => {
		const { sys_id } = await rule({ script: mark('1') });
		expect((await created({})).description).toBe('1');
		const path = `/api/now/table/sys_script/${sys_id ?? ''}`;
		await instance.call(path, { method: 'PATCH', body: { script: mark('2') } });
		expect((await created({})).description).toBe('2');
		await instance.call(path, { method: 'DELETE' });
		expect((await created({})).description).toBe('');
	});

	it('depends on roles', async () => {
		const role = instance.emulator.store.one('sys_user_role', { name: 'itil' })?.sys_id;
		await rule({ role_conditions: role, script: "current.short_description = 'ran';" });
		const as = async (login: string) => (await post({}, 'incident', login)).json().result.short_description;
		expect([await as('itil:itil-demo'), await as('employee:employee-demo'), await as('admin:admin-demo')]).toEqual([
			...['ran', '', 'ran'],
		]);
	});

	it('depends on a condition that is a script', async () => {
		await rule({ condition: "current.urgency == 1 && gs.getUserName() != 'itil'", script: mark('ran') });
		expect((await created({ urgency: '1' })).description).toBe('ran');
		expect((await created({ urgency: '2' })).description).toBe('');
		expect((await post({ urgency: '1' }, 'incident', 'itil:itil-demo')).json().result.description).toBe('');
	});

	it('leaves out tables of the audit, lest they never end', async () => {
		await rule({ collection: 'sys_audit', script: "gs.info('audited');" });
		await rule({ collection: 'global', action_insert: true, script: 'gs.info(current.getTableName());' });
		const { sys_id } = await created({});
		await patch(sys_id, { short_description: 'changed' });
		expect((await post({ tablename: 'incident' }, 'sys_audit')).status).toBe(201);
		expect(logs()).toEqual(['incident', 'incident']);
	});

	it('is none where a write goes past them', async () => {
		await rule({ script: mark('ran') });
		const body = { operation: 'insert', table: 'incident', values: {}, workflow: false };
		const answer = await instance.call('/__emulator/write', { method: 'POST', body, as: undefined });
		expect(answer.json().result.description).toBe('');
	});
});

describeEmulator('a rule that leads back to itself', () => {
	it('is stopped, and the log says so', async () => {
		await rule({
			...{ name: 'Again', when: 'after', action_insert: false },
			script: "current.description = current.description + 'x'; current.update();",
		});
		const { sys_id } = await created({});
		expect((await patch(sys_id, { short_description: 'start' })).status).toBe(200);
		const [row] = instance.emulator.store.find('incident', {});
		expect([row?.description, row?.sys_mod_count]).toEqual(['x', '2']);
		expect(logs()).toEqual([
			expect.stringMatching(/^Recursive business rule 'Again' on incident was stopped: Again > Again$/),
		]);
	});

	it('is stopped in a chain of records, too', async () => {
		await rule({
			...{ name: 'Chain', when: 'after', action_update: false },
			script: "var gr = new GlideRecord('incident'); gr.short_description = 'next'; gr.insert();",
		});
		expect((await post({ short_description: 'first' })).status).toBe(201);
		expect(instance.emulator.store.find('incident', {})).toHaveLength(21);
		expect(logs()).toEqual([expect.stringContaining("Recursive business rule 'Chain'")]);
	});

	it('names in a refusal those whose writes led to it', async () => {
		await rule({ collection: 'problem', name: 'Inner', script: 'current.setAbortAction(true);' });
		await rule({
			name: 'Outer',
			script: "var gr = new GlideRecord('problem'); current.description = 'inserted: ' + gr.insert();",
		});
		expect((await created({})).description).toBe('inserted: null');
		expect(logs()[0]).toMatch(/^Operation against file 'problem' was aborted by .*Business Rule Stack:Inner,Outer$/);
	});
});

describeEmulator('an after rule', () => {
	it('runs when the record is there, and holds up the answer of the save', async () => {
		await rule({
			when: 'after',
			script: `var gr = new GlideRecord('incident'); gr.get(current.getUniqueValue());
				var task = new GlideRecord('problem'); task.short_description = 'for ' + gr.number; task.insert();`,
		});
		const { number } = await created({ short_description: 'x' });
		expect(instance.emulator.store.find('problem', {})).toMatchObject([{ short_description: `for ${number ?? ''}` }]);
	});

	it('cannot stop the write, nor change it but by another one', async () => {
		await rule({ when: 'after', script: "current.description = 'lost'; current.setAbortAction(true);" });
		const { sys_id } = await created({});
		expect(instance.emulator.store.one('incident', { sys_id: sys_id ?? '' })).toMatchObject({ description: '' });
	});

	it('sees what changed, and who is gone', async () => {
		await rule({
			...{ when: 'after', action_insert: false, action_delete: true },
			script: "gs.info(current.operation() + ' ' + previous.short_description + ' > ' + current.short_description);",
		});
		const { sys_id } = await created({ short_description: 'a' });
		await patch(sys_id, { short_description: 'b' });
		await instance.call(`${TABLE}/${sys_id ?? ''}`, { method: 'DELETE' });
		expect(logs()).toEqual(['update a > b', 'delete b > b']);
	});

	it('does not run where the write was undone', async () => {
		await rule({ when: 'after', script: "gs.info('ran');" });
		const { store } = instance.emulator;
		expect(() =>
			store.transaction(() => {
				store.insert(store.system, 'incident', { short_description: 'undone' });
				throw new Error('undone');
			}),
		).toThrow('undone');
		await store.settled();
		expect(logs()).toEqual([]);
	});

	it('runs for every record that a deletion takes along', async () => {
		const entry = instance.emulator.store.one('sys_dictionary', { name: 'incident', element: 'caller_id' });
		const path = `/api/now/table/sys_dictionary/${entry?.sys_id ?? ''}`;
		await instance.call(path, { method: 'PATCH', body: { reference_cascade_rule: 'delete' } });
		const user = (await post({ user_name: 'leaver' }, 'sys_user')).json().result.sys_id ?? '';
		await created({ caller_id: user, short_description: 'goes too' });
		await rule({
			...{ when: 'after', action_insert: false, action_update: false, action_delete: true },
			script: "gs.info('gone: ' + current.short_description);",
		});
		await instance.call(`/api/now/table/sys_user/${user}`, { method: 'DELETE' });
		await instance.emulator.store.settled();
		expect(logs()).toEqual(['gone: goes too']);
	});

	it('holds up an item of a Batch call', async () => {
		await rule({
			when: 'after',
			script: "var gr = new GlideRecord('problem'); gr.short_description = current.short_description; gr.insert();",
		});
		const items = ['one', 'two'].map((id) => ({
			...{ id, method: 'POST', url: TABLE, headers: [{ name: 'Content-Type', value: 'application/json' }] },
			body: Buffer.from(JSON.stringify({ short_description: id })).toString('base64'),
		}));
		await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests: items } });
		const made = instance.emulator.store.find('problem', {}).map(({ short_description }) => short_description);
		expect(made.sort()).toEqual(['one', 'two']);
	});
});
