/** KB0687840 and c_BusinessRules.md: rules that run later, in a scheduled job. */
import { describeEmulator, useInstance } from '../instance.mts';
import { makeRule, openOutside, wellBehaved } from './rules.mts';
import type { Outside } from './rules.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });
const rule = (values: Record<string, unknown>) => makeRule(instance, { when: 'async_always', ...values });
const create = async (body: object = {}) =>
	(await instance.call(TABLE, { method: 'POST', body })).json().result.sys_id ?? '';
const patch = (sys_id: string, body: object) => instance.call(`${TABLE}/${sys_id}`, { method: 'PATCH', body });
const store = () => instance.emulator.store;
/** Keeps the jobs where they are until somebody asks what they did. */
const pause = () => store().setProperty('emulator.scheduler.paused', 'true');
const logs = async () => {
	store().setProperty('emulator.scheduler.paused', '');
	await store().settled();
	return store()
		.find('syslog', {})
		.map(({ message }) => message);
};

let outside: Outside;
beforeAll(async () => {
	outside = await openOutside();
});
afterAll(() => outside.close());
beforeEach(() => {
	instance.emulator.reset();
	outside.calls.length = 0;
	outside.most = 0;
	outside.behave = wellBehaved;
});

const call = (
	more = '',
) => `var m = new sn_ws.RESTMessageV2(); m.setEndpoint('${outside.url}/bell'); m.setHttpMethod('post');
	m.setRequestBody(current ? current.getUniqueValue() : 'none'); ${more} var r = m.execute();
	gs.info(r.getStatusCode() + ' ' + r.getErrorMessage());`;

describeEmulator('a rule that runs later', () => {
	it.each(['async_always', 'async'])('runs after the save has returned (%s)', async (when) => {
		let release: () => void = () => undefined;
		outside.behave = (_called, response) => (release = () => void response.end('ok'));
		await rule({ when, script: call() });
		const sys_id = await create();
		expect(store().jobs()).toMatchObject({ done: 0 });
		while (outside.calls.length === 0) await new Promise((done) => setTimeout(done, 5));
		expect([outside.calls[0]?.body, store().jobs().running]).toEqual([sys_id, 1]);
		release();
		expect(await logs()).toEqual(['200 ']);
		expect(store().jobs()).toEqual({ waiting: 0, running: 0, done: 1, failed: 0 });
	});

	it('sees the record as it is when the job runs, and neither what was before nor what changed', async () => {
		pause();
		await rule({
			action_insert: false,
			script: `gs.info([current.short_description, previous === null, current.short_description.changes(),
				current.operation(), gs.getUserName()].join());`,
		});
		const sys_id = await create({ short_description: 'a' });
		await patch(sys_id, { short_description: 'b' });
		await patch(sys_id, { short_description: 'c' });
		expect(await logs()).toEqual(['c,true,false,update,admin', 'c,true,false,update,admin']);
	});

	it('asks its filter when the job is made: what changes is known then', async () => {
		pause();
		await rule({
			...{ action_insert: false, filter_condition: 'stateCHANGESTO2' },
			condition: "current.state.changes() && previous.state == '1'",
			script: 'gs.info(current.state);',
		});
		const sys_id = await create({ state: '1' });
		await patch(sys_id, { state: '2' });
		await patch(sys_id, { state: '3' });
		expect(await logs()).toEqual(['3']);
	});

	it('asks its condition again where the instance is set so', async () => {
		pause();
		store().setProperty('glide.businessrule.async_condition_check', 'true');
		await rule({ action_insert: false, condition: 'current.state == 2', script: 'gs.info(current.state);' });
		const sys_id = await create({ state: '1' });
		await patch(sys_id, { state: '2' });
		await patch(sys_id, { state: '3' });
		expect(await logs()).toEqual([]);
		expect(store().jobs().done).toBe(1);
	});

	it.each([
		['', 'true undefined'],
		['empty', 'false '],
	])('has no record of a deletion (switch %s)', async (value, expected) => {
		store().setProperty('emulator.business_rule.async_delete_current', value);
		await rule({
			...{ action_insert: false, action_update: false, action_delete: true },
			script: "gs.info((current === null) + ' ' + (current ? current.getUniqueValue() : undefined));",
		});
		await instance.call(`${TABLE}/${await create()}`, { method: 'DELETE' });
		expect(await logs()).toEqual([expected]);
	});

	it('has none of a record that is gone when the job runs', async () => {
		pause();
		await rule({ script: 'gs.info(current === null);' });
		await instance.call(`${TABLE}/${await create()}`, { method: 'DELETE' });
		expect(await logs()).toEqual(['true']);
	});

	it('has a job also where the database refuses the write, and finds no record; none where a rule stops it', async () => {
		const sys_id = await create({ short_description: 'taken' });
		await rule({ action_update: false, script: 'gs.info(current === null);' });
		await makeRule(instance, { order: 50, action_update: false, script: `current.setNewGuidValue('${sys_id}');` });
		expect((await instance.call(TABLE, { method: 'POST', body: {} })).status).toBe(403);
		expect([await logs(), store().jobs().done]).toEqual([['false'], 1]);
		await makeRule(instance, { order: 60, action_update: false, script: 'current.setAbortAction(true);' });
		expect((await instance.call(TABLE, { method: 'POST', body: {} })).status).toBe(403);
		expect((await logs()).length).toBe(1);
	});

	it('may be there before a long transaction is over, and finds nothing', async () => {
		store().setProperty('emulator.commit_delay.incident', '60000');
		await rule({ script: 'gs.info(current === null);' });
		await create();
		expect(await logs()).toEqual(['true']);
	});

	it('is gone with its rule', async () => {
		pause();
		const { sys_id } = await rule({ script: "gs.info('ran');" });
		await create();
		await instance.call(`/api/now/table/sys_script/${sys_id ?? ''}`, { method: 'DELETE' });
		expect(await logs()).toEqual([]);
	});

	it('may take its jobs in any order', async () => {
		await rule({ action_update: false, script: 'gs.info(current.short_description);' });
		const order = async (seed: string) => {
			store().setProperty('emulator.scheduler.shuffle', seed);
			pause();
			for (const row of store().find('syslog', {})) store().remove('syslog', row.sys_id ?? '');
			store().transaction(() => {
				for (let index = 0; index < 12; index += 1) {
					store().insert(store().system, 'incident', { short_description: String(index).padStart(2, '0') });
				}
			});
			return await logs();
		};
		const plain = await order('');
		const shuffled = await order('5');
		expect([...plain].sort()).toEqual([...shuffled].sort());
		expect(shuffled.slice(0, 4)).not.toEqual(['00', '01', '02', '03']);
	});

	it('lies in the queue for a while where the instance is set so', async () => {
		store().setProperty('emulator.scheduler.delay', '120');
		await rule({ script: "gs.info('ran');" });
		await create();
		expect(store().jobs()).toEqual({ waiting: 1, running: 0, done: 0, failed: 0 });
		expect(await logs()).toEqual(['ran']);
	});

	it('makes jobs of its own writes, and a job that fails is not repeated', async () => {
		await rule({
			...{ action_update: false, filter_condition: 'short_description=first' },
			script: "var gr = new GlideRecord('incident'); gr.short_description = 'second'; gr.insert(); nothing.there();",
		});
		await rule({ action_update: false, filter_condition: 'short_description=second', script: "gs.info('second');" });
		await create({ short_description: 'first' });
		const found = await logs();
		expect(found).toHaveLength(2);
		expect(found).toEqual(expect.arrayContaining(['second', expect.stringContaining('ReferenceError')]));
		expect(store().jobs()).toEqual({ waiting: 0, running: 0, done: 2, failed: 0 });
	});
});

