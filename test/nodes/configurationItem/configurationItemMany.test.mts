import { by, mapped, type Stage, stage } from '../../support/instance.mts';
import { dataSource as source, report, reportEach as each } from '../../support/reports.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const named = (name: string) => s.emulator.store.find('cmdb_ci', { name });
const make = (table: string, values: Record<string, string>) =>
	s.emulator.store.insert(s.emulator.store.system, table, values).sys_id ?? '';
/** A token that the instance knows after its reset, so that requests can be counted. */
async function signedIn() {
	await s.n8n.run(report({ name: 'lnx-app-01' }, { options: { simulate: true } }));
	s.emulator.resetStats();
}
const calls = () => s.emulator.stats().requests['ire.enhanced'] ?? 0;
const outbound = (relationType: string, target: unknown, direction = 'outbound') => ({
	direction,
	relationType: by('name', relationType),
	target,
});

describe('Many items', () => {
	const items = (count: number) =>
		Array.from({ length: count }, (_, index) => ({ name: `bulk-${index}`, ram: `${index}` }));

	it('travel in common payloads, and each gets its own outcome', async () => {
		const { json, output, error } = await s.n8n.run(each(), { items: items(60) });
		expect(error).toBeUndefined();
		expect(calls()).toBeLessThanOrEqual(3);
		for (const [index, { sys_id }] of json.entries()) {
			expect(s.stored('cmdb_ci', { sys_id: String(sys_id) })).toMatchObject({ name: `bulk-${index}`, ram: `${index}` });
		}
		expect(output.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			items(60).map((_, index) => index),
		);
	});

	it('of different sources and classes keep to their own', async () => {
		await signedIn();
		const { json } = await s.n8n.run(
			each({
				table: by('name', '={{ $json.class }}'),
				dataSource: source('={{ $json.from }}'),
				fields: mapped({ name: '={{ $json.name }}' }),
			}),
			{
				items: [
					{ name: 'a', class: 'cmdb_ci_linux_server', from: 'SCCM' },
					{ name: 'b', class: 'cmdb_ci_win_server', from: 'SCCM' },
					{ name: 'c', class: 'cmdb_ci_linux_server', from: 'Tanium' },
				],
			},
		);
		expect(json.map(({ className }) => className)).toEqual([
			'cmdb_ci_linux_server',
			'cmdb_ci_win_server',
			'cmdb_ci_linux_server',
		]);
		expect(['a', 'b', 'c'].map((name) => named(name)[0]?.discovery_source)).toEqual(['SCCM', 'SCCM', 'Tanium']);
		expect(calls()).toBe(2);
	});

	it('that are the same item are reported one after the other: the last one wins', async () => {
		const { json } = await s.n8n.run(each(), {
			items: [{ name: 'same', ram: '1' }, { name: 'other' }, { name: 'SAME', ram: '2' }, { name: 'same', ram: '3' }],
		});
		expect(json.map(({ operation }) => operation)).toEqual(['INSERT', 'INSERT', 'UPDATE', 'UPDATE']);
		expect(new Set([0, 2, 3].map((index) => json[index]?.sys_id)).size).toBe(1);
		expect(s.emulator.store.find('cmdb_ci', { ram: '3' })).toEqual([
			expect.objectContaining({ sys_id: json[0]?.sys_id }),
		]);
	});

	it('that turn out to be the same are judged by themselves', async () => {
		make('cmdb_serial_number', { cmdb_ci: SERVER, serial_number: 'X1', serial_number_type: 'uuid' });
		const lookup = [{ className: 'cmdb_serial_number', values: { serial_number: 'X1', serial_number_type: 'uuid' } }];
		const { json, error } = await s.n8n.run(
			each({ fields: mapped({ name: '={{ $json.name }}' }), options: { lookup: '={{ $json.lookup ?? [] }}' } }),
			{ items: [{ name: 'first name', lookup }, { name: 'bystander' }, { name: 'last name', lookup }] },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ operation, sys_id }) => [operation, sys_id])).toEqual([
			['UPDATE', SERVER],
			['INSERT', named('bystander')[0]?.sys_id],
			['UPDATE', SERVER],
		]);
		expect(named('last name')).toHaveLength(1);
	});

	it('share the items that they are related to', async () => {
		await signedIn();
		const relations = { relation: [outbound('Depends on::Used by', by('name', 'ora-main-01'))] };
		const { json, error } = await s.n8n.run(each({ relations }), { items: items(8) });
		expect(error).toBeUndefined();
		expect(calls()).toBe(1);
		const [database] = named('ora-main-01');
		for (const { sys_id } of json) {
			expect(
				s.emulator.store.find('cmdb_rel_ci', { parent: String(sys_id), child: String(database?.sys_id) }),
			).toHaveLength(1);
		}
	});

	it('are neither lost nor doubled where an answer is', async () => {
		const fault = { match: { path: '/identifyreconcile', nth: [1, 2] }, action: { kind: 'reset', when: 'after' } };
		s.emulator.setFaults([fault as never]);
		const { json, error } = await s.n8n.run(each(), { items: items(12) });
		expect(error).toBeUndefined();
		for (const [index, { sys_id }] of json.entries()) {
			expect(named(`bulk-${index}`)).toEqual([expect.objectContaining({ sys_id })]);
		}
	});

	it('is one item, which is reported again after a lost answer', async () => {
		const fault = { match: { path: '/identifyreconcile', nth: 1 }, action: { kind: 'reset', when: 'after' } };
		s.emulator.setFaults([fault as never]);
		const { json, error } = await s.n8n.run(report({ name: 'lost' }));
		expect(error).toBeUndefined();
		expect(named('lost')).toEqual([expect.objectContaining({ sys_id: json[0]?.sys_id })]);
	});

	it('travel one by one where batching is off', async () => {
		await signedIn();
		await s.n8n.run(each({ options: { batch: false } }), { items: items(4) });
		expect(calls()).toBe(4);
	});
});

testsOf('configurationItem', 'upsert');
