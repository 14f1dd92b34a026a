import { actAs } from '../../support/actAs.mts';
import { condition } from '../../support/conditions.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

/** What a trigger is told reads as in Get Many; what could not be used is refused when it is published, since nobody sees hints later. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(async () => {
	s.emulator.reset();
	await actAs(s, 'integration.user');
});

const create = (values: Record<string, string> = {}) =>
	s.emulator.store.insert(s.emulator.store.system, 'incident', { short_description: 'Made', ...values }).sys_id ?? '';
const change = (sys_id: string, values: Record<string, string>) => {
	s.emulator.clock.advance(1000);
	s.emulator.store.update(s.emulator.store.system, 'incident', sys_id, values);
};
const trigger = (parameters: Record<string, unknown>) =>
	new PublishedTrigger(s.n8n, { event: 'changed', table: by('name', 'incident'), ...parameters } as never);
const filter = (field: string, operator: string, value: unknown) => ({
	filter: { conditions: [condition(by('name', field), operator, value)] },
});
const query = (sysparm_query: string) => ({ options: { sysparm_query } });

describe('What a trigger watches', () => {
	it.each<[string, string, string, string, Record<string, string>, Record<string, string>]>([
		['a label', 'state', '', 'In Progress', { state: '2' }, { state: '1' }],
		['labels', 'state', 'isOneOf', 'in progress, On Hold', { state: '3' }, { state: '1' }],
		['a user name', 'assigned_to', '', 'lena.fischer', { assigned_to: 'lena.fischer' }, {}],
		['a group', 'assignment_group', '', 'Service Desk', { assignment_group: 'Service Desk' }, {}],
	])('may be named by %s', async (_, field, operator, value, right, wrong) => {
		const { store } = s.emulator;
		const ids = (values: Record<string, string>) =>
			Object.fromEntries(
				Object.entries(values).map(([column, name]) => {
					if (column === 'assigned_to') return [column, store.one('sys_user', { user_name: name })?.sys_id ?? ''];
					if (column === 'assignment_group') return [column, store.one('sys_user_group', { name })?.sys_id ?? ''];
					return [column, name];
				}),
			);
		const watching = trigger(filter(field, operator, value));
		await watching.publish();
		s.emulator.clock.advance(60_000);
		const meant = create(ids(right));
		create(ids(wrong));
		expect((await watching.poll()).map(({ sys_id }) => sys_id)).toEqual([meant]);
	});

	it.each([
		['a field of the filter', filter('no_such', '', '1'), 'Filter: incident has no field no_such'],
		['a field of the query', query('active=true^no_such=1'), 'Filter: incident has no field no_such'],
		['a label in place of a name', query('short_description=a^assigned=b'), 'Filter: incident has no field assigned'],
		[
			'the end of a path',
			filter('caller_id.no_such', '', '1'),
			'Filter: caller_id.no_such leads to no field: sys_user',
		],
		[
			'a watched field',
			{ options: { watchedFields: 'urgency,urgncy' } },
			'Only When Fields Change: incident has no field urgncy',
		],
		[
			'the field of state',
			{ event: 'stateChanged', options: { stateField: 'stat' } },
			'Field of State: incident has no field stat',
		],
		['a label that is none', filter('state', '', 'Done'), 'state: "Done" is no choice. Choices: New (1)'],
		['a user who is not there', filter('assigned_to', '', 'nobody'), 'assigned_to: No user has the '],
		['a value that is none', { event: 'stateChanged', values: 'In Progress, Done' }, 'state: "Done" is no choice'],
	])('is refused when it is published where it names what is not there: %s', async (_, parameters, message) => {
		await expect(trigger(parameters).publish()).rejects.toThrow(message);
	});

	it.each([
		query('active=true^ORDERBYnumber'),
		query('variables.x=1^caller_id.emailISNOTEMPTY^parent.ref_incident.caller_idISEMPTY'),
		{ options: { watchedFields: 'urgency,comments,work_notes' } },
	])('is taken where it names what is there, and asked for once: %j', async (parameters) => {
		const watching = trigger(parameters);
		await watching.publish();
		const before = requestCount(s);
		await watching.poll();
		expect(requestCount(s) - before).toBe(1);
	});

	it('may be a state by its label', async () => {
		const sys_id = create({ state: '1' });
		const watching = trigger({ event: 'stateChanged:incident', values: 'In Progress, resolved' });
		await watching.publish();
		change(sys_id, { state: '3', hold_reason: '1' });
		expect(await watching.poll()).toEqual([]);
		change(sys_id, { state: '2' });
		expect(await watching.poll()).toMatchObject([{ sys_id }]);
	});
});
