import fc from 'fast-check';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import {
	apiPath,
	isObject,
	queryString,
	recordOf,
	recordsOf,
} from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { thrown } from '../../support/failures.mts';

const path = (table: string, id: string) => apiPath`/api/now/table/${table}/${id}`;
const response = (body: unknown) => ({ status: 200, headers: {}, body });

describe('apiPath', () => {
	it('puts values into the path', () => {
		expect(path('incident', '1')).toBe('/api/now/table/incident/1');
		expect(apiPath`/api/now/v1/batch`).toBe('/api/now/v1/batch');
	});

	it.each([
		['a/b', 'a%2Fb'],
		['../x', '..%2Fx'],
		['%2e%2e', '%252e%252e'],
		['a?b#c', 'a%3Fb%23c'],
		['é ☃', '%C3%A9%20%E2%98%83'],
		['a\\b', 'a%5Cb'],
	])('encodes %j', (value, encoded) => {
		expect(path('incident', value)).toBe(`/api/now/table/incident/${encoded}`);
	});

	it.each(['', '.', '..', '...'])('refuses %j, which would make another endpoint', (value) => {
		expect(thrown(() => path('incident', value))).toBeInstanceOf(InputError);
		expect(thrown(() => path(value, '1'))).toBeInstanceOf(InputError);
	});

	it('refuses half of a character', () => {
		expect(thrown(() => path('incident', 'x\ud83d'))).toBeInstanceOf(InputError);
	});

	it('leads to the same endpoint whatever the values are, and gives them back', () => {
		const value = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.+$/.test(text));
		fc.assert(
			fc.property(value, value, (table, id) => {
				const { pathname, search, hash } = new URL(path(table, id), 'https://dev1.service-now.com');
				expect(pathname.split('/').slice(0, 4)).toEqual(['', 'api', 'now', 'table']);
				expect(pathname.split('/').slice(4).map(decodeURIComponent)).toEqual([table, id]);
				expect(search + hash).toBe('');
			}),
		);
	});
});

describe('queryString', () => {
	it.each([
		[undefined, ''],
		[{}, ''],
		[{ a: '' }, '?a='],
		[{ sysparm_query: 'a=1^b>2 & c', é: '☃' }, '?sysparm_query=a%3D1%5Eb%3E2%20%26%20c&%C3%A9=%E2%98%83'],
	])('of %j is %j', (query, text) => {
		expect(queryString(query)).toBe(text);
	});

	it('encodes a query once, however often the request is looked at', () => {
		let reads = 0;
		const query = {
			get sysparm_query() {
				reads++;
				return 'a=1';
			},
		};
		expect([queryString(query), queryString(query)]).toEqual(['?sysparm_query=a%3D1', '?sysparm_query=a%3D1']);
		expect(reads).toBe(1);
	});

	it('refuses half of a character each time', () => {
		const query = { sysparm_query: 'half \ud83d' };
		for (const _ of [1, 2]) expect(thrown(() => queryString(query))).toBeInstanceOf(InputError);
	});
});

describe('recordOf and recordsOf', () => {
	it('give what stands in result', () => {
		expect(recordOf(response({ result: { a: 1 } }))).toEqual({ a: 1 });
		expect(recordsOf(response({ result: [{ a: 1 }, { a: 2 }] }))).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it.each([undefined, null, 'text', [], {}, { result: null }, { result: 'x' }])('give nothing for %j', (body) => {
		expect(recordOf(response(body))).toEqual({});
		expect(recordsOf(response(body))).toEqual([]);
	});

	it('pass over entries that are no records', () => {
		expect(recordsOf(response({ result: [null, 1, 'x', [], { a: 1 }] }))).toEqual([{ a: 1 }]);
	});
});

describe('isObject', () => {
	it.each([
		[{}, true],
		[Object.create(null), true],
		[[], false],
		[null, false],
		['x', false],
		[undefined, false],
	])('of %p is %s', (value, expected) => {
		expect(isObject(value)).toBe(expected);
	});
});
