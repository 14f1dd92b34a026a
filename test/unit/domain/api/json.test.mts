import { parsedJson, text } from '../../../../nodes/ServiceNowPlatform/domain/api/json.ts';
import { thrown } from '../../support/failures.mts';

describe('text', () => {
	it.each([
		['abc', 'abc'],
		['', ''],
		[' a ', ' a '],
		[0, '0'],
		[false, 'false'],
		[null, ''],
		[undefined, ''],
		[{ value: 'x' }, ''],
		[['x'], ''],
	])('of %j is %j', (value, expected) => {
		expect(text(value)).toBe(expected);
	});
});

describe('parsedJson', () => {
	it('takes text and what an expression made of it', () => {
		expect(parsedJson('{"a":[1]}', 'JSON')).toEqual({ a: [1] });
		expect(parsedJson({ a: 1 }, 'JSON')).toEqual({ a: 1 });
	});

	it.each(['', '{', "{'a':1}"])('refuses %j', (given) => {
		expect(thrown(() => parsedJson(given, 'JSON'))).toMatchObject({ name: 'InputError', field: 'JSON' });
	});
});
