import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { runnerOf } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const { run, created, of } = runnerOf(() => s, {
	resource: 'problem',
	table: 'problem',
	values: { short_description: 'Printers burn' },
});
const code = (value: string) => ({ __rl: true, mode: 'value', value });
const fixed = { resolution_code: code('fix_applied'), cause_notes: 'A setting', fix_notes: 'Setting corrected' };

describe('Resolve', () => {
	it('sets the state with code, cause and fix', async () => {
		const { number, sys_id } = await created();
		const { json, error } = await run('resolve', { record: by('number', String(number)), ...fixed });
		expect(error).toBeUndefined();
		const expected = {
			state: '106',
			resolution_code: 'fix_applied',
			cause_notes: 'A setting',
			fix_notes: 'Setting corrected',
		};
		expect(json).toEqual([expect.objectContaining({ ...expected, sys_id, number })]);
		expect(of(sys_id)).toMatchObject({ ...expected, active: 'true' });
	});

	it('sets it with the reason for which a risk is accepted, in one request where the sys_id is given', async () => {
		const { sys_id } = await created();
		s.emulator.resetStats();
		const options = { close_notes: 'Too dear', state: '107', comments: 'Nothing will be done' };
		await run('resolve', { record: by('id', String(sys_id)), resolution_code: code('risk_accepted'), options });
		expect(of(sys_id)).toMatchObject({ state: '107', resolution_code: 'risk_accepted', close_notes: 'Too dear' });
		expect(s.stored('sys_journal_field', { element_id: String(sys_id) })).toMatchObject({
			element: 'comments',
			value: 'Nothing will be done',
		});
		expect(s.emulator.stats().requests).toEqual({ 'table.patch': 1 });
	});

	it('resolves several in their order', async () => {
		const records = [await created(), await created()];
		const items = records.map(({ number }) => ({ number })).reverse() as never[];
		const { json, output } = await run('resolve', { record: by('number', '={{ $json.number }}'), ...fixed }, { items });
		expect(json.map(({ number }) => number)).toEqual(records.map(({ number }) => number).reverse());
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	it.each([
		['no code', { resolution_code: code('={{ "" }}') }, 'Resolution Code: It is empty'],
		['a record that is none', { record: by('id', '//evil') }, 'Problem: "//evil" is not a sys_id'],
		[
			'another problem that is none',
			{ options: { duplicate_of: 'a^ORactive=true' } },
			'Duplicate Of: "a^ORactive=true" is not a record number',
		],
		[
			'several other problems',
			{ options: { duplicate_of: 'PRB1234567, PRB1234568' } },
			'Duplicate Of: It names several',
		],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await run('resolve', { record: by('id', 'a'.repeat(32)), ...fixed, ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});

	it('tells which business rule refused it', async () => {
		const { sys_id } = await created();
		s.emulator.store.setProperty('emulator.business_rule.abort.problem', 'Analyse first');
		const { error } = await run('resolve', { record: by('id', String(sys_id)), ...fixed });
		s.emulator.store.setProperty('emulator.business_rule.abort.problem', '');
		expect(error?.description).toContain("aborted by Business Rule 'Analyse first");
		expect(of(sys_id)).toMatchObject({ state: '101' });
	});
});

describe('Close', () => {
	it('closes a duplicate, the other one given by number or sys_id', async () => {
		const other = await created();
		for (const duplicate_of of [String(other.number), String(other.sys_id)]) {
			const { sys_id } = await created();
			s.emulator.resetStats();
			const { json, error } = await run('close', {
				record: by('id', String(sys_id)),
				resolution_code: code('duplicate'),
				options: { duplicate_of },
			});
			expect(error).toBeUndefined();
			const expected = { state: '107', resolution_code: 'duplicate', duplicate_of: other.sys_id };
			expect(json).toMatchObject([expected]);
			expect(of(sys_id)).toMatchObject({ ...expected, active: 'false' });
			// No look into the dictionary: what the number means is known.
			expect(requestCount(s)).toBe(duplicate_of === other.number ? 2 : 1);
		}
	});

	it('changes nothing where the other one is not there', async () => {
		const { sys_id } = await created();
		const { error } = await run('close', {
			record: by('id', String(sys_id)),
			resolution_code: code('duplicate'),
			options: { duplicate_of: 'PRB9999999' },
		});
		expect(error?.message).toBe('No problem has the number PRB9999999');
		expect(of(sys_id)).toMatchObject({ state: '101', sys_mod_count: '0' });
	});

	it('completes one that is resolved', async () => {
		const { sys_id } = await created();
		const record = by('id', String(sys_id));
		await run('resolve', { record, ...fixed });
		await run('close', { record, resolution_code: code('') });
		expect(of(sys_id)).toMatchObject({ state: '107', resolution_code: 'fix_applied', fix_notes: 'Setting corrected' });
	});

	it('closes at once with code, cause and fix', async () => {
		const { sys_id } = await created();
		await run('close', { record: by('id', String(sys_id)), ...fixed });
		expect(of(sys_id)).toMatchObject({ state: '107', cause_notes: 'A setting', fix_notes: 'Setting corrected' });
	});
});

describe('Reopen and assign', () => {
	it('lead back to the analysis, with the reason as a work note', async () => {
		const { sys_id } = await created();
		const record = by('id', String(sys_id));
		await run('close', { record, ...fixed });
		const { json } = await run('reopen', { record, reason: 'They still burn' });
		expect(json).toMatchObject([{ state: '103' }]);
		expect(of(sys_id)).toMatchObject({ state: '103', active: 'true' });
		const entry = s.stored('sys_journal_field', { element_id: String(sys_id) });
		expect(entry).toMatchObject({ element: 'work_notes', value: 'They still burn' });
	});

	it('give it to a group and a user', async () => {
		const { sys_id } = await created();
		const names = { assignment_group: by('name', 'Problem Analyzers'), assigned_to: by('user_name', 'david.loo') };
		await run('assign', { record: by('id', String(sys_id)), ...names });
		expect(of(sys_id)).toMatchObject({
			assignment_group: s.stored('sys_user_group', { name: 'Problem Analyzers' })?.sys_id,
			assigned_to: s.stored('sys_user', { user_name: 'david.loo' })?.sys_id,
		});
	});

	it.each(['close', 'reopen', 'assign', 'resolve'])('fail to %s what is not there', async (operation) => {
		const more = { ...fixed, reason: 'x', assigned_to: by('id', 'a'.repeat(32)) };
		const { error } = await run(operation, { record: by('id', 'f'.repeat(32)), ...more });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
		const named = await run(operation, { record: by('number', 'PRB9999999'), ...more });
		expect(named.error?.message).toBe('No problem has the number PRB9999999');
	});
});

testsOf('problem', 'assign', 'close', 'reopen', 'resolve');
