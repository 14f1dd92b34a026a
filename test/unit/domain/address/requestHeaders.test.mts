import { requestHeaders } from '../../../../nodes/ServiceNowPlatform/domain/address/requestHeaders.ts';
import { thrown } from '../../support/failures.mts';

describe('requestHeaders', () => {
	it('are those that were given, in the spelling that there is one of', () => {
		expect(
			requestHeaders([
				['accept', 'text/csv'],
				['CONTENT-TYPE', 'text/xml'],
				['X-Mine', 'a\tb é'],
			]),
		).toEqual({
			Accept: 'text/csv',
			'Content-Type': 'text/xml',
			'X-Mine': 'a\tb é',
		});
	});

	it.each([
		'Authorization',
		'cookie',
		'HOST',
		'Content-Length',
		'X-UserToken',
		'x-sn-apikey',
		'X-Forwarded-Host',
		'X-HTTP-Method-Override',
	])('leave %s alone', (name) => {
		const message = `"${name}" cannot be set here`;
		expect(thrown(() => requestHeaders([[name, 'x']]))).toMatchObject({ field: 'Headers', message });
	});

	it.each([
		['', 'x'],
		['a b', 'x'],
		['a:b', 'x'],
		['X-Mine', 'a\r\nX-Evil: 1'],
		['X-Mine', 'a\u0000'],
		['X-Mine', '請求書'],
	])('refuse %j: %j', (name, value) => {
		expect(thrown(() => requestHeaders([[name, value]]))).toMatchObject({ name: 'InputError', field: 'Headers' });
	});
});
