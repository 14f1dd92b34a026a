import { EVERY, raw } from '../../../../nodes/ServiceNowPlatform/domain/encodedQuery';
import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import {
	readCount,
	type Summary,
	summaryOf,
	summaryRequest,
} from '../../../../nodes/ServiceNowPlatform/domain/query/aggregate.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';
import { drive } from '../../support/table.mts';

const summary = (more: Partial<Summary> = {}): Summary => ({
	...{ table: 'incident', query: raw('active=true'), measures: [{ kind: 'count', column: '' }] },
	...{ groupBy: [], having: [], orderBy: [], display: 'true' },
	...more,
});
const average = { kind: 'avg', column: 'reassignment_count' } as const;
const parameters = (more: Partial<Summary>) => summaryRequest(summary(more)).query;

describe('The request for figures', () => {
	it('asks the table for no more than what is wanted', () => {
		expect(summaryRequest(summary())).toEqual({
			method: 'GET',
			path: apiPath`/api/now/stats/incident`,
			query: { sysparm_query: raw('active=true'), sysparm_count: 'true' },
		});
	});

	it.each([
		[{ measures: [average] }, { sysparm_avg_fields: 'reassignment_count' }],
		[
			{ measures: [average, { kind: 'avg', column: 'urgency' }, average] },
			{ sysparm_avg_fields: 'reassignment_count,urgency' },
		],
		[{ measures: [{ kind: 'max', column: 'opened_at' }] }, { sysparm_max_fields: 'opened_at' }],
	] as Array<[Partial<Summary>, object]>)('names the columns of %j once each', (more, query) => {
		expect(parameters(more)).toEqual({ sysparm_query: raw('active=true'), ...query });
	});

	it('has groups, which alone have a form, their conditions and their order', () => {
		expect(
			parameters({
				groupBy: ['state', 'priority'],
				having: [{ kind: 'count', column: '', operator: '>', value: '5' }],
				orderBy: [
					{ measure: average, descending: true },
					{ measure: { kind: 'count', column: '' }, descending: false },
					{ column: 'state', descending: false },
				],
			}),
		).toEqual({
			sysparm_query: raw('active=true'),
			sysparm_count: 'true',
			sysparm_group_by: 'state,priority',
			sysparm_having: 'count^^>^5',
			sysparm_order_by: 'AVG^reassignment_count^DESC,COUNT,state',
			sysparm_display_value: 'true',
		});
	});
});

describe('Figures', () => {
	const figures = (result: unknown, more: Partial<Summary> = {}) =>
		summaryOf(summaryRequest(summary(more)), ok(result), summary(more));

	it('of all records are one item', () => {
		expect(figures({ stats: { count: '7' } })).toEqual([{ count: 7 }]);
	});

	it('of groups are one item each, with what they are grouped by', () => {
		const group = (value: string, display_value: string, count: string) => ({
			stats: { count },
			groupby_fields: [{ field: 'state', value, display_value }],
		});
		const more = { groupBy: ['state'] };
		expect(figures([group('1', 'New', '3'), group('2', 'In Progress', '4')], more)).toEqual([
			{ state: { value: '1', display_value: 'New' }, count: 3 },
			{ state: { value: '2', display_value: 'In Progress' }, count: 4 },
		]);
		expect(figures([{ stats: { count: '1' }, groupby_fields: [{ field: 'state', value: '1' }] }], more)).toEqual([
			{ state: '1', count: 1 },
		]);
	});

	it.each([
		['1.50', 1.5],
		['-3', -3],
		['', null],
		['1970-01-01 00:00:07', '1970-01-01 00:00:07'],
	])('%j is %j', (figure, expected) => {
		expect(figures({ stats: { avg: { reassignment_count: figure } } }, { measures: [average] })).toEqual([
			{ avg_reassignment_count: expected },
		]);
	});

	it('are none where there is no group', () => {
		expect(figures([], { groupBy: ['state'] })).toEqual([]);
		expect(figures(undefined)).toEqual([]);
	});

	it.each([
		['a figure', { stats: { count: '1' } }, { measures: [average] }, 'reassignment_count'],
		['the count', { stats: {} }, {}, 'count'],
		['a group', { stats: { count: '1' }, groupby_fields: [] }, { groupBy: ['no_such'] }, 'no_such'],
	])('are an error where %s is missing: ServiceNow drops what is not there', (_, result, more, column) => {
		expect(thrown(() => figures(result, more))).toMatchObject({
			kind: 'bad-request',
			message: `ServiceNow gave no figure for ${column} of incident`,
		});
	});
});

describe('readCount', () => {
	it('is the number of records of a query', () => {
		const sent: ApiRequest[] = [];
		const count = drive(readCount('incident', EVERY), (request) => {
			sent.push(request);
			return ok({ stats: { count: '42' } });
		});
		expect([count, sent.map(({ path, query }) => [path, query])]).toEqual([
			42,
			[['/api/now/stats/incident', { sysparm_count: 'true' }]],
		]);
	});
});
