import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const of = (value: unknown) => parametersOf({ field: value });
const fields = [
	{ displayName: 'Dry Run', name: 'dryRun', type: 'boolean' as const, default: true },
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection' as const,
		default: {},
		options: [{ displayName: 'Simulate', name: 'simulate', type: 'boolean' as const, default: true }],
	},
];
const declared = (values: Record<string, unknown>) => parametersOf(values, {}, { fields });

describe('text', () => {
	it.each([
		[' a ', 'a'],
		[undefined, ''],
		[null, ''],
		[0, '0'],
		[false, 'false'],
		['\u00a0☃\n', '☃'],
	])('of %j is %j', (value, text) => {
		expect(of(value).text('field')).toBe(text);
	});
});

describe('flag', () => {
	it.each([
		[true, true],
		[false, false],
		['true', true],
		[' TRUE ', true],
		['1', true],
		[1, true],
		['false', false],
		['0', false],
		[0, false],
		['', false],
		[null, false],
		[undefined, false],
	])('of %j is %s', (value, flag) => {
		expect(of(value).flag('field')).toBe(flag);
	});

	it.each(['yes', 'on', 2, [], {}, Number.NaN])('refuses %j', (value) => {
		expect(thrown(() => of(value).flag('field'))).toMatchObject({ name: 'InputError', field: 'field' });
	});
});

describe('fields that are declared', () => {
	it.each([[undefined], [null], [''], ['true'], [1]])('%j is yes where that is the default', (dryRun) => {
		expect(declared({ dryRun }).flag('dryRun')).toBe(true);
	});

	it.each([[false], ['false'], [0], ['0']])('%j is no', (dryRun) => {
		expect(declared({ dryRun }).raw('dryRun')).toBe(false);
	});

	it('have yes and no among their options, too, and leave out what is not there', () => {
		expect(declared({ options: { simulate: 'false', other: 'false' } }).collection('options')).toEqual({
			simulate: false,
			other: 'false',
		});
		expect(declared({ options: { simulate: null } }).collection('options')).toEqual({ simulate: true });
		expect(declared({}).collection('options')).toEqual({});
	});

	it('are named as the user sees them', () => {
		expect(thrown(() => declared({ dryRun: 'no' }).checked())).toMatchObject({ field: 'Dry Run' });
		expect(thrown(() => declared({ options: { simulate: 'no' } }).checked())).toMatchObject({ field: 'Simulate' });
	});
});

describe('lines', () => {
	it.each([
		[undefined, []],
		[null, []],
		[
			[{ a: 1 }, { a: 2 }],
			[{ a: 1 }, { a: 2 }],
		],
		[{ a: 1 }, [{ a: 1 }]],
		[
			['x', null, { a: 1 }],
			[{}, {}, { a: 1 }],
		],
	])('of %j are %j: none is passed over', (conditions, lines) => {
		expect(parametersOf({ filter: { conditions } }).lines('filter', 'conditions')).toEqual(lines);
	});

	it('are none where nothing was added', () => {
		expect([parametersOf({}), parametersOf({ filter: {} })].map((item) => item.lines('filter', 'conditions'))).toEqual([
			[],
			[],
		]);
	});
});

describe('choice', () => {
	it('is the word', () => {
		expect(of(' a ').choice('field', 'Type', ['a', 'b'])).toBe('a');
	});

	it.each(['', 'c', 'A', undefined, null, 'toString'])('refuses %j and says what there is', (value) => {
		expect(thrown(() => of(value).choice('field', 'Type', ['a', 'b']))).toMatchObject({
			name: 'InputError',
			field: 'Type',
			advice: 'Use one of these: a, b.',
		});
	});
});

describe('count', () => {
	it.each([
		[1, 1],
		['50', 50],
		[1e6, 1_000_000],
	])('of %j is %d', (value, count) => {
		expect(of(value).count('field', 'Limit')).toBe(count);
	});

	it.each([0, -1, 1.5, 'x', '', null, undefined, Number.NaN, Number.POSITIVE_INFINITY, {}, [1, 2]])(
		'refuses %p',
		(value) => {
			expect(thrown(() => of(value).count('field', 'Limit'))).toMatchObject({ name: 'InputError', field: 'Limit' });
		},
	);

	it('takes the least that is allowed', () => {
		expect(of(0).count('field', 'Offset', 0)).toBe(0);
	});
});

describe('collection', () => {
	it('is what was added', () => {
		expect(of({ a: 1 }).collection('field')).toEqual({ a: 1 });
	});

	it.each([undefined, null, '', 'x', 1, [], ['a']])('is empty for %j', (value) => {
		expect(of(value).collection('field')).toEqual({});
	});
});

describe('located', () => {
	it.each([
		[
			{ mode: 'number', value: ' INC1 ' },
			{ mode: 'number', value: 'INC1' },
		],
		[
			{ __rl: true, mode: 'list', value: 'a' },
			{ mode: 'list', value: 'a' },
		],
		[{ value: 5 }, { mode: 'list', value: '5' }],
		['text', { mode: 'id', value: 'text' }],
	])('of %j is %j', (value, located) => {
		expect(of(value).located('field', 'Record')).toEqual(located);
	});

	it.each([
		undefined,
		null,
		'',
		'  ',
		{},
		[],
		{ mode: 'list', value: '' },
		{ mode: 'id', value: ' ' },
		{ mode: 'id', value: null },
	])('refuses %j, with which nothing is chosen', (value) => {
		expect(thrown(() => of(value).located('field', 'Record'))).toMatchObject({ name: 'InputError', field: 'Record' });
	});
});

describe('input', () => {
	it('is the data of the item', () => {
		expect(parametersOf({}, { a: 1 }).input).toEqual({ a: 1 });
	});
});
