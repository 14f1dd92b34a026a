/** api-reference/rest-apis/change-management-api.md: approvals, states, conflicts, schedules and their workers. */
import { setTimeout as sleep } from 'node:timers/promises';
import { documented, first, replay } from '../documented.mts';
import type { Json } from '../documented.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';
import type { Answer, Call } from '../instance.mts';

const BASE = '/api/sn_chg_rest/v1/change';
const CI_CHANGE = 'c286d61347c12200e0ef563dbb9a71df';
const SEEDED_CHANGE = '0f4ac6c4b750230096c3e4f6ee11a9fe';
const SLOT_CHANGE = '87ae5e900a0a2c3e263e8304e727c646';
const ITEMS = ['caf043a3b7fb23000999e4f6ee11a9c0', '06f043a3b7fb23000999e4f6ee11a9c1'];
const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const SYS_ID = /^[0-9a-f]{32}$/;

describeEmulator('the process of a change', () => {
	const instance = useInstance();
	const store = () => instance.emulator.store;

	const result = (answer: Answer): Json => first(answer.json<{ result: unknown }>().result);
	const valueOf = (record: Json, element: string): unknown => first(record[element]).value;
	const call = async (path: string, options: Call = {}): Promise<Json> => {
		const answer = await instance.call(`${BASE}/${path}`, options);
		expect([path, answer.status < 300 ? '' : answer.text]).toEqual([path, '']);
		return result(answer);
	};
	const give = (values: Record<string, string>, sys_id = store().newSysId()): string => {
		store().remove('change_request', sys_id);
		const row = { short_description: 'Process', type: 'normal', ...values };
		return store().insert(store().system, 'change_request', { sys_id, ...row }).sys_id ?? '';
	};
	const patch = (id: string, body: Json, as?: string): Promise<Answer> =>
		instance.call(`${BASE}/${id}`, { method: 'PATCH', body, ...(as !== undefined && { as: login(as) }) });
	const answerAs = (user: string, id: string, body: Json) => patch(`${id}/approvals`, body, user);
	const pending = (id: string) => store().find('sysapproval_approver', { sysapproval: id, state: 'requested' });

	/** Polls as a client has to. */
	async function finished(id: unknown): Promise<Json> {
		for (let tries = 0; tries < 100; tries += 1) {
			const worker = await call(`worker/${String(id)}`);
			if (Number(valueOf(worker, 'state')) > 2) return worker;
			await sleep(10);
		}
		throw new Error(`Worker ${String(id)} does not finish`);
	}

	/** As `finished`, for a conflict check. */
	async function checked(id: string): Promise<Json> {
		for (let tries = 0; tries < 100; tries += 1) {
			const check = await call(`${id}/conflict`);
			if (Number(check.job_status) > 1) return check;
			await sleep(10);
		}
		throw new Error(`The check of ${id} does not finish`);
	}

	const started = async (name: string, path?: string): Promise<Json> => {
		const worker = result(await replay(instance, name, path));
		const { state, type, messages } = first(documented(name).result);
		expect(worker).toMatchObject({ state, type, messages, worker: { sysId: expect.stringMatching(SYS_ID) } });
		const id = String(first(worker.worker).sysId);
		expect(first(worker.worker).link).toBe(`${instance.url}/api/sn_chg_rest/change/worker/${id}`);
		return worker;
	};
	const outcome = async (worker: Json): Promise<Json> => await finished(first(worker.worker).sysId);

	describe('workers', () => {
		it('adds items and lists them', async () => {
			give({}, CI_CHANGE);
			for (const sys_id of ITEMS) store().put('cmdb_ci', { sys_id, name: sys_id, sys_class_name: 'cmdb_ci' });
			const worker = await started('change-management-40');
			expect(worker.request).toBe(first(documented('change-management-40').result).request);
			expect(store().find('task_ci', { task: CI_CHANGE })).toEqual([]);
			expect(await outcome(worker)).toMatchObject({ state: { value: 3, display_value: 'Complete' } });
			const { result: listed } = (await replay(instance, 'change-management-13')).json<{ result: Json[] }>();
			expect(listed.map((record) => valueOf(record, 'ci_item')).sort()).toEqual([...ITEMS].sort());
		});

		it('passes over items that are not there or there already', async () => {
			const id = give({});
			const body = { cmdb_ci_sys_ids: [SERVER], association_type: 'affected' };
			await outcome(await call(`${id}/ci`, { method: 'POST', body }));
			const again = { ...body, cmdb_ci_sys_ids: `${SERVER},no such id` };
			const worker = await outcome(await call(`${id}/ci`, { method: 'POST', body: again }));
			expect(worker).toMatchObject({ ignored_cmdb_ci_sys_ids: [SERVER, 'no such id'] });
			const messages = first(worker.messages);
			expect(messages.warningMessages).toHaveLength(1);
			expect(messages.infoMessages).toHaveLength(1);
			const wrong = await instance.call(`${BASE}/${id}/ci?association_type=other`);
			expect(wrong.status).toBe(400);
		});

		it('finds the services above the items', async () => {
			give({ cmdb_ci: SERVER }, CI_CHANGE);
			const worker = await started('change-management-44');
			expect(worker.request).toBe('');
			const done = await outcome(worker);
			expect(done).toMatchObject(first({ ...first(documented('change-management-26').result), worker: done.worker }));
			const services = await instance.call(`${BASE}/${CI_CHANGE}/ci?association_type=impacted`);
			const names = services.json<{ result: Json[] }>().result.map((row) => first(row.cmdb_ci_service).display_value);
			expect(names).toEqual(['Web Shop']);
		});

		it('refreshes the services along with the items', async () => {
			const id = give({});
			const body = { cmdb_ci_sys_ids: [SERVER], association_type: 'affected', refresh_impacted_services: true };
			await outcome(await call(`${id}/ci`, { method: 'POST', body }));
			expect(store().find('task_cmdb_ci_service', { task: id })).toHaveLength(1);
		});

		it('does not know a worker that was never there', async () => {
			expect((await instance.call(`${BASE}/worker/${SERVER}`)).status).toBe(404);
		});
	});

	describe('schedules', () => {
		const windows = () => {
			store().transaction(() => {
				for (const { sys_id = '' } of store().find('change_request', { cmdb_ci: SERVER }))
					store().remove('change_request', sys_id);
			});
			give({ cmdb_ci: SERVER, start_date: '2031-03-01 01:00:00', end_date: '2031-03-01 03:00:00' });
		};

		it('tells the free time on an item', async () => {
			windows();
			const query = 'duration_in_seconds=10800&planned_start_time=2031-03-01%2000:00:00';
			const path = `${BASE}/ci/${SERVER}/schedule?${query}`;
			const { payload } = await outcome(await started('change-management-07', path));
			const spans = first(payload).spans as Json[];
			expect(first(spans[0]).start).toMatchObject({ value: '2031-03-01 03:00:00' });
			expect((await instance.call(`${BASE}/ci/${SERVER}/schedule`)).status).toBe(400);
		});

		it('tells the free time for a change', async () => {
			windows();
			give({ cmdb_ci: SERVER, start_date: '2031-03-01 00:00:00', end_date: '2031-03-01 01:30:00' }, SLOT_CHANGE);
			const worker = await started('change-management-10', `${BASE}/${SLOT_CHANGE}/schedule`);
			const { payload } = await outcome(worker);
			const spans = first(payload).spans as Json[];
			expect(spans).toMatchObject([{ start: { value: '2031-03-01 03:00:00' } }]);
			expect((await instance.call(`${BASE}/${give({})}/schedule`)).status).toBe(400);
		});

		it('moves a change to the first free time', async () => {
			windows();
			give({ cmdb_ci: SERVER }, SLOT_CHANGE);
			const worker = await started('change-management-31');
			expect(await outcome(worker)).toMatchObject({ messages: { infoMessages: ['Change has been updated'] } });
			const { start_date = '', end_date = '' } = store().one('change_request', { sys_id: SLOT_CHANGE }) ?? {};
			expect(Date.parse(`${end_date}Z`) - Date.parse(`${start_date}Z`)).toBe(10_800_000);
			expect((await patch(`${SLOT_CHANGE}/schedule/first_available`, {})).status).toBe(400);
		});
	});

	describe('conflicts', () => {
		const window = { cmdb_ci: SERVER, start_date: '2032-05-01 00:00:00', end_date: '2032-05-01 04:00:00' };

		it('checks, and tells the documented status even without a conflict', async () => {
			const { cmdb_ci: _other, ...times } = window;
			store().update(store().system, 'change_request', SEEDED_CHANGE, times);
			const { result: job } = (await replay(instance, 'change-management-41')).json<{ result: string }>();
			expect(job).toMatch(SYS_ID);
			await checked(SEEDED_CHANGE);
			const { last_run, ...rest } = result(await replay(instance, 'change-management-14'));
			const { last_run: _shown, ...wanted } = first(documented('change-management-14').result);
			expect(rest).toEqual(wanted);
			expect(last_run).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
			expect(store().one('change_request', { sys_id: SEEDED_CHANGE })?.conflict_status).toBe('No Conflict');
		});

		it('finds changes that want the same item at the same time', async () => {
			const [one, other] = [give(window), give({ ...window, start_date: '2032-05-01 02:00:00' })];
			give({ ...window, start_date: '2032-05-01 04:00:00', end_date: '2032-05-01 05:00:00' });
			store().remove('change_request', SEEDED_CHANGE);
			await instance.call(`${BASE}/${one}/conflict`, { method: 'POST' });
			const { conflicts } = await checked(one);
			expect(conflicts).toMatchObject([
				{
					change: { value: one },
					conflicting_change: { value: other },
					configuration_item: { value: SERVER, display_value: 'lnx-app-01' },
					type: { value: 'ci_already_scheduled', display_value: 'CI Already Scheduled' },
				},
			]);
			expect(store().one('change_request', { sys_id: one })?.conflict_status).toBe('Conflict');
		});

		// it-service-management/change-management/c_ConflictDetection.md
		it('runs as a worker of the API, or as a progress worker where the instance is switched to those', async () => {
			const start = async (id: string) =>
				(await instance.call(`${BASE}/${id}/conflict`, { method: 'POST' })).json<{ result: string }>().result;
			const worker = await finished(await start(give(window)));
			expect(worker).toMatchObject({ state: { value: 3, display_value: 'Complete' } });
			store().setProperty('change.conflict.useprogressworker', 'true');
			const id = give(window);
			const job = await start(id);
			store().setProperty('change.conflict.useprogressworker', 'false');
			expect((await instance.call(`${BASE}/worker/${job}`)).status).toBe(404);
			expect(await checked(id)).toMatchObject({ job_status: '2' });
		});

		it('cancels a check that is under way, once', async () => {
			const id = give(window);
			expect(await call(`${id}/conflict`)).toMatchObject({ status: 'Not Run', conflicts: [] });
			await instance.call(`${BASE}/${id}/conflict`, { method: 'POST' });
			const cancel = () => instance.call(`${BASE}/${id}/conflict`, { method: 'DELETE' });
			expect((await cancel()).status).toBe(200);
			expect((await cancel()).status).toBe(400);
			await sleep(100);
			expect(await call(`${id}/conflict`)).toMatchObject({ job_status: '4', conflicts: [] });
			expect((await instance.call(`${BASE}/${give({})}/conflict`, { method: 'POST' })).status).toBe(400);
		});
	});

	describe('states and approvals', () => {
		it('tells the next states of a change that follows a model', async () => {
			const { sys_id } = result(await instance.call(`${BASE}?chg_model=Normal`, { method: 'POST' }));
			const id = String(first(sys_id).value);
			const next = await call(`${id}/nextstates`);
			expect(next).toMatchObject({
				available_states: ['-4', '4', '-5'],
				state_label: { '-4': 'Assess', '4': 'Canceled', '-5': 'New' },
			});
			expect(next.state_transitions).toMatchObject([
				[
					{
						display_value: 'New to Assess',
						from_state: '-5',
						to_state: '-4',
						transition_available: true,
						automatic_transition: false,
						conditions: [{ passed: true, condition: { name: 'Not On hold', description: null } }],
					},
				],
				[{ display_value: 'New to Canceled', conditions: [] }],
			]);
			expect(await call(`${give({ type: 'normal' })}/nextstates`)).toMatchObject({ state_transitions: [] });
		});

		// Field recording of an abort on PATCH.
		it('aborts a move that the process does not know', async () => {
			const answer = await patch(give({}), { state: '3' });
			const { error, status } = answer.json<{ error: Json; status: string }>();
			expect([answer.status, status, error.detail]).toEqual([400, 'failure', '']);
			expect(error.message).toMatch(
				/^Change Request record could not be updated\. Operation against file 'change_request' was aborted by Business Rule '/,
			);
		});

		it('asks for approvals when a normal change is assessed and authorised, and goes through to its end', async () => {
			const id = give({});
			await patch(id, { state: 'assess' });
			expect(pending(id).length).toBeGreaterThan(0);
			expect((await answerAs('itil', id, { state: 'approved' })).status).toBe(400);
			expect(valueOf(result(await answerAs('change.manager', id, { state: 'approved' })), 'state')).toBe(-3);
			expect(pending(id).length).toBeGreaterThan(0);
			const scheduled = result(await answerAs('change.manager', id, { state: 'approved' }));
			expect(scheduled).toMatchObject({
				state: { value: -2, display_value: 'Scheduled' },
				approval: { value: 'approved' },
			});
			expect(pending(id)).toEqual([]);
			expect(result(await patch(id, { state: 'implement' })).work_start).not.toMatchObject({ value: '' });
			await patch(id, { state: '0' });
			expect((await patch(id, { state: '3' })).status).toBe(400);
			const closing = { state: '3', close_code: 'successful', close_notes: 'Done.' };
			expect(result(await patch(id, closing))).toMatchObject({ state: { value: 3 }, active: { value: false } });
		});

		it('sends a rejected change back, and only with comments', async () => {
			const id = give({});
			await patch(id, { state: '-4' });
			expect((await answerAs('change.manager', id, { state: 'rejected' })).status).toBe(400);
			expect((await answerAs('change.manager', id, { state: 'maybe' })).status).toBe(400);
			const rejected = result(await answerAs('change.manager', id, { state: 'rejected', comments: 'Too risky' }));
			expect(rejected).toMatchObject({ state: { value: -5 }, approval: { value: 'rejected' } });
		});

		it('goes into review by itself when the last task is done', async () => {
			const id = give({ type: 'standard' });
			await patch(id, { state: 'scheduled' });
			await patch(id, { state: 'implement' });
			const { sys_id } = await call(`${id}/task?short_description=Only`, { method: 'POST' });
			await patch(`${id}/task/${String(first(sys_id).value)}`, { state: '3' });
			expect(valueOf(await call(id), 'state')).toBe(0);
		});

		it('cancels what is open with the change', async () => {
			const id = give({});
			await patch(id, { state: 'assess' });
			await call(`${id}/task`, { method: 'POST' });
			await patch(id, { state: 'canceled' });
			expect(pending(id)).toEqual([]);
			expect(store().find('change_task', { change_request: id })).toMatchObject([{ state: '4', active: 'false' }]);
		});

		it('works out the risk', async () => {
			const risk = async (values: Record<string, string>) =>
				(await call(`${give(values)}/risk`, { method: 'PATCH' })).risk;
			expect(await risk({ type: 'standard' })).toEqual({ value: 4, display_value: 'Low' });
			expect(await risk({ type: 'emergency' })).toEqual({ value: 3, display_value: 'Moderate' });
			expect(await risk({ cmdb_ci: SERVER })).toEqual({ value: 2, display_value: 'High' });
		});
	});
});
