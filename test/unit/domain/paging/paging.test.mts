import { EVERY, raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse, Steps } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { readByKey, type List, readByOffset } from '../../../../nodes/ServiceNowPlatform/domain/paging/paging.ts';
import { drive, FakeTable, type Row, spreadSysId, sysIdFrom } from '../../support/table.mts';

const list: List = { table: 'incident', query: EVERY, orderBy: '', limit: Number.POSITIVE_INFINITY, options: {} };
const rows = (count: number, hidden: (index: number) => boolean = () => false): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		sys_id: sysIdFrom(index + 1),
		rank: index % 7,
		hidden: hidden(index),
	}));

function ask(table: FakeTable, changes: Partial<List> = {}, pages = readByKey) {
	return drive(pages({ ...list, ...changes }), (request) => table.answer(request));
}

const ids = (records: Array<Record<string, unknown>>) => records.map(({ sys_id }) => String(sys_id));
const queries = ({ requests }: FakeTable) => requests.map(({ query }) => query?.sysparm_query);

/** The first query that is sent for a list whose first page is full. */
function secondQuery(changes: Partial<List>): string | undefined {
	const steps = readByKey({ ...list, ...changes });
	steps.next(undefined as never);
	const result = Array.from({ length: 1000 }, (_, index) => ({ sys_id: sysIdFrom(index) }));
	const step = steps.next({ status: 200, headers: {}, body: { result } });
	return (step.value as ApiRequest).query?.sysparm_query;
}

describe('readByKey', () => {
	it('asks for large pages, alone, without count and pagination header', () => {
		const table = new FakeTable(rows(2500));
		expect(ask(table)).toHaveLength(2500);
		expect(table.requests[0]).toMatchObject({
			path: apiPath`/api/now/table/incident`,
			alone: true,
			query: { sysparm_limit: '1000', sysparm_no_count: 'true', sysparm_suppress_pagination_header: 'true' },
		});
	});

	it('asks for what comes after the last row', () => {
		const table = new FakeTable(rows(1001));
		ask(table, { query: raw('active=true') });
		expect(queries(table).slice(0, 2)).toEqual([
			'active=true^ORDERBYsys_id',
			`sys_id>${sysIdFrom(1000)}^active=true^ORDERBYsys_id`,
		]);
	});

	it('asks for no more rows than are wanted, and once where one page has them all', () => {
		const table = new FakeTable(rows(5000));
		expect(ask(table, { limit: 50 })).toHaveLength(50);
		expect(table.requests.map(({ query }) => query?.sysparm_limit)).toEqual(['50']);
	});

	it.each([readByKey, readByOffset])('asks for as many rows in each page as the user wants', (way) => {
		const table = new FakeTable(rows(730));
		expect(ids(ask(table, { pageSize: 300 }, way))).toEqual(table.visible);
		expect(new Set(table.requests.map(({ query }) => query?.sysparm_limit))).toEqual(new Set(['300']));
	});

	it('asks for half of what the user wants where that is too much for the instance', () => {
		const table = new FakeTable(rows(500));
		const answer = (request: ApiRequest) => {
			if (Number(request.query?.sysparm_limit) > 200) throw new ApiFailure({ kind: 'incomplete', message: 'Too long' });
			return table.answer(request);
		};
		expect(ids(drive(readByKey({ ...list, pageSize: 400 }), answer))).toEqual(table.visible);
		expect(table.requests[0]?.query?.sysparm_limit).toBe('200');
	});

	it('asks for the rest only on the last page', () => {
		const table = new FakeTable(rows(5000));
		expect(ask(table, { limit: 1200 })).toHaveLength(1200);
		expect(table.requests.map(({ query }) => query?.sysparm_limit)).toEqual(['1000', '200']);
	});

	it('goes on after pages of which every row is hidden', () => {
		const table = new FakeTable(rows(4200, (index) => index < 3500));
		expect(ids(ask(table))).toEqual(table.visible);
	});

	it('counts only after a short page', () => {
		const table = new FakeTable(rows(2500, (index) => index >= 1000 && index < 1400));
		ask(table);
		expect(table.requests.map(({ query }) => query?.sysparm_no_count)).toEqual(['true', 'true', 'false']);
	});

	it('ends at an empty page where the server sends no count', () => {
		const steps = readByKey(list);
		const empty = { status: 200, headers: {}, body: { result: [] } };
		expect(drive(steps, () => empty)).toEqual([]);
	});

	it('asks for the sys_id it needs, and takes it out again', () => {
		const table = new FakeTable(rows(3));
		expect(ask(table, { options: { sysparm_fields: 'rank' } })).toEqual([{ rank: 0 }, { rank: 1 }, { rank: 2 }]);
		expect(table.requests[0]?.query?.sysparm_fields).toBe('rank,sys_id');
	});

	it('leaves a sys_id in that was asked for', () => {
		const table = new FakeTable(rows(2));
		expect(ids(ask(table, { options: { sysparm_fields: 'sys_id,rank' } }))).toEqual(table.visible);
	});

	it('takes nothing out of answers that another list reads as well', () => {
		const shared = new Map<string, ReturnType<FakeTable['answer']>>();
		const table = new FakeTable(rows(1500));
		const answer = (request: ApiRequest) => {
			const key = JSON.stringify(request.query);
			return shared.get(key) ?? shared.set(key, table.answer(request)).get(key)!;
		};
		const options = { sysparm_fields: 'rank' };
		drive(readByKey({ ...list, options, limit: 1000 }), answer);
		expect(drive(readByKey({ ...list, options, limit: 1500 }), answer)).toHaveLength(1500);
	});

	it('finds the sys_id of rows with value and display value', () => {
		const sysparm_query = (result: unknown[]) => {
			const steps = readByKey({ ...list, limit: 2 });
			steps.next(undefined as never);
			const step = steps.next({ status: 200, headers: {}, body: { result } });
			return (step.value as ApiRequest).query?.sysparm_query;
		};
		expect(sysparm_query([{ sys_id: { value: 'abc', display_value: 'abc' } }])).toBe('sys_id>abc^ORDERBYsys_id');
	});

	it('loses no row of a view that does not show the sys_id', () => {
		const table = new FakeTable(rows(2500));
		const answer = (request: ApiRequest) => {
			const fields = request.query?.sysparm_fields ?? 'rank';
			return table.answer({ ...request, query: { ...request.query, sysparm_fields: fields } });
		};
		expect(drive(readByKey({ ...list, options: { sysparm_view: 'mobile' } }), answer)).toHaveLength(2500);
	});

	it.each([
		['', 'sys_id>X^ORDERBYsys_id'],
		['a=1^ORb=2', 'sys_id>X^a=1^ORb=2^ORDERBYsys_id'],
		['a=1^NQb=2', 'sys_id>X^a=1^NQsys_id>X^b=2^ORDERBYsys_id'],
		['a=1^NQb=2^NQc=3', 'sys_id>X^a=1^NQsys_id>X^b=2^NQsys_id>X^c=3^ORDERBYsys_id'],
	])('limits every part of the query "%s"', (query, expected) => {
		expect(secondQuery({ query: raw(query) })).toBe(expected.replaceAll('X', sysIdFrom(999)));
	});

	it('makes no "^^", an escaped caret, of a query that ends in "^"', () => {
		expect(secondQuery({ query: raw('active=true^') })).not.toContain('^^');
	});
});

