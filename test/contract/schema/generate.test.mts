import { createClock } from '../../emulator/clock.mts';
import { createStore } from '../../emulator/data/store.mts';
import { demoSeed } from '../../emulator/seed/index.mts';
import type { Row, Store } from '../../emulator/types.mts';

/** `--rows`: the emulator's own feature, so there is no instance to compare with. */
const ROWS = { incident: 2000, cmdb_ci_linux_server: 50, sys_user: 50, u_equipment: 50 };
const open = (): Store =>
	createStore({ db: ':memory:', clock: createClock(), seed: demoSeed(), properties: {}, rows: ROWS });

const all = (store: Store, table: string, query: string): Row[] =>
	store.query(store.system, table, { query, limit: 100_000, offset: 0 }).rows;

let store: Store;

beforeAll(() => {
	store = open();
});
afterAll(() => store.close());

describe('generated rows', () => {
	it('come on top of the seed, in the number asked for', () => {
		const seeded = (table: string) => demoSeed().rows.filter((row) => row.table === table).length;
		for (const [table, count] of Object.entries(ROWS)) {
			expect([table, all(store, table, '').length]).toEqual([table, seeded(table) + count]);
		}
	});

	it('have numbers and ids of their own', () => {
		const incidents = all(store, 'incident', '');
		expect(new Set(incidents.map(({ number }) => number)).size).toBe(incidents.length);
		expect(new Set(incidents.map(({ sys_id }) => sys_id)).size).toBe(incidents.length);
		const next = store.insert(store.system, 'incident', {});
		expect(incidents.map(({ number }) => number)).not.toContain(next.number);
	});

	it('are the same in every run', () => {
		const twin = open();
		const ids = (from: Store) =>
			all(from, 'incident', 'ORDERBYsys_id').map(({ sys_id, short_description }) => [sys_id, short_description]);
		expect(ids(twin)).toEqual(ids(store).filter(([id]) => twin.one('incident', { sys_id: id ?? '' })));
		twin.close();
	});

	it('vary in states, priorities, callers and time', () => {
		const incidents = all(store, 'incident', '');
		const kinds = (element: string) => new Set(incidents.map((row) => row[element])).size;
		expect(kinds('state')).toBe(6);
		expect(kinds('priority')).toBe(5);
		expect(kinds('caller_id')).toBeGreaterThan(10);
		expect(kinds('assignment_group')).toBeGreaterThan(5);
		const months = new Set(incidents.map(({ sys_created_on = '' }) => sys_created_on.slice(0, 7)));
		expect(months.size).toBeGreaterThan(20);
	});

	it('agree with themselves', () => {
		for (const row of all(store, 'incident', 'number>INC0010000')) {
			expect(row.active).toBe(row.state === '7' || row.state === '8' ? 'false' : 'true');
			if (row.state === '6' || row.state === '7')
				expect(row).toMatchObject({ close_notes: expect.stringMatching(/./) });
			expect(String(row.sys_updated_on) >= String(row.sys_created_on)).toBe(true);
		}
	});

	it('are refused for a table that does not exist', () => {
		const options = { db: ':memory:', clock: createClock(), seed: demoSeed(), properties: {}, rows: { nope: 1 } };
		expect(() => createStore(options)).toThrow('unknown table nope');
	});
});
