/** Assigning and closing the work that delivers changes and orders. */
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { type Runner, runnerOf } from '../../support/tableVerbs.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());

const of = (resource: string, table: string): Runner =>
	runnerOf(() => s, { resource, table, values: { short_description: 'Work' } });
const RESOURCES: Array<[string, Runner]> = [
	['changeRequest', of('changeRequest', 'change_request')],
	['changeTask', of('changeTask', 'change_task')],
	['catalogTask', of('catalogTask', 'sc_task')],
	['requestedItem', of('requestedItem', 'sc_req_item')],
];
const [change, changeTask, catalogTask] = RESOURCES.map(([, runner]) => runner) as [Runner, Runner, Runner];

const code = (value: string) => ({ __rl: true, mode: 'value', value });
const closure = { close_code: code('successful'), close_notes: 'Carried out as planned' };
const stored = { close_code: 'successful', close_notes: 'Carried out as planned' };
const inReview = async () => {
	const { sys_id } = await change.created();
	s.emulator.store.put('change_request', { sys_id: String(sys_id), state: '0' });
	return String(sys_id);
};

describe('Assign', () => {
	it.each(RESOURCES)('gives one of %s to a group and a user, and leaves its state', async (_, { run, created, of }) => {
		const { number, sys_id } = await created();
		const { state } = of(sys_id) ?? {};
		const { json, error } = await run('assign', {
			record: by('number', String(number)),
			assignment_group: by('name', 'Network'),
			assigned_to: by('user_name', 'david.loo'),
			options: { work_notes: 'For you' },
		});
		expect(error).toBeUndefined();
		const expected = {
			assignment_group: s.stored('sys_user_group', { name: 'Network' })?.sys_id,
			assigned_to: s.stored('sys_user', { user_name: 'david.loo' })?.sys_id,
		};
		expect(json).toMatchObject([{ sys_id, ...expected }]);
		expect(of(sys_id)).toMatchObject({ ...expected, state });
		expect(s.stored('sys_journal_field', { element_id: String(sys_id) })).toMatchObject({ value: 'For you' });
	});

	it.each(RESOURCES)('sends nothing for one of %s where nobody is chosen', async (_, { run }) => {
		s.emulator.resetStats();
		const { error } = await run('assign', { record: by('id', 'a'.repeat(32)) });
		expect(error?.message).toBe('Assigned To: Nobody is chosen');
		expect(requestCount(s)).toBe(0);
	});
});

describe('Close a catalog task', () => {
	it.each([
		['3', 'false'],
		['4', 'false'],
		['7', 'false'],
	])('as %s, in one request', async (outcome, active) => {
		const { sys_id } = await catalogTask.created();
		s.emulator.resetStats();
		const parameters = { record: by('id', String(sys_id)), outcome, close_notes: 'Desk 12' };
		const { error } = await catalogTask.run('close', parameters);
		expect(error).toBeUndefined();
		expect(catalogTask.of(sys_id)).toMatchObject({ state: outcome, close_notes: 'Desk 12', active });
		expect(s.emulator.stats().requests).toEqual({ 'table.patch': 1 });
	});

	it('with the state of an instance that has others', async () => {
		const { sys_id } = await catalogTask.created();
		await catalogTask.run('close', { record: by('id', String(sys_id)), outcome: '3', options: { state: '4' } });
		expect(catalogTask.of(sys_id)).toMatchObject({ state: '4', close_notes: '' });
	});

	it('closes the requested item behind it, as the platform does', async () => {
		const [task] = s.emulator.store.find('sc_task', { active: 'true' });
		await catalogTask.run('close', { record: by('number', String(task?.number)), outcome: '3' });
		expect(s.stored('sc_req_item', { sys_id: String(task?.request_item) })).toMatchObject({ state: '3' });
	});

	it('sends nothing for an outcome that is none', async () => {
		s.emulator.resetStats();
		const { error } = await catalogTask.run('close', { record: by('id', 'a'.repeat(32)), outcome: '={{ "done" }}' });
		expect(error?.message).toBe('Outcome: "done" is none of the choices');
		expect(requestCount(s)).toBe(0);
	});
});

describe('Close a change task', () => {
	it('with its code and notes', async () => {
		const { sys_id } = await changeTask.created();
		await changeTask.run('close', { record: by('id', String(sys_id)), ...closure });
		expect(changeTask.of(sys_id)).toMatchObject({ ...stored, state: '3', active: 'false' });
	});
});

describe('Close a change request', () => {
	it('that is in review, with its code and notes', async () => {
		const sys_id = await inReview();
		const { json, error } = await change.run('close', {
			record: by('id', sys_id),
			...closure,
			options: { work_notes: 'All fine' },
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ sys_id, ...stored, state: '3' }]);
		expect(change.of(sys_id)).toMatchObject({ ...stored, state: '3', active: 'false' });
		expect(s.stored('sys_journal_field', { element_id: sys_id })).toMatchObject({ value: 'All fine' });
	});

	it('names the open states where it is too early', async () => {
		const { sys_id, number } = await change.created();
		const { error } = await change.run('close', { record: by('number', String(number)), ...closure });
		expect(error?.description).toContain('It can go to: ');
		expect(change.of(sys_id)).toMatchObject({ state: '-5', active: 'true' });
	});
});

describe.each([
	['changeTask', changeTask],
	['changeRequest', change],
])('Close of %s', (_, { run }) => {
	it.each([
		['no code', { close_code: code('={{ "" }}') }, 'Close Code: It is empty'],
		['no notes', { close_notes: '={{ " " }}' }, 'Close Notes: It is empty'],
		['a record that is none', { record: by('id', '../../x') }, 'is not a sys_id'],
	])('sends nothing for %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await run('close', { record: by('id', 'a'.repeat(32)), ...closure, ...parameters });
		expect(error?.message).toContain(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('catalogTask', 'assign', 'close');
testsOf('changeRequest', 'assign', 'close');
testsOf('changeTask', 'assign', 'close', 'create');
testsOf('requestedItem', 'assign');
