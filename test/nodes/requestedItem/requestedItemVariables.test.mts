import { actAs } from '../../support/actAs.mts';
import { answers, answersOf, done, requestedItem } from '../../support/catalog.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const userId = (user_name: string) => String(s.stored('sys_user', { user_name })?.sys_id);
const run = async (operation: string, parameters: Record<string, unknown>, options = {}) =>
	await s.n8n.run({ resource: 'requestedItem', operation, ...parameters } as never, options);

const ritm = async (name: string, values: Record<string, unknown>) => await requestedItem(s, name, values);

describe('Get Variables', () => {
	const team = async () =>
		await ritm('Accounts for a Team', {
			team: 'Network',
			cost_center: 'C1',
			accounts: [
				{ user: 'itil', level: 'full', remote: true },
				{ user: 'beth.anglin', level: 'basic' },
			],
		});

	it('returns the answers by name, and with what people see', async () => {
		const { sys_id, number } = await ritm('Developer Laptop', { memory: '64', requester: 'beth.anglin' });
		const [result] = await done(run('getVariables', { record: by('number', number), output: 'simplified' }));
		expect(result).toMatchObject({ sys_id, number, variables: { memory: '64', requester: userId('beth.anglin') } });
		expect(result?.answers).toEqual([
			{ name: 'memory', label: 'Memory', type: 'Select Box', value: '64', display_value: '64 GB' },
			{
				name: 'requester',
				label: 'Who is it for?',
				type: 'Reference',
				value: userId('beth.anglin'),
				display_value: 'Beth Anglin',
			},
		]);
	});

	it('puts multi-row variable sets together', async () => {
		const { sys_id } = await team();
		const [result] = await done(run('getVariables', { record: by('id', sys_id), output: 'simplified' }));
		expect(result?.variables).toMatchObject({
			cost_center: 'C1',
			accounts: [
				{ user: userId('itil'), level: 'full', remote: 'true' },
				{ user: userId('beth.anglin'), level: 'basic', remote: '' },
			],
		});
		expect(result?.answers).toContainEqual(
			expect.objectContaining({
				name: 'accounts',
				type: 'Multi-Row Variable Set',
				display_value: [
					{ user: 'ITIL User', level: 'Full', remote: 'true' },
					{ user: 'Beth Anglin', level: 'Basic', remote: '' },
				],
			}),
		);
	});

	it('takes two requests without display values, and one more with them', async () => {
		const { sys_id } = await team();
		s.emulator.resetStats();
		await done(run('getVariables', { record: by('id', sys_id), output: 'raw' }));
		expect(requestCount(s)).toBe(2);
		s.emulator.resetStats();
		await done(run('getVariables', { record: by('id', sys_id), output: 'simplified' }));
		expect(requestCount(s)).toBe(3);
	});

	it('returns the stored value where the display value cannot be had', async () => {
		const { sys_id } = await ritm('Developer Laptop', { memory: '64' });
		s.emulator.setFaults([
			{ match: { path: '/display_value$' }, action: { kind: 'status', status: 403, message: 'No' } },
		]);
		const [result] = await done(run('getVariables', { record: by('id', sys_id), output: 'simplified' }));
		expect(result?.answers).toContainEqual(expect.objectContaining({ name: 'memory', display_value: '64' }));
	});

	it('of an item without any are none, and of no item ServiceNow’s words', async () => {
		const { sys_id, number } = await ritm('Tablet', {});
		expect(await done(run('getVariables', { record: by('id', sys_id) }))).toMatchObject([
			{ number, variables: {}, answers: [] },
		]);
		const { error } = await run('getVariables', { record: by('id', 'a'.repeat(32)) });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('Set Variables', () => {
	const laptop = async () => await ritm('Developer Laptop', { memory: '32' });

	it('changes what is given, by name, label or reference, and nothing else', async () => {
		const { sys_id, number } = await laptop();
		const [result] = await done(
			run('setVariables', { record: by('number', number), ...answers({ memory: '64 GB', requester: 'beth.anglin' }) }),
		);
		expect(result).toMatchObject({ sys_id, number, changed: ['memory', 'requester'], variables: { memory: '64' } });
		expect(answersOf(s, sys_id)).toEqual({ memory: '64', requester: userId('beth.anglin') });
	});

	it('writes only what is new', async () => {
		const { sys_id } = await laptop();
		s.emulator.resetStats();
		const [result] = await done(
			run('setVariables', { record: by('id', sys_id), variablesMode: 'form', variables: mapped({ memory: '32' }) }),
		);
		expect(result?.changed).toEqual([]);
		expect(s.emulator.stats().requests['table.patch']).toBeUndefined();
	});

	it('maps the input automatically, past what it has besides', async () => {
		const { sys_id } = await laptop();
		const variables = { mappingMode: 'autoMapInputData', value: null };
		await done(
			run(
				'setVariables',
				{ record: by('id', sys_id), variablesMode: 'form', variables },
				{ items: [{ memory: '64', id: 7 }] },
			),
		);
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '64' });
	});

	it.each([
		[
			'an unknown name',
			'Developer Laptop',
			{ memory: '64', colour: 'red' },
			'Variables: The requested item has no variable "colour"',
		],
		['what is no choice', 'Developer Laptop', { memory: '16' }, 'Memory (memory): "16" is not one of its choices'],
		[
			'a table of answers',
			'Accounts for a Team',
			{ accounts: [] },
			'Accounts (accounts): A multi-row variable set cannot be written here',
		],
		['nothing', 'Developer Laptop', {}, 'Variables: There is nothing to write'],
	])('refuses %s, and writes nothing', async (_, name, values, message) => {
		const given =
			name === 'Developer Laptop'
				? { memory: '32' }
				: { team: 'Network', cost_center: 'C1', accounts: [{ user: 'itil' }] };
		const { sys_id } = await ritm(name, given);
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers(values) });
		expect(error?.message).toContain(message);
		expect(s.emulator.stats().requests['table.patch']).toBeUndefined();
	});

	it('tells what was written before ServiceNow refused the next', async () => {
		const { sys_id } = await laptop();
		s.emulator.setFaults([
			{
				match: { path: '/sc_item_option/', method: 'PATCH', nth: 2 },
				action: { kind: 'status', status: 403, message: 'Operation Failed' },
			},
		]);
		const { error } = await run('setVariables', {
			record: by('id', sys_id),
			...answers({ memory: '64', requester: 'itil' }),
		});
		expect(error?.message).toBe('Operation Failed');
		expect(error?.description).toContain('The variable was Who is it for? (requester). Written before: memory.');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '64', requester: '' });
	});

	it('says so where ServiceNow drops the value in silence', async () => {
		const { sys_id } = await laptop();
		const rule = { name: 'sc_item_option.value', operation: 'write', roles: 'nobody', active: 'true' };
		s.emulator.store.put('sys_security_acl', rule);
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers({ memory: '64' }) });
		expect(error?.message).toBe('Not stored: memory');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '32' });
	});

	it('shows ServiceNow’s words to those who may not write', async () => {
		const { sys_id } = await laptop();
		await actAs(s, 'auditor');
		const { error } = await run('setVariables', { record: by('id', sys_id), ...answers({ memory: '64' }) });
		expect(error?.httpCode).toBe('403');
		expect(answersOf(s, sys_id)).toMatchObject({ memory: '32' });
	});
});

testsOf('requestedItem', 'getVariables', 'setVariables');
