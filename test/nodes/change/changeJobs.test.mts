import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const WINDOW = { cmdb_ci: SERVER, start_date: '2032-05-01 00:00:00', end_date: '2032-05-01 04:00:00' };

const change = (operation: string, parameters: Record<string, unknown> = {}) =>
	({ resource: 'changeRequest', operation, ...parameters }) as never;
const find = (table: string, where: Record<string, string>) => s.emulator.store.find(table, where);

function given(values: Record<string, string> = {}): { sys_id: string; number: string } {
	const { store } = s.emulator;
	const row = { short_description: 'Job', type: 'normal', state: '-5', ...values };
	const { sys_id = '', number = '' } = store.insert(store.system, 'change_request', row);
	return { sys_id, number };
}

/** Two changes that want the server at the same time. */
function rivals() {
	return [given(WINDOW), given({ ...WINDOW, start_date: '2032-05-01 02:00:00' })] as const;
}

const itemNamed = (name: string) => String(s.stored('cmdb_ci', { name })?.sys_id);

describe('Check Conflicts', () => {
	const check = (key: unknown, more: Record<string, unknown> = {}) =>
		change('checkConflicts', { record: key, mode: 'run', outputItems: 'list', ...more });

	it.each([
		['a worker of the Change API', 'false'],
		['a progress worker', 'true'],
	])('waits for %s and returns the conflicts in a list', async (_, progressWorker) => {
		s.emulator.store.setProperty('change.conflict.useprogressworker', progressWorker);
		const [one, other] = rivals();
		const { json, error } = await s.n8n.run(check(by('number', one.number)));
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				...one,
				conflict_status: 'Conflict',
				conflict_last_run: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				conflict_count: 1,
				conflicts: [
					expect.objectContaining({
						change: one.sys_id,
						conflicting_change: other.sys_id,
						configuration_item: SERVER,
						type: 'ci_already_scheduled',
					}),
				],
			},
		]);
		expect(s.stored('change_request', { sys_id: one.sys_id })?.conflict_status).toBe('Conflict');
	});

	it('says that there is no conflict, which the API’s own status does not', async () => {
		const lone = given({ ...WINDOW, start_date: '2033-01-01 00:00:00', end_date: '2033-01-01 01:00:00' });
		const { json } = await s.n8n.run(check(by('id', lone.sys_id)));
		expect(json).toMatchObject([{ conflict_status: 'No Conflict', conflict_count: 0, conflicts: [] }]);
		expect((await s.n8n.run(check(by('id', lone.sys_id), { outputItems: 'items' }))).json).toEqual([]);
	});

	it('returns the conflicts as items, in the form and with the fields that are asked for', async () => {
		const [one, other] = rivals();
		const chosen = {
			output: 'selected',
			selectedFields: ['conflicting_change', 'type', 'configuration_item.name'],
			options: { sysparm_display_value: 'true' },
		};
		const { json } = await s.n8n.run(check(by('id', one.sys_id), { outputItems: 'items', ...chosen }));
		expect(json).toEqual([
			{
				conflicting_change: other.number,
				type: 'CI Already Scheduled',
				'configuration_item.name': s.stored('cmdb_ci', { sys_id: SERVER })?.name,
			},
		]);
	});

	it('reads the last result without a new check', async () => {
		const [one] = rivals();
		const run = async () => (await s.n8n.run(check(by('id', one.sys_id), { mode: 'last' }))).json;
		expect(await run()).toMatchObject([{ conflict_status: 'Not Run', conflict_last_run: '', conflicts: [] }]);
		await s.n8n.run(check(by('id', one.sys_id)));
		s.emulator.resetStats();
		expect(await run()).toMatchObject([{ conflict_status: 'Conflict', conflict_count: 1 }]);
		expect(s.emulator.stats().requests['change.conflict.start']).toBeUndefined();
	});

	it('only starts a check where that is enough', async () => {
		const [one] = rivals();
		const { json } = await s.n8n.run(check(by('id', one.sys_id), { mode: 'start' }));
		expect(json).toEqual([{ started: true, ...one, job: expect.stringMatching(/^[0-9a-f]{32}$/) }]);
		expect(s.stored('sys_execution_tracker', { sys_id: String(json[0]?.job) })?.source).toBe(one.sys_id);
	});

	it('gives up after the time limit, and says how to get the result', async () => {
		s.emulator.store.setProperty('emulator.sn_chg_rest.worker_delay', '3600000');
		const [one] = rivals();
		const { error } = await s.n8n.run(check(by('id', one.sys_id), { options: { timeLimit: 1 } }));
		expect(error?.message).toBe('ServiceNow has not finished within the time limit of 1 s');
		expect(error?.description).toContain('ServiceNow says of it: Waiting.');
		expect(error?.description).toContain('option Time Limit');
	});

	it('asks for the state of many checks together', async () => {
		const numbers = Array.from({ length: 12 }, () => given(WINDOW).number);
		s.emulator.resetStats();
		const { json } = await s.n8n.run(check(by('number', '={{ $json.number }}')), {
			items: numbers.map((number) => ({ number })),
		});
		expect(json.map(({ number }) => number)).toEqual(numbers);
		expect(json.every(({ conflict_count }) => conflict_count === 11)).toBe(true);
		const { batched, requests } = s.emulator.stats();
		expect(batched['change.conflict.start']).toBe(12);
		expect(batched['change.worker']).toBeGreaterThanOrEqual(12);
		expect(requests['change.worker'] ?? 0).toBeLessThanOrEqual(2);
	});

	it('shows ServiceNow’s words where a check cannot start', async () => {
		const { sys_id } = given();
		const { error } = await s.n8n.run(check(by('id', sys_id)));
		expect(error?.message).toBe('Conflict check cannot start');
		expect(error?.description).toContain('A configuration item and planned dates are needed');
	});

	it.each([0, -1, 'soon', 10_000])('sends nothing for the time limit %j', async (timeLimit) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(check(by('id', 'a'.repeat(32)), { options: { timeLimit } }));
		expect(error?.message).toMatch(/^Time Limit: .* is not a time to wait$/);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Schedule', () => {
	const schedule = (key: unknown, more: Record<string, unknown> = {}) =>
		change('getSchedule', { record: key, returnAll: true, ...more });

	it('returns the free times, in UTC or in both forms', async () => {
		const [one, other] = rivals();
		s.emulator.store.update(s.emulator.store.system, 'change_request', other.sys_id, { start_date: WINDOW.start_date });
		const { json, error } = await s.n8n.run(schedule(by('number', one.number)));
		expect(error).toBeUndefined();
		expect(json[0]).toEqual({ start: '2032-05-01 04:00:00', end: expect.stringMatching(/^2032-/) });
		const options = { sysparm_display_value: 'all' };
		const both = await s.n8n.run(schedule(by('id', one.sys_id), { returnAll: false, limit: 1, options }));
		expect(both.json).toEqual([
			expect.objectContaining({ start: { value: '2032-05-01 04:00:00', display_value: expect.any(String) } }),
		]);
	});

	it('says so where there is no free time', async () => {
		s.emulator.store.setProperty('change.conflict.next_available.schedule_window', '1');
		const one = given({ ...WINDOW, end_date: '2032-05-03 00:00:00' });
		const { json, hints } = await s.n8n.run(schedule(by('id', one.sys_id)));
		expect(json).toEqual([]);
		expect(hints).toEqual(['No slots found for 1 days from now']);
	});

	it('shows ServiceNow’s words for a change without dates', async () => {
		const { error } = await s.n8n.run(schedule(by('id', given({ cmdb_ci: SERVER }).sys_id)));
		expect(error?.message).toBe('Invalid request');
		expect(error?.description).toContain('The change request has no planned start and end');
	});
});

