import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { runnerOf } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const { run, created, of } = runnerOf(() => s, {
	resource: 'incident',
	table: 'incident',
	values: { short_description: 'Printer on fire' },
});
const code = (value: string, mode = 'list') => ({ __rl: true, mode, value });
const solved = { close_code: code('Solution provided'), close_notes: 'Replaced the toner' };
const entriesOf = (sys_id: unknown) =>
	s.emulator.store
		.find('sys_journal_field', { element_id: String(sys_id) })
		.map(({ element, value }) => `${element}: ${value}`)
		.sort();
const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);

/** Written by somebody as whom the instance refuses this column. */
async function without(column: string, work: () => Promise<void>): Promise<void> {
	const acl = s.emulator.store.put('sys_security_acl', {
		name: `incident.${column}`,
		operation: 'write',
		roles: 'nobody',
		active: 'true',
	});
	await work();
	s.emulator.store.remove('sys_security_acl', String(acl.sys_id));
}

describe('Resolve', () => {
	it('sets the state with code and notes, and says who resolved it', async () => {
		const { number, sys_id } = await created();
		const { json, error } = await run('resolve', { record: by('number', String(number)), ...solved });
		expect(error).toBeUndefined();
		const me = idOf('sys_user', { user_name: 'integration.user' });
		const expected = {
			state: '6',
			close_code: 'Solution provided',
			close_notes: 'Replaced the toner',
			resolved_by: me,
		};
		expect(json).toEqual([expect.objectContaining({ ...expected, sys_id, number })]);
		expect(of(sys_id)).toMatchObject({ ...expected, active: 'true' });
	});

	it('adds a comment and a work note on the way', async () => {
		const { sys_id } = await created();
		const onlyState = { output: 'selected', selectedFields: ['state'] };
		const options = { comments: 'It works again', work_notes: 'Toner of batch 7' };
		const { json } = await run('resolve', { record: by('id', String(sys_id)), ...solved, options, ...onlyState });
		expect(json).toEqual([{ state: '6' }]);
		expect(entriesOf(sys_id)).toEqual(['comments: It works again', 'work_notes: Toner of batch 7']);
	});

	it('shows what it has written, but for entries of journals', async () => {
		const { sys_id } = await created();
		const options = { work_notes: 'Toner of batch 7' };
		const { json } = await run('resolve', {
			record: by('id', String(sys_id)),
			...solved,
			options,
			output: 'simplified',
		});
		expect(json).toMatchObject([
			{ state: 'Resolved', close_code: 'Solution provided', close_notes: 'Replaced the toner' },
		]);
		expect(json[0]).not.toHaveProperty('work_notes');
	});

	it('takes another state where the instance uses another, and a typed code where it takes such', async () => {
		// Who may not read the property switches Resolve Names off.
		await actAs(s, 'admin');
		const { sys_id } = await created();
		s.emulator.store.setProperty('glide.rest.choice.allow_non_existing_value', 'true');
		const parameters = { ...solved, close_code: code('Home grown', 'value'), options: { state: '7' } };
		await run('resolve', { record: by('id', String(sys_id)), ...parameters });
		s.emulator.store.setProperty('glide.rest.choice.allow_non_existing_value', 'false');
		expect(of(sys_id)).toMatchObject({ state: '7', close_code: 'Home grown' });
	});

	it('refuses a code that is none, unless names are not to be resolved', async () => {
		const { sys_id } = await created();
		const parameters = { record: by('id', String(sys_id)), ...solved, close_code: code('Home grown', 'value') };
		const { error } = await run('resolve', parameters);
		expect(error?.message).toContain('"Home grown" is no choice. Choices: ');
		s.emulator.store.setProperty('glide.rest.choice.allow_non_existing_value', 'true');
		await run('resolve', { ...parameters, options: { resolveNames: false } });
		s.emulator.store.setProperty('glide.rest.choice.allow_non_existing_value', 'false');
		expect(of(sys_id)).toMatchObject({ state: '6', close_code: 'Home grown' });
	});

	it('resolves several in their order, and goes on without one that fails', async () => {
		const records = [await created(), await created()];
		const items = [{ id: records[1]?.sys_id }, { id: 'f'.repeat(32) }, { id: records[0]?.sys_id }] as never[];
		const { json, output } = await run(
			'resolve',
			{ record: by('id', '={{ $json.id }}'), ...solved },
			{ items, settings: { onError: 'continueRegularOutput' } },
		);
		expect(json).toMatchObject([{ number: records[1]?.number }, { error: 'No Record found' }, { state: '6' }]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	it.each([
		['a code that the data lacks', { close_code: code('={{ "" }}', 'value') }, 'Resolution Code: It is empty'],
		['no notes', { close_notes: '={{ " " }}' }, 'Resolution Notes: It is empty'],
		['no record', { record: by('id', '../../x') }, 'Incident: "../../x" is not a sys_id'],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await run('resolve', { record: by('id', 'a'.repeat(32)), ...solved, ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('fails with ServiceNow’s words where the user may not write it', async () => {
		const { sys_id } = await created();
		await actAs(s, 'auditor');
		const { error } = await run('resolve', { record: by('id', String(sys_id)), ...solved });
		await actAs(s, 'integration.user');
		expect(error).toMatchObject({ message: 'Operation Failed', httpCode: '403' });
		expect(error?.description).toContain('ACL Exception Update Failed due to security constraints');
		expect(of(sys_id)).toMatchObject({ state: '1' });
	});

	it('fails where ServiceNow drops the new state in silence, unless that is to be ignored', async () => {
		const { sys_id } = await created();
		await without('state', async () => {
			const record = by('id', String(sys_id));
			const { error, json } = await run('resolve', { record, ...solved });
			expect(error?.message).toBe('Not stored: state');
			expect(error?.description).toContain('state was sent as "6" and is "1"');
			expect(json).toEqual([]);
			const ignored = await run('resolve', { record, ...solved, options: { notStored: 'ignore' } });
			expect(ignored.json).toMatchObject([{ state: '1', close_code: 'Solution provided' }]);
		});
	});

	it('hints at a lost code', async () => {
		const { sys_id } = await created({ close_code: 'User error' });
		await without('close_code', async () => {
			const { error, hints } = await run('resolve', { record: by('id', String(sys_id)), ...solved });
			expect(error).toBeUndefined();
			expect(hints).toEqual([
				expect.stringContaining('close_code was sent as "Solution provided" and is "User error"'),
			]);
		});
		expect(of(sys_id)).toMatchObject({ state: '6' });
	});
});

describe('Close', () => {
	it('closes one that is resolved, and it is not active any more', async () => {
		const { sys_id } = await created();
		const record = by('id', String(sys_id));
		await run('resolve', { record, ...solved });
		const { json, error } = await run('close', { record, close_code: code(''), close_notes: '' });
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ state: '7', close_code: 'Solution provided' }]);
		expect(of(sys_id)).toMatchObject({ state: '7', active: 'false', close_notes: 'Replaced the toner' });
	});

	it('closes at once with code and notes', async () => {
		const { number, sys_id } = await created();
		await run('close', { record: by('number', String(number)), ...solved });
		expect(of(sys_id)).toMatchObject({ state: '7', close_code: 'Solution provided' });
	});

	it('names the fields that ServiceNow demands', async () => {
		const { sys_id } = await created();
		const { error } = await run('close', { record: by('id', String(sys_id)), close_code: code(''), close_notes: '' });
		expect(error?.message).toBe('Operation Failed');
		expect(error?.description).toContain('Data Policy Exception: The following fields are mandatory: Resolution code');
		expect(of(sys_id)).toMatchObject({ state: '1' });
	});
});

describe('Reopen', () => {
	it('takes it up again, with the reason as a work note', async () => {
		const { number, sys_id } = await created();
		await run('resolve', { record: by('id', String(sys_id)), ...solved });
		const { json, error } = await run('reopen', {
			record: by('number', String(number)),
			reason: 'It burns again',
			options: { work_notes: 'Seen by the caller', comments: 'We look at it again' },
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ state: '2', sys_id }]);
		expect(of(sys_id)).toMatchObject({ state: '2', reopen_count: '1', resolved_by: '' });
		expect(entriesOf(sys_id)).toEqual([
			'comments: We look at it again',
			'work_notes: It burns again\n\nSeen by the caller',
		]);
	});

	it('sends nothing without a reason', async () => {
		s.emulator.resetStats();
		const { error } = await run('reopen', { record: by('id', 'a'.repeat(32)), reason: '={{ "" }}' });
		expect(error?.message).toBe('Reason: It is empty');
		expect(requestCount(s)).toBe(0);
	});
});

describe('Assign', () => {
	const network = () => idOf('sys_user_group', { name: 'Network' });
	const beth = () => idOf('sys_user', { user_name: 'beth.anglin' });

	it('assigns to a group, to a user and to both, by whatever names them', async () => {
		const { number, sys_id } = await created();
		const record = by('number', String(number));
		const { json, error } = await run('assign', {
			record,
			assignment_group: by('name', 'Network'),
			assigned_to: by('email', 'beth.anglin@example.com'),
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ assignment_group: network(), assigned_to: beth(), sys_id }]);
		await run('assign', { record, assignment_group: by('name', 'Hardware') });
		const hardware = idOf('sys_user_group', { name: 'Hardware' });
		expect(of(sys_id)).toMatchObject({ assignment_group: hardware, assigned_to: beth(), reassignment_count: '1' });
		await run('assign', { record, assignment_group: by('id', network()), options: { clearAssignee: true } });
		expect(of(sys_id)).toMatchObject({ assignment_group: network(), assigned_to: '' });
		await run('assign', { record, assigned_to: by('user_name', 'itil'), options: { work_notes: 'Yours' } });
		expect(of(sys_id)).toMatchObject({
			assignment_group: network(),
			assigned_to: idOf('sys_user', { user_name: 'itil' }),
		});
		expect(entriesOf(sys_id)).toEqual(['work_notes: Yours']);
	});

	it('looks a group up once for all items', async () => {
		const records = [await created(), await created(), await created()];
		s.emulator.resetStats();
		const { json } = await run(
			'assign',
			{ record: by('id', '={{ $json.id }}'), assignment_group: by('name', 'Network'), options: { batch: false } },
			{ items: records.map(({ sys_id }) => ({ id: sys_id })) as never[] },
		);
		expect(json.map(({ assignment_group }) => assignment_group)).toEqual([network(), network(), network()]);
		expect(s.emulator.stats().requests).toEqual({ 'table.list': 1, 'table.patch': 3 });
	});

	it.each([
		['nobody', {}, 'Assigned To: Nobody is chosen'],
		[
			'a group that is none',
			{ assignment_group: by('name', 'a^ORactive=true') },
			'Assignment Group: "a^ORactive=true" contains "^"',
		],
		['a user that is none', { assigned_to: by('id', '@evil') }, 'Assigned To: "@evil" is not a sys_id'],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await run('assign', { record: by('id', 'a'.repeat(32)), ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('changes nothing where the group or the user is not there or not the only one', async () => {
		const { sys_id } = await created();
		const record = by('id', String(sys_id));
		const group = await run('assign', { record, assignment_group: by('name', 'No Such Group') });
		expect(group.error?.message).toBe('No group has the name No Such Group');
		const user = await run('assign', { record, assigned_to: by('name', 'Alex Moreau') });
		expect(user.error?.message).toBe('More than one user has the name Alex Moreau');
		expect(of(sys_id)).toMatchObject({ assignment_group: '', assigned_to: '', sys_mod_count: '0' });
	});

	it('fails where ServiceNow drops the assignment in silence', async () => {
		const { sys_id } = await created();
		await without('assigned_to', async () => {
			const { error } = await run('assign', { record: by('id', String(sys_id)), assigned_to: by('user_name', 'itil') });
			expect(error?.message).toBe('Not stored: assigned_to');
		});
	});
});

testsOf('incident', 'assign', 'close', 'reopen', 'resolve');
