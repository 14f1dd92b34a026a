import type { Fault } from '../../emulator/fault.mts';
import { mapped, type Stage, stage } from '../../support/instance.mts';

const ITEMS = 1000;

let s: Stage;
beforeAll(async () => {
	s = await stage();
});
afterAll(async () => await s.close());

const every = (nth: number, from = nth) => Array.from({ length: 200 }, (_, index) => from + index * nth);

/** Answers are cut, calls turned away, parts of Batch calls refused, left out, and lost after their work. */
const CHAOS: Fault[] = [
	{
		match: { batch: false, method: 'POST', nth: every(10, 3) },
		action: { kind: 'cut', bytes: 10, framing: 'chunked' },
	},
	{ match: { batch: false, nth: every(7, 5) }, action: { kind: 'rate-limit', retryAfter: 1 } },
	{ match: { batch: true, nth: every(90, 11) }, action: { kind: 'status', status: 401 } },
	{ match: { batch: true, nth: every(70, 17) }, action: { kind: 'status', status: 503, work: true } },
	{ match: { batch: true, nth: every(110, 23) }, action: { kind: 'accepted-202', body: {} } },
	{ match: { batch: true, nth: [400] }, action: { kind: 'status', status: 500 } },
];

describe('1,000 creates in a storm, with Retry On Fail', () => {
	it('make 1,000 records, each item its own', async () => {
		s.emulator.setFaults(CHAOS);
		s.emulator.resetStats();
		const items = Array.from({ length: ITEMS }, (_, nth) => ({ title: `storm ${nth}` }));
		const run = await s.n8n.run(
			{
				resource: 'incident',
				operation: 'create',
				fields: mapped({ short_description: '={{ $json.title }}' }),
			} as never,
			{ items, settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 10 } },
		);
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ short_description }) => short_description)).toEqual(items.map(({ title }) => title));
		const made = s.emulator.store
			.find('incident', {})
			.filter(({ short_description }) => short_description?.startsWith('storm '));
		expect(made).toHaveLength(ITEMS);
		expect(new Set(run.json.map(({ sys_id }) => sys_id))).toEqual(new Set(made.map(({ sys_id }) => sys_id)));
	}, 120_000);
});