describe('Affected CIs', () => {
	const add = (key: unknown, item: unknown, options: Record<string, unknown> = {}, association_type = 'affected') =>
		change('addAffectedCis', { record: key, configurationItem: item, association_type, options });

	it('are added by name and sys_id, none of them twice, and read', async () => {
		const { sys_id, number } = given();
		const ids = ['lnx-web-02', 'mail-01', 'ora-main-01'].map(itemNamed);
		const first = await s.n8n.run(add(by('number', number), by('name', 'lnx-web-02')));
		expect(first.json).toEqual([expect.objectContaining({ added: [ids[0]], already_there: [], not_added: [] })]);
		const again = add(by('id', sys_id), by('id', String(ids[0])), { more: `mail-01, ${ids[2]},lnx-web-02` });
		const { json, error } = await s.n8n.run(again);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{
				sys_id,
				association_type: 'affected',
				added: ids.slice(1),
				already_there: [ids[0]],
				not_added: [],
				messages: [],
			},
		]);
		expect(find('task_ci', { task: sys_id }).map(({ ci_item }) => ci_item)).toEqual(expect.arrayContaining(ids));
		expect(find('task_ci', { task: sys_id })).toHaveLength(3);
		const read = await s.n8n.run(
			change('getAffectedCis', {
				record: by('id', sys_id),
				returnAll: true,
				output: 'selected',
				selectedFields: ['name', 'sys_class_name'],
			}),
		);
		expect(read.json.map(({ name }) => name).sort()).toEqual(['lnx-web-02', 'mail-01', 'ora-main-01']);
		expect(read.json[0]).toEqual({ name: expect.any(String), sys_class_name: expect.any(String) });
	});

	it('bring the services above them along where that is asked for, even if all are there already', async () => {
		const { sys_id } = given();
		await s.n8n.run(add(by('id', sys_id), by('id', SERVER)));
		expect(find('task_cmdb_ci_service', { task: sys_id })).toEqual([]);
		await s.n8n.run(add(by('id', sys_id), by('id', SERVER), { refresh_impacted_services: true }));
		const read = await s.n8n.run(
			change('getAffectedCis', {
				record: by('id', sys_id),
				options: { association_type: 'impacted' },
				returnAll: true,
			}),
		);
		expect(read.json).toMatchObject([{ name: 'Web Shop' }]);
	});

	it('that ServiceNow passes over are told, as an error or a hint', async () => {
		const { sys_id } = given();
		const nobody = 'a'.repeat(32);
		const { error } = await s.n8n.run(add(by('id', sys_id), by('id', SERVER), { more: nobody }));
		expect(error?.message).toBe(`Not added: ${nobody}`);
		expect(error?.description).toContain(`Invalid CMDB_CI sys_id provided: ${nobody}`);
		expect(find('task_ci', { task: sys_id }).map(({ ci_item }) => ci_item)).toEqual([SERVER]);
		const hinted = await s.n8n.run(add(by('id', sys_id), by('id', SERVER), { more: nobody, notAdded: 'hint' }));
		expect(hinted.hints).toEqual([`Not added: ${nobody}`]);
		expect(hinted.json).toMatchObject([{ already_there: [SERVER], not_added: [nobody] }]);
	});

	it('are not added where one of the names leads nowhere', async () => {
		const { sys_id } = given();
		const { error } = await s.n8n.run(add(by('id', sys_id), by('id', SERVER), { more: 'no-such-server' }));
		expect(error?.message).toBe('No configuration item has the name no-such-server');
		expect(find('task_ci', { task: sys_id })).toEqual([]);
	});
});

testsOf('changeRequest', 'addAffectedCis', 'checkConflicts', 'getAffectedCis', 'getSchedule');
