import { EVERY } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import { readRecords, type List } from '../../../../nodes/ServiceNowPlatform/domain/paging/paging.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { drive, spreadSysId } from '../../support/table.mts';

const list: List = { table: 'u_view', query: EVERY, orderBy: '', limit: Number.POSITIVE_INFINITY, options: {} };

interface Behaviour {
	/** What stands in the place of the sys_id. */
	sys_id?: string;
	/** What the header says of the number of rows; the truth by default. */
	total?: string;
	ignoresOffset?: boolean;
}

const rows = (count: number, more: Record<string, string> = {}) =>
	Array.from({ length: count }, (_, index) => ({ inc_sys_id: spreadSysId(index), ...more }));

/** Answers to lists as a database view does: what it does not know in a query is dropped. */
function view(count: number, { sys_id, total = String(count), ignoresOffset = false }: Behaviour = {}) {
	const requests: ApiRequest[] = [];
	const all = rows(count, sys_id === undefined ? {} : { sys_id });
	const answer = (request: ApiRequest): ApiResponse => {
		requests.push(request);
		const { sysparm_limit, sysparm_offset = '0', sysparm_no_count } = request.query ?? {};
		const offset = ignoresOffset ? 0 : Number(sysparm_offset);
		return {
			status: 200,
			headers: sysparm_no_count === 'true' ? {} : { 'x-total-count': total },
			body: { result: all.slice(offset, offset + Number(sysparm_limit)) },
		};
	};
	const read = (changes: Partial<List> = {}) => drive(readRecords({ ...list, ...changes }), answer);
	return { all, requests, read, queries: () => requests.map(({ query }) => query?.sysparm_query ?? '') };
}

const forms: Array<[string, string | undefined]> = [
	['no sys_id', undefined],
	['an empty one', ''],
	['an encrypted one', '__ENC__abc'],
];

describe.each(forms)('rows with %s', (_, sys_id) => {
	it.each([0, 1, 3, 999, 1000, 1001, 2500, 12_000])('come once each: %d', (count) => {
		const table = view(count, { sys_id });
		const found = table.read();
		expect(new Set(found.map((row) => row.inc_sys_id)).size).toBe(count);
		expect(found).toHaveLength(count);
		expect(table.queries().join()).not.toMatch(/undefined|sys_id>|__ENC__>/);
		expect(table.requests.length).toBeLessThanOrEqual(2 + Math.ceil(count / 500));
	});

	it.each([1000, 300])('come once each in pages of %d, and in an order of the user’s', (pageSize) => {
		for (const orderBy of ['', '^ORDERBYinc_number']) {
			expect(view(2500, { sys_id }).read({ pageSize, orderBy })).toHaveLength(2500);
		}
	});

	it('are no more than are wanted', () => {
		const table = view(2500, { sys_id });
		expect(table.read({ limit: 50 })).toHaveLength(50);
		expect(table.requests).toHaveLength(1);
		expect(view(2500, { sys_id }).read({ limit: 1700 })).toHaveLength(1700);
	});
});

describe('a list that does not go on', () => {
	const words = 'u_view does not keep to the pages it is asked for';

	it('ends with an error where conditions on the sys_id are not looked at', () => {
		const all = Array.from({ length: 2500 }, (_, index) => ({ sys_id: spreadSysId(index) })).sort((a, b) =>
			a.sys_id < b.sys_id ? -1 : 1,
		);
		const answer = ({ query }: ApiRequest): ApiResponse => {
			const offset = Number(query?.sysparm_offset ?? 0);
			return { status: 200, headers: {}, body: { result: all.slice(offset, offset + Number(query?.sysparm_limit)) } };
		};
		for (const limit of [Number.POSITIVE_INFINITY, 2000]) {
			expect(() => drive(readRecords({ ...list, limit }), answer)).toThrow(words);
		}
		expect(drive(readRecords({ ...list, limit: 1000 }), answer)).toHaveLength(1000);
		expect(drive(readRecords({ ...list, orderBy: '^ORDERBYname' }), answer)).toHaveLength(2500);
	});

	it.each(['abc', '', '-1', 'Infinity'])('ends although the row count is “%s”', (total) => {
		expect(view(2500, { total }).read()).toHaveLength(2500);
		expect(() => view(12_000, { total, ignoresOffset: true }).read()).toThrow(words);
		const keyed = view(2500, { total, sys_id: '' }).read({ orderBy: '^ORDERBYnumber' });
		expect(keyed).toHaveLength(2500);
	});

	it('ends with an error where the offset is not looked at, after no more pages than the count has', () => {
		const table = view(4000, { ignoresOffset: true });
		expect(() => table.read({ pageSize: 1000 })).toThrow(words);
		expect(table.requests.length).toBeLessThanOrEqual(6);
	});

	it('is told from one whose rows were deleted in front, in an order of the user’s', () => {
		let all = Array.from({ length: 4000 }, (_, index) => ({ sys_id: spreadSysId(index) }));
		const answer = ({ query }: ApiRequest): ApiResponse => {
			const offset = Number(query?.sysparm_offset ?? 0);
			const result = all.slice(offset, offset + Number(query?.sysparm_limit));
			if (all.length > 3000) all = all.slice(500);
			return { status: 200, headers: { 'x-total-count': String(all.length) }, body: { result } };
		};
		expect(drive(readRecords({ ...list, orderBy: '^ORDERBYrank' }), answer).length).toBeGreaterThanOrEqual(3000);
	});
});