describe('readByOffset', () => {
	const ordered = { orderBy: '^ORDERBYrank' };

	it('keeps the order, with the sys_id as the tie-breaker', () => {
		const table = new FakeTable(rows(2300));
		const records = ask(table, ordered, readByOffset);
		expect(queries(table)[0]).toBe('ORDERBYrank^ORDERBYsys_id');
		expect(records.map(({ rank }) => rank)).toEqual([...records.map(({ rank }) => rank)].sort());
		expect(ids(records).sort()).toEqual(table.visible);
	});

	it.each([
		['a=1', '^ORDERBYDESCb', 'a=1^ORDERBYDESCb^ORDERBYsys_id'],
		['a=1^ORDERBYb', '', 'a=1^ORDERBYb^ORDERBYsys_id'],
		['ORDERBYb', '', 'ORDERBYb^ORDERBYsys_id'],
		['', '^ORDERBYb^ORDERBYc', 'ORDERBYb^ORDERBYc^ORDERBYsys_id'],
	])('adds the order to "%s" and "%s"', (query, orderBy, expected) => {
		const table = new FakeTable([]);
		ask(table, { query: raw(query), orderBy }, readByOffset);
		expect(queries(table)[0]).toBe(expected);
	});

	it('goes on by the limit, not by the rows received', () => {
		const table = new FakeTable(rows(3000, (index) => index % 2 === 0));
		ask(table, ordered, readByOffset);
		expect(table.requests.map(({ query }) => query?.sysparm_offset)).toEqual(['0', '1000', '2000']);
	});

	it('goes on after pages of which every row is hidden', () => {
		const table = new FakeTable(rows(4200, (index) => index < 3500));
		expect(ids(ask(table, { query: raw('ORDERBYsys_id') }, readByOffset))).toEqual(table.visible);
	});

	/** Reads while something happens to the table before the second page. */
	const meanwhile = (table: FakeTable, change: () => void, changes: Partial<List> = ordered) =>
		drive(
			readByOffset({ ...list, ...changes }),
			(request) => table.answer(request),
			(nth) => {
				if (nth === 1) change();
			},
		);

	it.each([1, 100, 999, 1000, 1500])('loses no row that is there while %d in front of it are deleted', (count) => {
		const table = new FakeTable(rows(6060));
		const found = new Set(ids(meanwhile(table, () => table.rows.splice(0, count), { query: raw('ORDERBYsys_id') })));
		expect(table.visible.filter((id) => !found.has(id))).toEqual([]);
	});

	it('finds the rest where so many are deleted that no further page is left', () => {
		const table = new FakeTable(rows(1050));
		const found = new Set(ids(meanwhile(table, () => table.rows.splice(0, 600), { query: raw('ORDERBYsys_id') })));
		expect(table.visible.filter((id) => !found.has(id))).toEqual([]);
	});

	it('returns no more than was asked for after a step back', () => {
		const table = new FakeTable(rows(6060));
		expect(meanwhile(table, () => table.rows.splice(0, 100), { ...ordered, limit: 1500 })).toHaveLength(1500);
	});

	it('needs no further request where nothing changes', () => {
		const table = new FakeTable(rows(5000));
		ask(table, ordered, readByOffset);
		expect(table.requests.map(({ query }) => query?.sysparm_offset)).toEqual([
			...['0', '999', '1998', '2997', '3996', '4995'],
			'5995',
		]);
	});

	it('comes to an end with pages of a single row, and where the order does not hold still', () => {
		const single = new FakeTable(rows(4));
		let failures = 9;
		const fussy = (request: ApiRequest) => {
			if (failures-- > 0) throw new ApiFailure({ kind: 'incomplete', message: 'Too much' });
			return single.answer(request);
		};
		expect(ids(drive(readByOffset({ ...list, ...ordered }), fussy)).sort()).toEqual(single.visible);
		const restless = (request: ApiRequest) => {
			const limit = Number(request.query?.sysparm_limit);
			const result = Array.from({ length: limit }, () => ({ sys_id: spreadSysId(Math.random()) }));
			return { status: 200, headers: {}, body: { result } };
		};
		expect(drive(readByOffset({ ...list, ...ordered, limit: 3000 }), restless)).toHaveLength(3000);
	});
});

