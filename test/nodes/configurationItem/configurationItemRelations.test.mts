import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

const SERVER = '3a290cc60a0a0bb400000bdb386af1cf';
const DATABASE = '3a307c930a0a0bb400353965d0b8861f';
const OTHER_DATABASE = '3a27d4370a0a0bb4006316812bf45439';
const MISSING = '0123456789abcdef0123456789abcdef';
const SYS_ID = /^[0-9a-f]{32}$/;

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

const dataSource = { __rl: true, mode: 'value', value: 'Manual Entry' };
const relation = (operation: string, more: Record<string, unknown> = {}) =>
	({
		resource: 'configurationItem',
		operation,
		table: by('list', 'cmdb_ci'),
		record: by('name', 'lnx-app-01'),
		direction: 'outbound',
		relationType: by('name', 'Depends on::Used by'),
		target: by('name', 'ora-main-02'),
		...(operation === 'addRelation' ? { dataSource } : {}),
		...more,
	}) as never;
const DEPENDS = '1a9cb166f1571100a92eb60da2bce5c5';
const rows = (parent: string, child: string) =>
	s.emulator.store.find('cmdb_rel_ci', { parent, child }).map(({ sys_id, type }) => ({ sys_id, type }));
const posted = () => s.emulator.stats().requests['cmdb.relation.add'] ?? 0;

describe('Add Relation', () => {
	it('relates an item to another, both named by name, and says so', async () => {
		const { json, error } = await s.n8n.run(relation('addRelation'));
		expect(error).toBeUndefined();
		const [made] = rows(SERVER, OTHER_DATABASE);
		expect(made).toEqual({ sys_id: expect.stringMatching(SYS_ID), type: DEPENDS });
		expect(json).toEqual([{ parent: SERVER, child: OTHER_DATABASE, type: DEPENDS, sys_id: made?.sys_id, added: true }]);
		expect(s.stored('cmdb_ci', { sys_id: SERVER })).toMatchObject({ discovery_source: 'Manual Entry' });
	});

	it('makes the other item the parent where the relation is inbound', async () => {
		const { json } = await s.n8n.run(relation('addRelation', { direction: 'inbound' }));
		expect(json).toEqual([expect.objectContaining({ parent: OTHER_DATABASE, child: SERVER, added: true })]);
		expect(rows(OTHER_DATABASE, SERVER)).toHaveLength(1);
		expect(rows(SERVER, OTHER_DATABASE)).toEqual([]);
	});

	it('takes items and relation types by sys_id and address, too', async () => {
		const { error } = await s.n8n.run(
			relation('addRelation', {
				record: by('url', `https://x.service-now.com/cmdb_ci_linux_server.do?sys_id=${SERVER}`),
				relationType: by('id', DEPENDS),
				target: by('id', OTHER_DATABASE),
			}),
		);
		expect(error).toBeUndefined();
		expect(rows(SERVER, OTHER_DATABASE)).toHaveLength(1);
	});

	it('does not double a relation that is there', async () => {
		const known = rows(SERVER, DATABASE);
		const { json } = await s.n8n.run(relation('addRelation', { target: by('id', DATABASE) }));
		expect(json).toEqual([{ parent: SERVER, child: DATABASE, type: DEPENDS, sys_id: known[0]?.sys_id, added: false }]);
		expect(rows(SERVER, DATABASE)).toEqual(known);
		expect(posted()).toBe(0);
	});

	it('adds one relation once, however many items ask for it at once', async () => {
		const { json } = await s.n8n.run(relation('addRelation'), { items: [{}, {}, {}, {}] });
		expect(json.map(({ added }) => added)).toEqual([true, false, false, false]);
		expect(new Set(json.map(({ sys_id }) => sys_id)).size).toBe(1);
		expect(rows(SERVER, OTHER_DATABASE)).toHaveLength(1);
	});

	it('adds a relation of another type beside the one that is there', async () => {
		const relationType = by('name', 'Exchanges data with::Exchanges data with');
		const { json } = await s.n8n.run(relation('addRelation', { relationType, target: by('id', DATABASE) }));
		expect(json[0]).toMatchObject({ added: true });
		expect(rows(SERVER, DATABASE)).toHaveLength(2);
	});

	it('finds the relation where the answer is lost, and adds no second one', async () => {
		const fault = { match: { path: '/relation$', method: 'POST', times: 1 }, action: { kind: 'reset', when: 'after' } };
		s.emulator.setFaults([fault as never]);
		const { json, error } = await s.n8n.run(relation('addRelation'));
		expect(error).toBeUndefined();
		expect(json).toEqual([expect.objectContaining({ added: true, sys_id: rows(SERVER, OTHER_DATABASE)[0]?.sys_id })]);
		expect(rows(SERVER, OTHER_DATABASE)).toHaveLength(1);
		expect(posted()).toBe(1);
	});

	it('says that the connection broke where nothing was added', async () => {
		const fault = {
			match: { path: '/relation$', method: 'POST', times: 1 },
			action: { kind: 'reset', when: 'before' },
		};
		s.emulator.setFaults([fault as never]);
		const { error } = await s.n8n.run(relation('addRelation'));
		expect(error?.message).toContain('The connection broke off');
		expect(rows(SERVER, OTHER_DATABASE)).toEqual([]);
	});

	it.each([
		['item', { record: by('id', MISSING) }, 'No Record found'],
		['related item', { target: by('id', MISSING) }, 'No Record found'],
		['related item', { target: by('name', 'nobody') }, 'No configuration item has the name nobody'],
		[
			'relation type',
			{ relationType: by('name', 'Loves::Loved by') },
			'No record of cmdb_rel_type has the name Loves::Loved by',
		],
		['data source', { dataSource: { ...dataSource, value: 'Guesswork' } }, 'Invalid data source'],
	])('says that there is no such %s, and adds nothing', async (_, more, message) => {
		const before = s.emulator.store.find('cmdb_rel_ci', {}).length;
		const { error } = await s.n8n.run(relation('addRelation', more));
		expect(error?.message).toBe(message);
		expect(s.emulator.store.find('cmdb_rel_ci', {})).toHaveLength(before);
	});
});

