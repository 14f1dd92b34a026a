import { setTimeout as sleep } from 'node:timers/promises';
import { requestCount, type Stage, stage } from '../../support/instance.mts';

const ROWS = 2_400;

let s: Stage;
beforeAll(async () => {
	s = await stage({ seed: 'empty' });
	for (let nth = 0; nth < ROWS; nth++) {
		s.emulator.store.put('incident', {
			short_description: `row ${String(nth).padStart(5, '0')}`,
			sys_updated_on: new Date(Date.UTC(2026, 0, 1) + nth * 60_000).toISOString().slice(0, 19).replace('T', ' '),
		});
	}
});
afterAll(async () => await s.close());

const sorted = (field: string, direction: string) =>
	({
		resource: 'incident',
		operation: 'getAll',
		returnAll: true,
		options: { sort: { fields: [{ field: { __rl: true, mode: 'name', value: field }, direction }] }, pageSize: 500 },
	}) as never;

/** Lets others work while the second page is on its way. */
async function whileReading(parameters: never, work: () => Promise<void> | void) {
	s.emulator.setFaults([
		{ match: { path: '/table/incident', method: 'GET', nth: 2 }, action: { kind: 'delay', milliseconds: 400 } },
	]);
	s.emulator.resetStats();
	const run = s.n8n.run(parameters);
	while (requestCount(s) < 2) await sleep(5);
	await work();
	return await run;
}

describe('A sorted list of which rows move while it is read', () => {
	it('has the rows that a change moves to where it was read before, and says so', async () => {
		const titles = s.emulator.store.find('incident', {}).map(({ short_description }) => short_description);
		const run = await whileReading(sorted('sys_updated_on', 'ORDERBYDESC'), async () => {
			const oldest = s.emulator.store
				.find('incident', {})
				.filter(({ short_description = '' }) => short_description < 'row 00050');
			for (const { sys_id } of oldest) {
				await s.n8n.run({
					resource: 'incident',
					operation: 'update',
					record: { __rl: true, mode: 'id', value: sys_id },
					fields: { mappingMode: 'defineBelow', value: { impact: '1' } },
				} as never);
			}
		});
		expect(run.error).toBeUndefined();
		expect(run.json.map(({ short_description }) => short_description).sort()).toEqual([...titles].sort());
		expect(run.hints.join()).toMatch(/^\d+ records changed their place/);
	});

	it('costs one more request, and is whole, where nothing moves', async () => {
		s.emulator.setFaults([]);
		s.emulator.resetStats();
		const run = await s.n8n.run(sorted('short_description', 'ORDERBY'));
		expect(run.json).toHaveLength(ROWS);
		expect(run.hints).toEqual([]);
		expect(requestCount(s)).toBe(Math.ceil(ROWS / 499) + 2);
	});
});
