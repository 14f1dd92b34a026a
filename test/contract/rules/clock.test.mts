/** Time on an instance: nodes that disagree about it, and what the emulator's own switches do to it. */
import { createEmulator } from '../../emulator/emulator.mts';
import { describeEmulator, useInstance } from '../instance.mts';

const TABLE = '/api/now/table/incident';
const instance = useInstance({ seed: 'empty' });

const create = async (short_description: string) =>
	(await instance.call(TABLE, { method: 'POST', body: { short_description } })).json().result;
const command = (body: object) => instance.call('/__emulator/clock', { method: 'POST', body, as: undefined });
const seconds = (timestamp: string | undefined) => Date.parse(`${timestamp ?? ''}Z`) / 1000;
const dateOf = (headers: Record<string, unknown>) => Date.parse(String(headers.date)) / 1000;

describeEmulator('the clock of the instance', () => {
	afterEach(() => instance.emulator.clock.reset());

	it('is what the Date of its answers says', async () => {
		await command({ stop: true });
		await command({ set: '2031-01-02T03:04:05Z' });
		const known = await instance.call(TABLE);
		const unknown = await instance.call('/api/now/nothing');
		expect([known.status, known.headers.date]).toEqual([200, 'Thu, 02 Jan 2031 03:04:05 GMT']);
		expect([unknown.status, unknown.headers.date]).toEqual([400, 'Thu, 02 Jan 2031 03:04:05 GMT']);
	});

	it('can be stopped, moved while it stands, and started where it was', async () => {
		const { clock } = instance.emulator;
		await command({ set: '2031-01-02T03:04:05Z' });
		await command({ stop: true });
		const stopped = clock.now();
		const made = [];
		for (let index = 0; index < 40; index += 1) made.push((await create(`same second ${index}`)).sys_updated_on);
		expect([new Set(made).size, clock.now()]).toEqual([1, stopped]);
		await command({ advance: 7 });
		expect(seconds((await create('later')).sys_updated_on) - seconds(made[0])).toBe(7);
		const [before, machine] = [clock.now(), Date.now()];
		clock.start();
		// The time that it stood is gone, and it runs again.
		expect(clock.now() - before).toBeLessThanOrEqual(Date.now() - machine);
		await new Promise((done) => setTimeout(done, 20));
		expect(clock.now()).toBeGreaterThan(before);
	});

	it('says so where it is told what it does not know', async () => {
		const answer = await command({ nodes: ['fast'] });
		expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('{nodes: [ms, …]}')]);
	});
});

describeEmulator('the clocks of the nodes', () => {
	afterEach(() => instance.emulator.clock.reset());

	it('stamp what they write, each by its own time, in turn', async () => {
		await command({ stop: true });
		await command({ nodes: [0, 90_000, -60_000] });
		const rows = [];
		for (const name of ['a', 'b', 'c', 'd']) rows.push(seconds((await create(name)).sys_created_on));
		const sorted = [...new Set(rows)].sort((left, right) => left - right);
		expect(sorted.map((row) => row - (sorted[0] ?? 0))).toEqual([0, 60, 150]);
		expect(rows[3]).toBe(rows[0]);
	});

	it('are those of the Date of their answers', async () => {
		await command({ stop: true });
		await command({ nodes: [0, 3_600_000] });
		const dates = [];
		const stamps = [];
		for (const name of ['a', 'b', 'c', 'd']) {
			const answer = await instance.call(TABLE, { method: 'POST', body: { short_description: name } });
			dates.push(dateOf(answer.headers));
			stamps.push(seconds(answer.json().result.sys_updated_on));
		}
		expect(dates).toEqual(stamps);
		expect(Math.max(...dates) - Math.min(...dates)).toBe(3600);
	});

	it('are not that of the edge in front of them', async () => {
		await command({ stop: true });
		await command({ nodes: [3_600_000] });
		instance.emulator.setFaults([{ match: {}, action: { kind: 'hibernation' } }]);
		const edge = dateOf((await instance.call(TABLE)).headers);
		instance.emulator.setFaults([]);
		expect(dateOf((await instance.call(TABLE)).headers) - edge).toBe(3600);
	});

	it('are one for all items of a Batch call', async () => {
		await command({ stop: true });
		await command({ nodes: [0, 3_600_000] });
		const items = ['1', '2', '3'].map((id) => ({
			id,
			method: 'POST',
			url: TABLE,
			headers: [{ name: 'Content-Type', value: 'application/json' }],
			body: Buffer.from('{}').toString('base64'),
		}));
		const answer = await instance.call('/api/now/v1/batch', { method: 'POST', body: { rest_requests: items } });
		const { serviced_requests } = answer.json<{ serviced_requests: Array<{ body: string }> }>();
		const stamps = serviced_requests.map(
			({ body }) => JSON.parse(Buffer.from(body, 'base64').toString()).result.sys_created_on,
		);
		expect(new Set(stamps).size).toBe(1);
	});

	it('are set from the start, and come back with a reset', async () => {
		const emulator = await createEmulator({ seed: 'empty', nodeClockSkew: [0, 1000] });
		emulator.clock.skew([]);
		expect(emulator.clock.nodes).toBe(1);
		emulator.reset();
		expect(emulator.clock.nodes).toBe(2);
		await emulator.close();
	});
});
