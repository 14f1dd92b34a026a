import { by, mapped, type Stage, stage } from '../../support/instance.mts';

/** What large jobs cost in requests; the sizes adapt themselves to the machine, so the bounds leave room for a slow one. */
let s: Stage;
beforeAll(async () => (s = await stage({ rows: { incident: 9_940 } })));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.resetStats());

const incident = (operation: string, more: Record<string, unknown>) =>
	({ resource: 'incident', operation, ...more }) as never;
const ITEMS = 1000;

describe('Large jobs', () => {
	it('create 1,000 records in at most 14 requests, each once', async () => {
		const items = Array.from({ length: ITEMS }, (_, index) => ({ correlation_id: `count-${index}`, impact: '2' }));
		const auto = { fields: { mappingMode: 'autoMapInputData', value: null } };
		const { json, error } = await s.n8n.run(incident('create', auto), { items });
		expect(error).toBeUndefined();
		expect(s.emulator.stats().total).toBeLessThanOrEqual(14);
		const stored = s.emulator.store.find('incident', {}).map(({ correlation_id }) => correlation_id);
		const own = stored.filter((id) => id?.startsWith('count-'));
		expect(own).toHaveLength(ITEMS);
		expect(new Set(own).size).toBe(ITEMS);
		expect(json.map(({ correlation_id }) => correlation_id)).toEqual(items.map((item) => item.correlation_id));
	});

	it('read 10,000 records in at most 5 requests, each once', async () => {
		const { json, error } = await s.n8n.run(
			incident('getAll', {
				returnAll: true,
				options: { sysparm_query: 'correlation_idISEMPTY' },
				output: 'selected',
				selectedFields: 'number',
			}),
		);
		expect(error).toBeUndefined();
		expect(s.emulator.stats().total).toBeLessThanOrEqual(5);
		const expected = s.emulator.store.find('incident', { correlation_id: '' }).map(({ number }) => number);
		expect(expected.length).toBeGreaterThanOrEqual(10_000 - 60);
		expect(json.map(({ number }) => number).sort()).toEqual(expected.sort());
	});

	it('get, update and delete 300 records by number in few requests', async () => {
		const numbers = s.emulator.store
			.find('incident', { correlation_id: '' })
			.slice(0, 300)
			.map(({ number }) => String(number));
		const items = numbers.map((number) => ({ number }));
		const record = by('number', '={{ $json.number }}');
		const got = await s.n8n.run(incident('get', { record }), { items });
		expect(got.json.map(({ number }) => number)).toEqual(numbers);
		expect(s.emulator.stats().total).toBeLessThanOrEqual(15);
		s.emulator.resetStats();
		const updated = await s.n8n.run(incident('update', { record, fields: mapped({ impact: '1' }) }), { items });
		expect(updated.json.map(({ number, impact }) => [number, impact])).toEqual(numbers.map((number) => [number, '1']));
		expect(s.emulator.stats().total).toBeLessThanOrEqual(30);
		s.emulator.resetStats();
		const deleted = await s.n8n.run(incident('delete', { record }), { items });
		expect(deleted.json.every((item) => item.deleted === true)).toBe(true);
		expect(s.emulator.stats().total).toBeLessThanOrEqual(30);
		expect(s.emulator.store.find('incident', {}).filter(({ number }) => numbers.includes(String(number)))).toEqual([]);
	});

	it('send single requests where the instance refuses the Batch API, and find that out once', async () => {
		s.emulator.setFaults([
			{ match: { path: '/batch' }, action: { kind: 'status', status: 403, message: 'User Not Authorized' } },
		] as never);
		const items = Array.from({ length: 40 }, (_, index) => ({ correlation_id: `single-${index}` }));
		const auto = { fields: { mappingMode: 'autoMapInputData', value: null } };
		const { json, error } = await s.n8n.run(incident('create', auto), { items });
		s.emulator.setFaults([]);
		expect(error).toBeUndefined();
		expect(json.map(({ correlation_id }) => correlation_id)).toEqual(items.map((item) => item.correlation_id));
		const { requests } = s.emulator.stats();
		expect(requests['table.create']).toBe(40);
		expect(requests.batch).toBeLessThanOrEqual(3);
	});
});
