/** Rules of a table hold for every way to write it ("apply consistently", c_BusinessRules.md): the Table API's as well. */
import { describeEmulator } from '../instance.mts';
import { connect } from '../table/tableClient.mts';
import type { Client, Json } from '../table/tableClient.mts';

const CHANGE = '/api/now/table/change_request';
let client: Client;

beforeAll(async () => {
	client = await connect();
});
afterAll(() => client.close());

async function created(table: string, body: Json = {}): Promise<Json> {
	const path = `/api/now/table/${table}`;
	const { status, record } = await client.call('POST', path, { body: { short_description: 'states', ...body } });
	expect(status).toBe(201);
	return record;
}

const patch = (table: string, { sys_id }: Json, body: Json, as = 'admin') =>
	client.call('PATCH', `/api/now/table/${table}/${String(sys_id)}`, { body, as });

const stateOf = async ({ sys_id }: Json): Promise<unknown> =>
	(await client.call('GET', `${CHANGE}/${String(sys_id)}`)).record.state;

describe('the state model of changes', () => {
	it.each(['change_request', 'task'])('refuses a move that it does not have, through %s', async (table) => {
		const change = await created('change_request', { type: 'normal' });
		const { status, body } = await patch(table, change, { state: '3' });
		expect(status).toBe(403);
		expect(body).toMatchObject({
			error: {
				message: 'Operation Failed',
				detail: expect.stringMatching(
					/^Operation against file 'change_request' was aborted by Business Rule 'Change Model: Check State Transition\^[0-9a-f]{32}'\. Business Rule Stack:Change Model: Check State Transition$/,
				),
			},
		});
		expect(await stateOf(change)).toBe('-5');
	});

	it('leaves everything else of a change to its writer', async () => {
		const change = await created('change_request');
		expect((await patch('change_request', change, { description: 'more', state: '-5' })).status).toBe(200);
	});

	it('wants code and notes of a change that is closed', async () => {
		const change = await created('change_request', { type: 'standard' });
		for (const state of ['-2', '-1', '0']) {
			expect((await patch('change_request', change, { state })).record.state).toBe(state);
		}
		expect((await patch('change_request', change, { state: '3' })).status).toBe(403);
		const closed = { state: '3', close_code: 'successful', close_notes: 'done' };
		expect((await patch('change_request', change, closed)).record).toMatchObject({ state: '3', active: 'false' });
	});
});

describeEmulator('the process of a change', () => {
	const approvals = (change: Json, state: string) =>
		client.emulator?.store.find('sysapproval_approver', { sysapproval: String(change.sys_id), state }) ?? [];

	it('asks for approvals when a change is assessed, and says so in the answer', async () => {
		const change = await created('change_request', { type: 'normal' });
		const { record } = await patch('change_request', change, { state: '-4' });
		expect(record).toMatchObject({ state: '-4', approval: 'requested' });
		expect(approvals(change, 'requested').length).toBeGreaterThan(0);
	});

	it('goes on when an approval is given as a record', async () => {
		const change = await created('change_request', { type: 'normal' });
		await patch('change_request', change, { state: '-4' });
		const [first] = approvals(change, 'requested');
		expect((await patch('sysapproval_approver', { sys_id: first?.sys_id }, { state: 'approved' })).status).toBe(200);
		expect(await stateOf(change)).toBe('-3');
		const [second] = approvals(change, 'requested');
		await patch('sysapproval_approver', { sys_id: second?.sys_id }, { state: 'rejected' });
		expect(await stateOf(change)).toBe('-5');
		expect(approvals(change, 'requested')).toEqual([]);
	});

	it('goes into review with the last task', async () => {
		const change = await created('change_request', { type: 'standard' });
		for (const state of ['-2', '-1']) await patch('change_request', change, { state });
		const task = await created('change_task', { change_request: change.sys_id, state: '1' });
		expect((await patch('change_task', task, { state: '3' })).status).toBe(200);
		expect(await stateOf(change)).toBe('0');
	});
});

// ansible servicenow.itsm, module_utils/problem.py: one mapping for both columns.
describe('the two states of a problem', () => {
	const states = ({ state, problem_state }: Json) => [state, problem_state];

	it('are the same, whichever is written', async () => {
		const problem = await created('problem');
		expect(states(problem)).toEqual(['101', '101']);
		expect(states((await patch('problem', problem, { state: '102' })).record)).toEqual(['102', '102']);
		expect(states((await patch('problem', problem, { problem_state: '103' })).record)).toEqual(['103', '103']);
		expect(states(await created('problem', { problem_state: '104' }))).toEqual(['104', '104']);
	});
});
