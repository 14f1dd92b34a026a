import { ApiFailure } from '../../../../nodes/ServiceNowPlatform/domain/failure/failure.ts';
import type { ApiRequest, ApiResponse } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { load, shares } from '../../../../nodes/ServiceNowPlatform/domain/importSet/load.ts';
import { failure } from '../../support/failures.mts';
import { drive } from '../../support/table.mts';

const entries = (count: number) => Array.from({ length: count }, (_, index) => ({ ID: String(index) }));
const sizes = (list: unknown[][]) => list.map(({ length }) => length);

describe('shares', () => {
	it.each([
		[0, 2, []],
		[1, 2, [1]],
		[4, 2, [2, 2]],
		[5, 2, [2, 2, 1]],
		[3, 1, [1, 1, 1]],
	])('cuts %d rows by %d', (count, most, expected) => {
		const list = shares(entries(count), most);
		expect(sizes(list)).toEqual(expected);
		expect(list.flat()).toEqual(entries(count));
	});

	it('stays far below the size that a body may have', () => {
		const large = Array.from({ length: 10 }, () => ({ Text: 'é'.repeat(600_000) }));
		const list = shares(large, 200);
		expect(sizes(list)).toEqual([3, 3, 3, 1]);
		for (const records of list) expect(Buffer.byteLength(JSON.stringify({ records }))).toBeLessThan(10_000_000);
	});

	it('sends a row that is too large by itself, for ServiceNow to judge', () => {
		expect(sizes(shares([{ Text: 'x'.repeat(5_000_000) }, { Text: 'y' }], 200))).toEqual([1, 1]);
	});
});

describe('load', () => {
	const plan = { table: 'imp', rowsPerCall: 2, runAfter: '', multiImportSet: '' };
	function run(count: number, answer: (nth: number) => ApiResponse, changes: Partial<typeof plan> = {}) {
		const sent: ApiRequest[] = [];
		const loads = drive(load(entries(count), { ...plan, ...changes }), (request) => answer(sent.push(request)));
		return { sent, loads };
	}
	const taken = (nth: number) => ({
		status: 201,
		headers: {},
		body: { import_set_id: `set${nth}`, multi_import_set_id: 'group' },
	});

	it('chains the import sets, in the group of the first', () => {
		const { sent, loads } = run(5, taken);
		expect(sent.map(({ query }) => query)).toEqual([
			{},
			{ multi_import_set_id: 'group', run_after: 'set1' },
			{ multi_import_set_id: 'group', run_after: 'set2' },
		]);
		expect(sent.map(({ body }) => body)).toEqual(shares(entries(5), 2).map((records) => ({ records })));
		expect(sent.every(({ alone }) => alone === true)).toBe(true);
		expect(loads.map(({ count }) => count)).toEqual([2, 2, 1]);
		expect(loads[2]?.outcome).toEqual({ import_set_id: 'set3', multi_import_set_id: 'group' });
	});

	it('begins after the import set and in the group that are given', () => {
		const { sent } = run(1, taken, { runAfter: 'before', multiImportSet: 'mine' });
		expect(sent[0]?.query).toEqual({ multi_import_set_id: 'mine', run_after: 'before' });
	});

	it('sends nothing behind a call that failed', () => {
		const { sent, loads } = run(6, (nth) => {
			if (nth === 2) throw failure('lost');
			return taken(nth);
		});
		expect(sent).toHaveLength(2);
		expect(
			loads.map(({ outcome }) => (outcome instanceof ApiFailure ? outcome.message : outcome.import_set_id)),
		).toEqual(['set1', 'lost', 'The row was not sent, because the import of rows before it failed']);
	});
});
