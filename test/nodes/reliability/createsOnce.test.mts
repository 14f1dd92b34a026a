import type { Fault } from '../../emulator/fault.mts';
import { by, mapped, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
});
beforeEach(() => s.emulator.setFaults([]));
afterAll(async () => await s.close());

const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };
const titles = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, nth) => ({ title: `${prefix} ${nth}` }));
const create = (options = {}) =>
	({
		resource: 'incident',
		operation: 'create',
		fields: mapped({ short_description: '={{ $json.title }}' }),
		options,
	}) as never;
const made = (prefix: string) =>
	s.emulator.store.find('incident', {}).filter(({ short_description }) => short_description?.startsWith(`${prefix} `));

describe('Retry On Fail', () => {
	it.each([
		['packed into Batch calls', {}],
		['one by one', { batch: false }],
	])('makes each record once, and gives each item its own: %s', async (name, options) => {
		const items = titles(name, 10);
		s.emulator.setFaults([
			{ match: { path: '/table/incident', method: 'POST', nth: 6 }, action: { kind: 'status', status: 500 } },
		]);
		const run = await s.n8n.run(create(options), { items, settings: retrying });
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ short_description }) => short_description)).toEqual(items.map(({ title }) => title));
		expect(made(name)).toHaveLength(10);
		expect(new Set(run.json.map(({ sys_id }) => sys_id)).size).toBe(10);
	});

	it('makes a record of its own in each execution, whatever the values', async () => {
		for (const _ of [1, 2]) await s.n8n.run(create(), { items: titles('same', 3), settings: retrying });
		expect(made('same')).toHaveLength(6);
	});

	it('makes a record of its own for each call of an agent’s tool', async () => {
		for (const _ of [1, 2]) await s.n8n.run(create(), { items: titles('tool', 1), asTool: true });
		expect(made('tool')).toHaveLength(2);
		const repeating = await s.n8n.run(create(), { items: titles('tool', 1), asTool: true, settings: retrying });
		expect(repeating.hints.join()).toContain('with Retry On Fail, a call that fails may create a record twice');
		expect(made('tool')).toHaveLength(3);
	});
});

describe('A user who may create incidents, and read none', () => {
	it('is told that the record was created when the answer was lost', async () => {
		s.emulator.setFaults([
			{ match: { path: '/table/incident', method: 'POST', nth: 1 }, action: { kind: 'reset', when: 'after' } },
			{
				match: { path: '/table/incident\\?.*sys_idIN', method: 'GET' },
				action: { kind: 'answer', body: { result: [] } },
			},
			// Nobody else has shown that the instance keeps ids, and no twin is to be seen.
			{
				match: { path: '/table/incident\\?.*RELATIVEGE', method: 'GET' },
				action: { kind: 'answer', body: { result: [] } },
			},
		] as Fault[]);
		const run = await s.n8n.run(create(), { items: titles('blind', 1) });
		expect(run.error).toBeUndefined();
		expect(made('blind').map(({ sys_id }) => sys_id)).toEqual([run.json[0]?.sys_id]);
		expect(run.hints.join()).toContain('created by an attempt whose answer was lost');
	});
});

describe('An instance that gives records ids of its own', () => {
	beforeAll(() => s.emulator.store.setProperty('emulator.own_sys_id.incident', 'true'));
	afterAll(() => s.emulator.store.setProperty('emulator.own_sys_id.incident', 'false'));

	it('is noticed, with a hint', async () => {
		const run = await s.n8n.run(create(), { items: titles('own', 2) });
		expect(run.json.map(({ sys_id }) => sys_id)).toEqual(made('own').map(({ sys_id }) => sys_id));
		expect(run.hints.join()).toContain('other sys_ids than the ones they are sent with');
	});

	it.each([
		['only', 1],
		['twenty', 20],
	])('makes nothing twice where the first answer is lost, and says so: %s', async (name, count) => {
		s.emulator.setFaults([
			{ match: { method: 'POST', batch: false, nth: 1 }, action: { kind: 'reset', when: 'after' } },
		]);
		const run = await s.n8n.run(create(), {
			items: titles(name, count),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(made(name)).toHaveLength(count);
		expect(run.json.map(({ message }) => message)).toEqual(
			Array(count).fill(expect.stringContaining('It is not known whether ServiceNow did the work')),
		);
	});
});

describe('A write that is undone by the instance', () => {
	it('is told as such: a 500 before the work leaves no record', async () => {
		s.emulator.setFaults([
			{ match: { path: '/table/incident', method: 'POST' }, action: { kind: 'status', status: 500 } },
		]);
		const run = await s.n8n.run(create(), { items: titles('none', 1) });
		expect(run.error?.description).toMatch(
			/^It is not known whether ServiceNow did the work: it may have been done. Look for [0-9a-f]{32} in incident/,
		);
		expect(made('none')).toHaveLength(0);
	});

	it('is found: a 500 after the work', async () => {
		s.emulator.setFaults([
			{ match: { path: '/table/incident', method: 'POST' }, action: { kind: 'status', status: 500, work: true } },
		]);
		const run = await s.n8n.run(create(), { items: titles('late', 1) });
		expect(run.error).toBeUndefined();
		expect(made('late')).toHaveLength(1);
	});
});

describe('Updates and deletions', () => {
	it('go on over every seventh 503', async () => {
		const incidents = (await s.n8n.run(create(), { items: titles('old', 30) })).json;
		const items = incidents.map(({ sys_id }) => ({ id: sys_id })) as never;
		const fault = {
			match: { path: '/table/incident/', nth: [1, 7, 14, 21, 28] },
			action: { kind: 'status', status: 503 },
		};
		for (const batch of [true, false]) {
			s.emulator.setFaults([fault] as Fault[]);
			const record = by('id', '={{ $json.id }}');
			const run = await s.n8n.run(
				{
					resource: 'incident',
					operation: 'update',
					record,
					fields: mapped({ impact: '1' }),
					options: { batch },
				} as never,
				{ items },
			);
			expect(run.error).toBeUndefined();
			expect(run.json).toHaveLength(30);
		}
		s.emulator.setFaults([fault] as Fault[]);
		const gone = await s.n8n.run(
			{ resource: 'incident', operation: 'delete', record: by('id', '={{ $json.id }}') } as never,
			{ items },
		);
		expect(gone.error).toBeUndefined();
		expect(made('old')).toEqual([]);
	});
});
