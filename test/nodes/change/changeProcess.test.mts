import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const change = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'changeRequest', operation, ...parameters }) as never;
const stored = (sys_id: string) => s.stored('change_request', { sys_id });

function given(values: Record<string, string> = {}): { sys_id: string; number: string } {
	const { store } = s.emulator;
	const models: Record<string, string> = {};
	for (const { sys_id = '', name = '' } of store.find('chg_model', {})) models[name.toLowerCase()] = sys_id;
	const type = values.type ?? 'normal';
	const row = { short_description: 'Process', type, chg_model: models[type] ?? '', state: '-5', ...values };
	const { sys_id = '', number = '' } = store.insert(store.system, 'change_request', row);
	return { sys_id, number };
}

const me = () => String(s.stored('sys_user', { user_name: 'integration.user' })?.sys_id);

function asked(sys_id: string, approver: string) {
	const { store } = s.emulator;
	return store.insert(store.system, 'sysapproval_approver', {
		approver,
		sysapproval: sys_id,
		document_id: sys_id,
		source_table: 'change_request',
		state: 'requested',
	});
}

describe('Get Next States', () => {
	it('names the open states, and what stands in the way of the others', async () => {
		const { sys_id, number } = given({ state: '-1' });
		s.emulator.store.insert(s.emulator.store.system, 'change_task', { change_request: sys_id, state: '1' });
		const { json } = await s.n8n.run(change('getNextStates', { record: by('number', number) }));
		const common = { current_state: '-1', sys_id, number };
		expect(json).toEqual([
			{ ...common, state: '0', label: 'Review', available: true, automatic: true, unmet_conditions: [] },
			{ ...common, state: '4', label: 'Canceled', available: true, automatic: false, unmet_conditions: [] },
		]);
	});

	it('leaves out the states that are not open yet where that is asked for', async () => {
		const { sys_id } = given({ state: '0' });
		const run = async (options: Record<string, unknown>) =>
			(await s.n8n.run(change('getNextStates', { record: by('id', sys_id), options }))).json;
		expect(await run({})).toMatchObject([
			{
				state: '3',
				label: 'Closed',
				available: false,
				unmet_conditions: ['Close code and close notes given'],
			},
		]);
		expect(await run({ onlyAvailable: true })).toEqual([]);
	});

	it('shows ServiceNow’s words for a change that is not there', async () => {
		const { error } = await s.n8n.run(change('getNextStates', { record: by('id', 'a'.repeat(32)) }));
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('Move to State', () => {
	const move = (key: unknown, newState: string, more: Record<string, unknown> = {}) =>
		change('moveToState', { record: key, newState: { __rl: true, mode: 'value', value: newState }, ...more });

	it.each(['-4', 'Assess', ' assess '])('takes the change to the state that is named %j', async (state) => {
		const { sys_id } = given();
		const { json, error } = await s.n8n.run(move(by('id', sys_id), state, { options: { work_notes: 'Off it goes' } }));
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ sys_id, state: '-4', type: 'normal' })]);
		expect(stored(sys_id)?.state).toBe('-4');
		expect(s.stored('sys_journal_field', { element_id: sys_id })).toMatchObject({ value: 'Off it goes' });
	});

	it('closes with a code and notes', async () => {
		const { sys_id, number } = given({ state: '0' });
		const close_code = { __rl: true, mode: 'list', value: 'successful' };
		const { error } = await s.n8n.run(
			move(by('number', number), 'Closed', { options: { close_code, close_notes: 'Done' } }),
		);
		expect(error).toBeUndefined();
		expect(stored(sys_id)).toMatchObject({
			state: '3',
			close_code: 'successful',
			close_notes: 'Done',
			active: 'false',
		});
	});

	it('shows ServiceNow’s refusal with the states that are open and what stands in the way', async () => {
		const { sys_id, number } = given({ state: '0' });
		const { error } = await s.n8n.run(move(by('id', sys_id), 'Closed'));
		expect(error?.message).toContain('Change Request record could not be updated.');
		expect(error?.message).toContain('was aborted by Business Rule');
		expect(error?.description).toContain(
			`${number} is in Review. It can go to: no state; not yet: Closed (3: Close code and close notes given).`,
		);
		expect(stored(sys_id)?.state).toBe('0');
	});

	it('names the open states for a number that is refused', async () => {
		const { sys_id, number } = given();
		const { error } = await s.n8n.run(move(by('id', sys_id), '-1'));
		expect(error?.description).toContain(`${number} is in New. It can go to: Assess (-4), Canceled (4).`);
		expect(stored(sys_id)?.state).toBe('-5');
	});

	it('fails where ServiceNow takes no notice of the state', async () => {
		const { sys_id, number } = given();
		const { error } = await s.n8n.run(move(by('id', sys_id), '99'));
		expect(error?.message).toBe(`ServiceNow left ${number} in New`);
		expect(error?.description).toContain('It can go to: Assess (-4), Canceled (4).');
	});

	it('writes nothing for a name that is no state', async () => {
		const { sys_id, number } = given();
		s.emulator.resetStats();
		const { error } = await s.n8n.run(move(by('id', sys_id), 'Asses'));
		expect(error?.message).toBe(`New State: ${number} cannot go from New to "Asses"`);
		expect(error?.description).toContain('It can go to: Assess (-4), Canceled (4).');
		expect(s.emulator.stats().requests['change.patch']).toBeUndefined();
	});

	it('changes nothing where the change is there already, however often it runs', async () => {
		const { sys_id } = given({ state: '-4' });
		const before = stored(sys_id)?.sys_mod_count;
		const { json, error } = await s.n8n.run(move(by('id', sys_id), 'Assess'));
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ sys_id, state: '-4' })]);
		expect(stored(sys_id)?.sys_mod_count).toBe(before);
	});

	it('goes on with the other items, each paired with its own', async () => {
		const [good, bad] = [given(), given({ state: '3' })];
		const { output } = await s.n8n.run(move(by('number', '={{ $json.number }}'), 'Assess'), {
			items: [bad, good].map(({ number }) => ({ number })),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([0, 1]);
		expect(output[0]?.json.error).toContain(`New State: ${bad.number} cannot go from Closed`);
		expect(output[1]?.json).toMatchObject({ sys_id: good.sys_id, state: '-4' });
	});
});

