import { thrown } from '../support/failures.mts';
import { parametersOf } from '../support/parameters.mts';

const of = (value: unknown) => parametersOf({ field: value });

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
		['true', false],
		[1, false],
		[undefined, false],
	])('of %j is %s', (value, flag) => {
		expect(of(value).flag('field')).toBe(flag);
	});
});

describe('choice', () => {
	it('is the word', () => {
		expect(of(' a ').choice('field', 'Type', ['a', 'b'])).toBe('a');
	});

	it.each(['', 'c', 'A', undefined, null, 'toString'])('refuses %j and says what there is', (value) => {
		expect(thrown(() => of(value).choice('field', 'Type', ['a', 'b']))).toMatchObject({
			name: 'InputProblem',
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
			expect(thrown(() => of(value).count('field', 'Limit'))).toMatchObject({ name: 'InputProblem', field: 'Limit' });
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
		expect(thrown(() => of(value).located('field', 'Record'))).toMatchObject({ name: 'InputProblem', field: 'Record' });
	});
});

describe('input', () => {
	it('is the data of the item', () => {
		expect(parametersOf({}, { a: 1 }).input).toEqual({ a: 1 });
	});
});
