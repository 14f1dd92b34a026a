import fc from 'fast-check';
import { InputError } from '../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import {
	raw,
	equals,
	columnName,
	queryValue,
	narrowed,
} from '../../../nodes/ServiceNowPlatform/domain/encodedQuery.ts';
import { thrown } from '../support/failures.mts';

describe('fieldName', () => {
	it.each(['number', 'caller_id.email', 'a.b.c.d', 'sys_tags', 'u_X1'])('takes %s', (name) => {
		expect(columnName(` ${name} `, 'Sort')).toBe(name);
	});

	it.each([
		'',
		' ',
		'.',
		'a.',
		'.a',
		'a..b',
		'1a',
		'a-b',
		'a b',
		'a^b',
		'a=1',
		'a,b',
		'a\nb',
		'é',
		'..',
		'%2e%2e',
		'javascript:x',
		'a\u212A',
	])('refuses %j', (name) => {
		expect(thrown(() => columnName(name, 'Sort'))).toMatchObject({ name: 'InputError', field: 'Sort' });
	});
});

describe('queryValue', () => {
	it.each(['', 'plain', 'a=b', 'a,b@c', '50 %', '☃ é', '  spaces  ', '__proto__', 'java script:', 'a"b\'c'])(
		'leaves %j as it is',
		(value) => {
			expect(queryValue(value, 'Search')).toBe(value);
		},
	);

	it.each(['^', 'a^ORb=1', 'a^^b', 'javascript:gs.now()', 'JavaScript:x', 'x javascript:y', 'a\nb', 'a\rb'])(
		'refuses %j',
		(value) => {
			expect(thrown(() => queryValue(value, 'Search'))).toMatchObject({ name: 'InputError', field: 'Search' });
		},
	);

	it('lets through nothing that ends a condition or runs on the server', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom('^', 'java', 'script', ':', 'OR', 'a', '=', '\n', 'SCRIPT')), (parts) => {
				let value: string;
				try {
					value = queryValue(parts.join(''), 'Search');
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(value).not.toMatch(/\^|javascript:|[\r\n]/i);
			}),
		);
	});
});

describe('equals', () => {
	it('joins a column and a value', () => {
		expect(equals('number', 'INC0010001', 'Number')).toBe('number=INC0010001');
	});

	it('checks both', () => {
		expect(thrown(() => equals('number^', 'a', 'Number'))).toBeInstanceOf(InputError);
		expect(thrown(() => equals('number', 'a^', 'Number'))).toBeInstanceOf(InputError);
	});
});

describe('narrowed', () => {
	it.each([
		['', 'own'],
		['a=1', 'own^a=1'],
		['a=1^ORb=2', 'own^a=1^ORb=2'],
		['a=1^NQb=2', 'own^a=1^NQown^b=2'],
		['ORDERBYnumber', 'own^ORDERBYnumber'],
		['^ORa=1', 'own^a=1'],
		['ORa=1', 'own^a=1'],
		['^^a=1^', 'own^a=1'],
		['a=1^NQ', 'own^a=1^NQown'],
	])('keeps the records of %j within the condition', (query, expected) => {
		expect(narrowed(raw(query), raw('own'))).toBe(expected);
	});
});