describe('Remove Relation', () => {
	it('removes a relation and leaves the others', async () => {
		const relationType = by('name', 'Exchanges data with::Exchanges data with');
		await s.n8n.run(relation('addRelation', { relationType, target: by('id', DATABASE) }));
		const { json, error } = await s.n8n.run(relation('removeRelation', { target: by('name', 'ora-main-01') }));
		expect(error).toBeUndefined();
		expect(json).toEqual([{ parent: SERVER, child: DATABASE, type: DEPENDS, removed: true }]);
		expect(rows(SERVER, DATABASE)).toEqual([expect.objectContaining({ type: expect.not.stringContaining(DEPENDS) })]);
	});

	it('says that there was none, and removes nothing', async () => {
		const before = s.emulator.store.find('cmdb_rel_ci', {}).length;
		const { json } = await s.n8n.run(relation('removeRelation', { direction: 'inbound', target: by('id', DATABASE) }));
		expect(json).toEqual([{ parent: DATABASE, child: SERVER, type: DEPENDS, removed: false }]);
		expect(s.emulator.store.find('cmdb_rel_ci', {})).toHaveLength(before);
	});

	it('removes all where the relation was doubled', async () => {
		const { store } = s.emulator;
		store.put('cmdb_rel_ci', { parent: SERVER, child: DATABASE, type: DEPENDS });
		expect(rows(SERVER, DATABASE)).toHaveLength(2);
		await s.n8n.run(relation('removeRelation', { target: by('id', DATABASE) }));
		expect(rows(SERVER, DATABASE)).toEqual([]);
	});
});

describe('Input that cannot be used', () => {
	it.each([
		['addRelation', { direction: '={{ $json.none }}' }, /^Direction: .* is no direction/],
		['addRelation', { target: by('id', 'x') }, /^Related Item: "x" is not a sys_id/],
		['addRelation', { relationType: by('name', 'a^b') }, /contains "\^", which would change the query/],
		['addRelation', { dataSource: { ...dataSource, value: '={{ $json.none }}' } }, /^Data Source: Nothing is chosen/],
		['removeRelation', { record: by('id', '={{ $json.none }}') }, /^Configuration Item: Nothing is chosen/],
		['removeRelation', { relationType: by('id', '={{ $json.none }}') }, /^Relation Type: Nothing is chosen/],
	])('of %s is refused before any request: %j', async (operation, more, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(relation(operation, more));
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('configurationItem', 'addRelation', 'removeRelation');
