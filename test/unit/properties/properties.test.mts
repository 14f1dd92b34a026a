import { columnList, readOptions, readQuery } from '../../../nodes/ServiceNowPlatform/properties/output/read.ts';
import { resolveTable } from '../../../nodes/ServiceNowPlatform/properties/pickers/table.ts';
import { requestOptions, requestSettingsOf } from '../../../nodes/ServiceNowPlatform/properties/requestSettings.ts';
import { thrown } from '../support/failures.mts';
import { parametersOf } from '../support/item.mts';

describe('readQuery', () => {
	it('asks for raw values without links by default', () => {
		expect(readQuery({})).toEqual({ sysparm_display_value: 'false', sysparm_exclude_reference_link: 'true' });
	});

	it('passes on what was chosen, under ServiceNow’s names', () => {
		const given = {
			sysparm_display_value: 'all',
			sysparm_exclude_reference_link: false,
			sysparm_query_no_domain: true,
		};
		expect(readQuery(given)).toEqual({
			sysparm_display_value: 'all',
			sysparm_exclude_reference_link: 'false',
			sysparm_query_no_domain: 'true',
		});
	});

	it('has an option for each parameter that it reads', () => {
		const names = ['sysparm_display_value', 'sysparm_exclude_reference_link', 'sysparm_query_no_domain'];
		expect(readOptions.map(({ name }) => name).sort()).toEqual(names);
	});
});

describe('fieldList', () => {
	it.each([
		['a,b', ['a', 'b']],
		[
			['a', ' b '],
			['a', 'b'],
		],
		['', []],
		[undefined, []],
		[null, []],
		[[], []],
	])('of %j is %j', (value, names) => {
		expect(columnList(value)).toEqual(names);
	});

	it.each(['a b', 'a;b', 'a^b', 'a,b-c', '*'])('refuses %j', (value) => {
		expect(thrown(() => columnList(value))).toMatchObject({ name: 'InputError', field: 'Fields' });
	});
});

describe('requestSettingsOf', () => {
	const LIMITS = { answerLimit: 100, requestTimeLimit: 300 };

	it('has the defaults that its fields show', () => {
		const fields = [...requestOptions('batched'), ...requestOptions('listed')];
		const shown = Object.fromEntries(fields.map((option) => [option.name, option.default]));
		expect(requestSettingsOf({})).toEqual(shown);
	});

	it.each([
		[
			{ answerLimit: 1e9, requestTimeLimit: 0 },
			{ batch: true, batchSize: 100, parallel: 3, pageSize: 0, answerLimit: 500, requestTimeLimit: 1 },
		],
		[
			{ batch: false, batchSize: 7, parallel: 2, pageSize: 500 },
			{ batch: false, batchSize: 7, parallel: 2, pageSize: 500, ...LIMITS },
		],
		[
			{ batchSize: 0, parallel: -5, pageSize: -1 },
			{ batch: true, batchSize: 1, parallel: 1, pageSize: 0, ...LIMITS },
		],
		[
			{ batchSize: 1e9, parallel: 1e9, pageSize: 1e9 },
			{ batch: true, batchSize: 200, parallel: 16, pageSize: 10_000, ...LIMITS },
		],
		[
			{ batchSize: 2.9, parallel: '4' },
			{ batch: true, batchSize: 2, parallel: 4, pageSize: 0, ...LIMITS },
		],
		[
			{ batchSize: 'x', parallel: Number.NaN, pageSize: '' },
			{ batch: true, batchSize: 100, parallel: 3, pageSize: 0, ...LIMITS },
		],
		[
			{ batchSize: Number.POSITIVE_INFINITY, parallel: null },
			{ batch: true, batchSize: 200, parallel: 3, pageSize: 0, ...LIMITS },
		],
	])('makes %j into %j', (given, settings) => {
		expect(requestSettingsOf(given as never)).toEqual(settings);
	});
});

describe('resolveTable', () => {
	it.each([
		{ mode: 'list', value: 'incident' },
		{ mode: 'name', value: ' Incident ' },
	])('reads %j', (table) => {
		expect(resolveTable(parametersOf({ table }))).toBe('incident');
	});

	it.each([
		{ mode: 'list', value: '' },
		{ mode: 'name', value: 'sys user' },
		{ mode: 'name', value: '../x' },
		undefined,
	])('refuses %j', (table) => {
		expect(thrown(() => resolveTable(parametersOf({ table })))).toMatchObject({ name: 'InputError', field: 'Table' });
	});
});
