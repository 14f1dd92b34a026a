import { keysetPages, type List, offsetPages } from '../../../nodes/ServiceNowPlatform/domain/paging.ts';
import type { ApiRequest } from '../../../nodes/ServiceNowPlatform/domain/request.ts';
import { drive, FakeTable, type Row, sysIdFrom } from '../support/table.mts';

const list: List = { table: 'incident', query: '', orderBy: '', limit: Number.POSITIVE_INFINITY, options: {} };
const rows = (count: number, hidden: (index: number) => boolean = () => false): Row[] =>
	Array.from({ length: count }, (_, index) => ({
		sys_id: sysIdFrom(index + 1),
		rank: index % 7,
		hidden: hidden(index),
	}));

function ask(table: FakeTable, changes: Partial<List> = {}, pages = keysetPages) {
	return drive(pages({ ...list, ...changes }), (request) => table.answer(request));
}

const ids = (records: Array<Record<string, unknown>>) => records.map(({ sys_id }) => String(sys_id));
const queries = ({ requests }: FakeTable) => requests.map(({ query }) => query?.sysparm_query);

/** The first query that is sent for a list whose first page is full. */
function secondQuery(changes: Partial<List>): string | undefined {
	const steps = keysetPages({ ...list, ...changes });
	steps.next(undefined as never);
	const result = Array.from({ length: 1000 }, (_, index) => ({ sys_id: sysIdFrom(index) }));
	const step = steps.next({ status: 200, headers: {}, body: { result } });
	return (step.value as ApiRequest).query?.sysparm_query;
}

describe('keysetPages', () => {
	it('asks for large pages, alone, without count and pagination header', () => {
		const table = new FakeTable(rows(2500));
		expect(ask(table)).toHaveLength(2500);
		expect(table.requests[0]).toMatchObject({
			path: '/api/now/table/incident',
			alone: true,
			query: { sysparm_limit: '1000', sysparm_no_count: 'true', sysparm_suppress_pagination_header: 'true' },
		});
	});

	it('asks for what comes after the last row', () => {
		const table = new FakeTable(rows(1001));
		ask(table, { query: 'active=true' });
		expect(queries(table).slice(0, 2)).toEqual([
			'active=true^ORDERBYsys_id',
			`active=true^sys_id>${sysIdFrom(1000)}^ORDERBYsys_id`,
		]);
	});

	it('asks for no more rows than are wanted, and once where one page has them all', () => {
		const table = new FakeTable(rows(5000));
		expect(ask(table, { limit: 50 })).toHaveLength(50);
		expect(table.requests.map(({ query }) => query?.sysparm_limit)).toEqual(['50']);
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
		expect(table.requests.map(({ query }) => query?.sysparm_no_count)).toEqual(['true', 'true', 'false', 'false']);
	});

	it('ends at an empty page where the server sends no count', () => {
		const steps = keysetPages(list);
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
		drive(keysetPages({ ...list, options, limit: 1000 }), answer);
		expect(drive(keysetPages({ ...list, options, limit: 1500 }), answer)).toHaveLength(1500);
	});

	it('finds the sys_id of rows with value and display value', () => {
		const sysparm_query = (result: unknown[]) => {
			const steps = keysetPages({ ...list, limit: 2 });
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
		expect(drive(keysetPages({ ...list, options: { sysparm_view: 'mobile' } }), answer)).toHaveLength(2500);
	});

	it.each([
		['', 'sys_id>X^ORDERBYsys_id'],
		['a=1^ORb=2', 'a=1^ORb=2^sys_id>X^ORDERBYsys_id'],
		['a=1^NQb=2', 'a=1^sys_id>X^NQb=2^sys_id>X^ORDERBYsys_id'],
		['a=1^NQb=2^NQc=3', 'a=1^sys_id>X^NQb=2^sys_id>X^NQc=3^sys_id>X^ORDERBYsys_id'],
	])('limits every part of the query "%s"', (query, expected) => {
		expect(secondQuery({ query })).toBe(expected.replaceAll('X', sysIdFrom(999)));
	});

	it('makes no "^^", an escaped caret, of a query that ends in "^"', () => {
		expect(secondQuery({ query: 'active=true^' })).not.toContain('^^');
	});
});

describe('offsetPages', () => {
	const ordered = { orderBy: '^ORDERBYrank' };

	it('keeps the order, with the sys_id as the tie-breaker', () => {
		const table = new FakeTable(rows(2300));
		const records = ask(table, ordered, offsetPages);
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
		ask(table, { query, orderBy }, offsetPages);
		expect(queries(table)[0]).toBe(expected);
	});

	it('goes on by the limit, not by the rows received', () => {
		const table = new FakeTable(rows(3000, (index) => index % 2 === 0));
		ask(table, ordered, offsetPages);
		expect(table.requests.map(({ query }) => query?.sysparm_offset)).toEqual(['0', '1000', '2000']);
	});

	it('goes on after pages of which every row is hidden', () => {
		const table = new FakeTable(rows(4200, (index) => index < 3500));
		expect(ids(ask(table, { query: 'ORDERBYsys_id' }, offsetPages))).toEqual(table.visible);
	});
});
