import { by, requestCount, stage, type Stage } from '../../support/instance.mts';
import { PublishedTrigger } from '../../support/n8n/triggers.mts';

let scene: Stage;
let made = 0;
beforeAll(async () => {
	scene = await stage({ seed: 'demo' });
});
beforeEach(() => scene.emulator.reset());
afterAll(async () => await scene.close());

const { system } = { system: () => scene.emulator.store.system };
const create = (values: Record<string, string> = {}, table = 'incident'): string =>
	scene.emulator.store.insert(system(), table, { short_description: `Made ${++made}`, ...values }).sys_id ?? '';
const change = (sys_id: string, values: Record<string, string> = {}, table = 'incident') =>
	scene.emulator.store.update(system(), table, sys_id, { short_description: `Changed ${++made}`, ...values });
const pass = (seconds: number) => scene.emulator.clock.advance(seconds * 1000);
const trigger = (parameters = {}) =>
	new PublishedTrigger(scene.n8n, { event: 'changed', table: by('name', 'incident'), ...parameters });
const ids = (events: Array<{ id: string }>) => events.map(({ id }) => id);

describe('a trigger that polls', () => {
	it('1: hands out what is created after it was published, and nothing that was there', async () => {
		const watching = trigger();
		expect(await watching.publish()).toEqual([]);
		pass(60);
		const sys_id = create();
		const [event, ...others] = await watching.poll();
		expect(others).toEqual([]);
		expect(event).toMatchObject({ id: `${sys_id}:0`, type: 'created', table: 'incident', class: 'incident', sys_id });
		expect(event).toMatchObject({ modCount: 0, by: 'system', via: 'poll' });
		expect(watching.executions[0]?.[0]?.json).toMatchObject({ sys_id, number: expect.stringMatching(/^INC/) });
		expect(await watching.poll()).toEqual([]);
	});

	it('2: hands out both of two changes in one second, if it looked in between', async () => {
		scene.emulator.clock.stop();
		const sys_id = create();
		const watching = trigger();
		await watching.publish();
		change(sys_id);
		expect(ids(await watching.poll())).toEqual([`${sys_id}:1`]);
		change(sys_id);
		expect(ids(await watching.poll())).toEqual([`${sys_id}:2`]);
		expect(await watching.poll()).toEqual([]);
	});

	it('asks once where nothing happens', async () => {
		const watching = trigger();
		await watching.publish();
		await watching.poll();
		const before = requestCount(scene);
		await watching.poll();
		expect(requestCount(scene) - before).toBe(1);
	});
});
