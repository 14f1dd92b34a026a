import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { instancePath, withParameters } from '../../../../nodes/ServiceNowPlatform/domain/address/instancePath.ts';
import { thrown } from '../../support/failures.mts';

describe('instancePath', () => {
	it.each([
		['/api/now/table/incident', '/api/now/table/incident', []],
		[
			' /api/now/x?a=1&b=two%20words&a=2 ',
			'/api/now/x',
			[
				['a', '1'],
				['b', 'two words'],
				['a', '2'],
			],
		],
		['/api/now/x?query=a?b', '/api/now/x', [['query', 'a?b']]],
		['/api/x_co_app/höhe/1', '/api/x_co_app/h%C3%B6he/1', []],
		['/api/now/x/100%25', '/api/now/x/100%25', []],
		['/api/now/x/a:b@c', '/api/now/x/a:b@c', []],
	])('takes %j', (text, path, parameters) => {
		expect(instancePath(text)).toEqual({ path, parameters });
	});

	it('takes what people paste: a path without its slash, and a whole address, of which the sender sees to the host', () => {
		expect(instancePath('api/now/x')).toEqual({ path: '/api/now/x', parameters: [] });
		expect(instancePath('https://dev1.service-now.com/api/now/x?a=1')).toEqual({
			...{ path: '/api/now/x', parameters: [['a', '1']], origin: 'https://dev1.service-now.com' },
		});
	});

	it.each([
		'',
		' ',
		'now/x',
		'https://user@evil.example/api',
		'https://evil.example',
		'ftp://evil.example/api',
		'//evil.example',
		'/\\evil.example',
		'\\\\evil.example',
		'@evil.example',
		'/api/../x',
		'/api/./x',
		'/api/%2e%2e/x',
		'/api/%252e%252e/x',
		'/api/%25252e%25252e/x',
		'/api/..;a=b/x',
		'/api/now/table/incident/',
		'/api//x',
		'/api/%2f/x',
		'/api/x#y',
		'/api/a\tb',
		'/api/a\nb',
		'/api/a b',
		'/api/%0d%0a/x',
		'/api/%zz',
		'/api/%ff',
		'/api/%252e%252e/100%25',
		'/api/100%25/%25252e%25252e/x',
	])('refuses %j', (text) => {
		expect(thrown(() => instancePath(text))).toMatchObject({ name: 'InputError', field: 'Path' });
	});
});

describe('withParameters', () => {
	it('encodes names and values, and keeps one that comes twice', () => {
		const parameters: Array<[string, string]> = [
			['a b', '1&2'],
			['a b', 'ü#'],
		];
		expect(withParameters(apiPath`/api/x`, parameters)).toBe('/api/x?a%20b=1%262&a%20b=%C3%BC%23');
		expect(withParameters(apiPath`/api/x`, [])).toBe('/api/x');
	});
});
