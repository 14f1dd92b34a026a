import type { FaultAction } from '../../emulator/fault.mts';
import { mapped, requestCount, type Stage, stage } from '../../support/instance.mts';

const ITEMS = 1_000;

let s: Stage;
beforeAll(async () => {
	s = await stage();
});
afterAll(async () => await s.close());

describe('1,000 creates', () => {
	it.each<[string, number, FaultAction]>([
		['one 503 before the work', 25, { kind: 'status', status: 503 }],
		['one 503 behind the work', 25, { kind: 'status', status: 503, work: true }],
		['one answer that is cut', 25, { kind: 'cut', bytes: 20 }],
	])('need few requests over %s: %d', async (fault, most, action) => {
		s.emulator.setFaults([{ match: { path: '/v1/batch', nth: 4 }, action }]);
		s.emulator.resetStats();
		const items = Array.from({ length: ITEMS }, (_, nth) => ({ title: `${fault} ${nth}` }));
		const fields = mapped({ short_description: '={{ $json.title }}' });
		const run = await s.n8n.run({ resource: 'incident', operation: 'create', fields } as never, { items });
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ short_description }) => short_description)).toEqual(items.map(({ title }) => title));
		expect(requestCount(s)).toBeLessThanOrEqual(most);
	});
});