describe('Approve and Reject', () => {
	it('answer what the signed-in user was asked', async () => {
		const { sys_id, number } = given({ state: '-4', approval: 'requested' });
		const approval = asked(sys_id, me());
		const { json, error } = await s.n8n.run(
			change('approve', { record: by('number', number), comments: 'Fine', options: { sysparm_display_value: 'true' } }),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ sys_id, state: 'Authorize' })]);
		expect(s.stored('sysapproval_approver', { sys_id: String(approval.sys_id) })).toMatchObject({ state: 'approved' });
		expect(stored(sys_id)?.state).toBe('-3');
	});

	it('take the change back with the reason for the rejection', async () => {
		const { sys_id } = given({ state: '-4', approval: 'requested' });
		const approval = asked(sys_id, me());
		const { json } = await s.n8n.run(change('reject', { record: by('id', sys_id), comments: 'No backout plan' }));
		expect(json).toEqual([expect.objectContaining({ sys_id, state: '-5', approval: 'rejected' })]);
		expect(s.stored('sysapproval_approver', { sys_id: String(approval.sys_id) })?.state).toBe('rejected');
		expect(s.stored('sys_journal_field', { element_id: String(approval.sys_id) })?.value).toBe('No backout plan');
	});

	it.each(['approve', 'reject'])('%s tells whose answer is awaited where it is not the user’s', async (operation) => {
		const { sys_id } = given({ state: '-4', approval: 'requested' });
		asked(sys_id, String(s.stored('sys_user', { name: 'Beth Anglin' })?.sys_id));
		const { error } = await s.n8n.run(change(operation, { record: by('id', sys_id), comments: 'x' }));
		expect(error?.message).toBe('User is not authorized to approve or reject this change request');
		expect(error?.description).toContain('Still asked: Beth Anglin.');
		expect(stored(sys_id)?.state).toBe('-4');
	});

	it('need a reason for a rejection, and send nothing without', async () => {
		const { sys_id } = given({ state: '-4' });
		s.emulator.resetStats();
		const { error } = await s.n8n.run(change('reject', { record: by('id', sys_id), comments: '={{ "  " }}' }));
		expect(error?.message).toBe('Comments: It is empty');
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Tasks', () => {
	it('returns the tasks of the change by number, however many, as the options and a query say', async () => {
		const { store } = s.emulator;
		const [one, other] = [given(), given()];
		const task = (change_request: string, state: string) =>
			store.insert(store.system, 'change_task', { change_request, state, short_description: `In ${state}` });
		const own = ['1', '2', '1'].map((state) => String(task(one.sys_id, state).number));
		task(other.sys_id, '1');
		const run = async (more: Record<string, unknown>) =>
			(await s.n8n.run(change('getTasks', { record: by('number', one.number), returnAll: true, ...more }))).json;
		expect((await run({})).map(({ number }) => number)).toEqual(own);
		const chosen = {
			output: 'selected',
			selectedFields: ['number', 'change_request.number'],
		};
		for (const sysparm_query of ['state=1', 'state=1^NQstate=9', '^ORstate=1'])
			expect(await run({ ...chosen, options: { sysparm_query, sysparm_display_value: 'true' } })).toEqual(
				[own[0], own[2]].map((number) => ({ number, 'change_request.number': one.number })),
			);
		expect(await run({ returnAll: false, limit: 2 })).toHaveLength(2);
	});
});

describe('Change Task', () => {
	it('is created for a change that its number names, and updated', async () => {
		const { sys_id, number } = given();
		const task = (operation: string, parameters: Record<string, unknown>) =>
			({ resource: 'changeTask', operation, ...parameters }) as never;
		const fields = mapped({
			change_request: number,
			short_description: 'Write the plan',
			change_task_type: 'planning',
		});
		const { json, error } = await s.n8n.run(task('create', { fields }));
		expect(error).toBeUndefined();
		const key = by('number', String(json[0]?.number));
		await s.n8n.run(task('update', { record: key, fields: mapped({ state: '2' }) }));
		expect(s.stored('change_task', { number: String(json[0]?.number) })).toMatchObject({
			change_request: sys_id,
			change_task_type: 'planning',
			state: '2',
		});
	});
});

testsOf('changeRequest', 'approve', 'getNextStates', 'getTasks', 'moveToState', 'reject');
testsOf('changeTask', 'update');
