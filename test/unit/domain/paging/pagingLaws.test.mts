import { EVERY } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import fc from 'fast-check';
import { readByKey, type List, readByOffset } from '../../../../nodes/ServiceNowPlatform/domain/paging/paging.ts';
import { drive, FakeTable, spreadSysId, sysIdFrom } from '../../support/table.mts';

const list: List = { table: 'incident', query: EVERY, orderBy: '', limit: Number.POSITIVE_INFINITY, options: {} };

/** Tables of a few pages, with stretches of rows that the user may not see. Ids are even: odd ones are inserted later. */
const table = fc
	.array(fc.record({ length: fc.integer({ min: 0, max: 1600 }), hidden: fc.boolean() }), { maxLength: 4 })
	.map((stretches) =>
		stretches
			.flatMap(({ length, hidden }) => Array.from({ length }, () => hidden))
			.map((hidden, index) => ({ sys_id: sysIdFrom(2 * index), rank: index % 5, hidden })),
	);

/** Ids that are spread evenly, as those of an instance are, so that ranges are read at once. */
const spread = (rows: FakeTable['rows']) =>
	rows.map((row) => ({ ...row, sys_id: spreadSysId(Number.parseInt(row.sys_id, 16)) }));

const inserts = fc.uniqueArray(
	fc.record({ at: fc.nat({ max: 7000 }), hidden: fc.boolean(), rank: fc.nat({ max: 5 }) }),
	{
		selector: ({ at }) => at,
		maxLength: 8,
	},
);
const limit = fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: 1, max: 4000 }));
const runs = { numRuns: 20 };

function run(
	pages: typeof readByKey,
	rows: FakeTable['rows'],
	asked: Partial<List>,
	added: Array<{ at: number; hidden: boolean; rank: number }> = [],
) {
	const fake = new FakeTable([...rows]);
	const before = [...fake.visible].sort();
	const waiting = [...added];
	const records = drive(
		pages({ ...list, ...asked }),
		(request) => fake.answer(request),
		(nth) => {
			const next = nth > 0 ? waiting.shift() : undefined;
			if (next !== undefined) fake.rows.push({ ...next, sys_id: sysIdFrom(2 * next.at + 1) });
		},
	);
	return { before, ids: records.map(({ sys_id }) => String(sys_id)) };
}

describe.each([
	['keyset', readByKey, {}, (rows: FakeTable['rows']) => rows],
	['keyset, in ranges', readByKey, {}, spread],
	['offset', readByOffset, { orderBy: '^ORDERBYrank' }, (rows: FakeTable['rows']) => rows],
] as const)('paging by %s', (_, pages, order, placed) => {
	it('returns each visible row exactly once', () => {
		fc.assert(
			fc.property(table, (rows) => {
				const { before, ids } = run(pages, placed(rows), order);
				expect([...ids].sort()).toEqual(before);
			}),
			runs,
		);
	});

	it('returns as many rows as were asked for, if there are as many', () => {
		fc.assert(
			fc.property(table, limit, (rows, most) => {
				const { before, ids } = run(pages, placed(rows), { ...order, limit: most });
				expect(ids).toHaveLength(Math.min(most, before.length));
				expect(new Set(ids).size).toBe(ids.length);
			}),
			runs,
		);
	});

	it('passes over no row that was there from the start while others are inserted', () => {
		fc.assert(
			fc.property(table, inserts, (rows, added) => {
				const { before, ids } = run(pages, placed(rows), order, added);
				const found = new Set(ids);
				expect(before.filter((id) => !found.has(id))).toEqual([]);
			}),
			runs,
		);
	});

	it('returns no row twice while others are inserted', () => {
		fc.assert(
			fc.property(table, inserts, (rows, added) => {
				const { ids } = run(pages, placed(rows), order, added);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			runs,
		);
	});

	it('passes over no row that is there all the time while others are deleted', () => {
		const deletions = fc.array(fc.record({ at: fc.nat({ max: 6000 }), count: fc.nat({ max: 1500 }) }), {
			maxLength: 4,
		});
		fc.assert(
			fc.property(table, deletions, (rows, deleted) => {
				const waiting = [...deleted];
				const fake = new FakeTable(placed(rows).map((row) => ({ ...row, hidden: false })));
				const records = drive(
					pages({ ...list, ...order }),
					(request) => fake.answer(request),
					(nth) => {
						const next = nth > 0 ? waiting.shift() : undefined;
						if (next !== undefined) fake.rows.splice(next.at, next.count);
					},
				);
				const found = new Set(records.map(({ sys_id }) => String(sys_id)));
				expect(fake.visible.filter((id) => !found.has(id))).toEqual([]);
			}),
			runs,
		);
	});
});

/** What others do to the nth row, in front of a page. */
const deed = fc.record({
	kind: fc.constantFrom('move', 'delete', 'insert'),
	at: fc.nat({ max: 6000 }),
	count: fc.integer({ min: 1, max: 300 }),
});

function happen(fake: FakeTable, { kind, at, count }: { kind: string; at: number; count: number }, nth: number): void {
	const place = at % Math.max(1, fake.rows.length);
	if (kind === 'delete') fake.rows.splice(place, count);
	else if (kind === 'insert') fake.rows.push({ sys_id: sysIdFrom(20_001 + 2 * nth), rank: -nth, touched: true });
	else for (const row of fake.rows.slice(place, place + count)) Object.assign(row, { rank: -nth, touched: true });
}

describe('an ordered list of which rows are moved, deleted and inserted', () => {
	it('has each row that is there all the time once, also where some are hidden', () => {
		fc.assert(
			fc.property(table, fc.array(deed, { maxLength: 12 }), (rows, deeds) => {
				const fake = new FakeTable(rows.map((row) => ({ ...row })));
				const before = new Set(fake.visible);
				const waiting = [...deeds];
				const records = drive(
					readByOffset({ ...list, orderBy: '^ORDERBYrank', pageSize: 300 }),
					(request) => fake.answer(request),
					(nth) => {
						// The look at the end comes after the last page.
						const next = nth > 0 && nth % 2 === 0 ? waiting.shift() : undefined;
						if (next !== undefined && fake.requests.length < 12) happen(fake, next, nth);
					},
				);
				const ids = records.map(({ sys_id }) => String(sys_id));
				const stayed = fake.visible.filter((id) => before.has(id));
				expect(stayed.filter((id) => !ids.includes(id))).toEqual([]);
				expect(new Set(ids).size).toBe(ids.length);
			}),
			{ numRuns: 60 },
		);
	}, 60_000);

	it('says how many stand at its end, out of order', () => {
		const fake = new FakeTable(Array.from({ length: 900 }, (_, index) => ({ sys_id: sysIdFrom(index), rank: index })));
		const notes: string[] = [];
		drive(
			readByOffset({ ...list, orderBy: '^ORDERBYrank', pageSize: 300, note: (text) => notes.push(text) }),
			(request) => fake.answer(request),
			(nth) => nth === 1 && happen(fake, { kind: 'move', at: 700, count: 3 }, nth),
		);
		expect(notes).toEqual([expect.stringMatching(/^3 records changed their place/)]);
	});
});