describe('readByKey in ranges', () => {
	const spread = (count: number, hidden: (index: number) => boolean = () => false): Row[] =>
		rows(count, hidden).map((row, index) => ({ ...row, sys_id: spreadSysId(index) }));
	const quick = (table: FakeTable) => (request: ApiRequest) => ({ ...table.answer(request), elapsed: 100 });
	const slow = (table: FakeTable) => (request: ApiRequest) => ({ ...table.answer(request), elapsed: 5000 });
	const read = (answer: (request: ApiRequest) => ApiResponse, changes: Partial<List> = {}) =>
		drive(readByKey({ ...list, ...changes }), answer);

	it.each([10_000, 50_000])('reads %d rows with few requests, in the order of their sys_id', (count) => {
		const table = new FakeTable(spread(count));
		expect(ids(read(quick(table)))).toEqual([...table.visible].sort());
		expect(table.requests.length).toBeLessThanOrEqual(15);
	});

	it('keeps to small pages while the instance is slow', () => {
		const table = new FakeTable(spread(10_000));
		expect(read(slow(table))).toHaveLength(10_000);
		expect(Math.max(...table.requests.map(({ query }) => Number(query?.sysparm_limit)))).toBe(1000);
	});

	it('returns the first rows where there is a limit, and reads little more', () => {
		const table = new FakeTable(spread(20_000));
		expect(ids(read(quick(table), { limit: 5000 }))).toEqual([...table.visible].sort().slice(0, 5000));
		expect(table.requests.length).toBeLessThanOrEqual(8);
	});

	it('finds all rows where the first page promised too much or too little', () => {
		const clustered = spread(1500).map((row) => ({ ...row, sys_id: `00${row.sys_id.slice(2)}` }));
		const dense = new FakeTable([...clustered, ...spread(3000)].sort((a, b) => (a.sys_id < b.sys_id ? -1 : 1)));
		expect(ids(read(quick(dense))).sort()).toEqual([...dense.visible].sort());
		const late = spread(6000).map((row) => ({ ...row, sys_id: `f${row.sys_id.slice(1)}` }));
		const sparse = new FakeTable([...spread(1200), ...late]);
		expect(ids(read(quick(sparse))).sort()).toEqual([...sparse.visible].sort());
	});

	it.each(['incomplete', 'lost', 'server'] as const)('asks for half after a page that failed (%s)', (kind) => {
		const table = new FakeTable(spread(6000));
		const steps = readByKey(list);
		let step = steps.next(undefined as never);
		const message = 'Transaction cancelled: maximum execution time exceeded';
		step = steps.throw(new ApiFailure({ kind, message }));
		expect((step.value as ApiRequest).query?.sysparm_limit).toBe('500');
		const first = table.answer(step.value as ApiRequest);
		const continued = (function* (): Steps<Array<Record<string, unknown>>> {
			let next = steps.next(first);
			while (next.done !== true) next = steps.next(yield next.value);
			return next.value;
		})();
		expect(drive(continued, quick(table))).toHaveLength(6000);
		expect(Math.max(...table.requests.map(({ query }) => Number(query?.sysparm_limit)))).toBe(500);
	});

	it('gives up where less would not help', () => {
		const steps = readByKey(list);
		steps.next(undefined as never);
		expect(() => steps.throw(new ApiFailure({ kind: 'forbidden', message: 'No' }))).toThrow('No');
	});

	it('finds rows whose id is no number', () => {
		const table = new FakeTable([...spread(3000), { sys_id: 'global' }]);
		expect(ids(read(quick(table)))).toContain('global');
	});
});