describeEmulator('jobs', () => {
	/** Answers a call only when the test says so. */
	function held(): Array<() => void> {
		const waiting: Array<() => void> = [];
		outside.behave = (_called, response) => waiting.push(() => void response.end('ok'));
		return waiting;
	}

	const until = async (isSo: () => boolean) => {
		for (const end = Date.now() + 25_000; !isSo(); await new Promise((done) => setTimeout(done, 10))) {
			if (Date.now() > end) throw new Error(`It never came to it: ${JSON.stringify(store().jobs())}`);
		}
	};

	it('run eight at a time on a node, with four connections to one host', async () => {
		const waiting = held();
		await rule({ action_update: false, script: call() });
		for (let index = 0; index < 12; index += 1) await create();
		await until(() => store().jobs().running === 8 && waiting.length === 4);
		expect(store().jobs()).toMatchObject({ running: 8, waiting: 4 });
		while (store().jobs().done < 12) {
			await until(() => waiting.length > 0 || store().jobs().done === 12);
			waiting.shift()?.();
		}
		await store().settled();
		expect([outside.most, outside.calls.length]).toEqual([4, 12]);
	}, 60_000);

	it('run on more nodes where there are more', async () => {
		const waiting = held();
		instance.emulator.clock.skew([0, 0]);
		store().setProperty('glide.http.connection_mgr.max_connections_per_host', '20');
		await rule({ action_update: false, script: call() });
		for (let index = 0; index < 10; index += 1) await create();
		await until(() => waiting.length === 10);
		expect(store().jobs()).toMatchObject({ running: 10, waiting: 0 });
		for (const release of waiting) release();
		await store().settled();
		instance.emulator.clock.skew([]);
	}, 60_000);

	it('can be asked for from outside', async () => {
		pause();
		await rule({ script: "gs.info('ran');" });
		await create();
		const ask = async () => (await instance.call('/__emulator/jobs', { as: undefined })).json();
		expect(await ask()).toEqual({ waiting: 1, running: 0, done: 0, failed: 0 });
		await logs();
		expect(await ask()).toEqual({ waiting: 0, running: 0, done: 1, failed: 0 });
	});

	it('are forgotten with a reset, whatever they wait for', async () => {
		held();
		await rule({ script: call() });
		await create();
		await until(() => outside.calls.length === 1);
		instance.emulator.reset();
		await store().settled();
		expect(store().jobs()).toMatchObject({ waiting: 0, running: 0 });
		expect(store().find('syslog', {})).toEqual([]);
	});
});
