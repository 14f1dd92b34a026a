import fc from 'fast-check';
import { instanceUrl } from '../../../../nodes/ServiceNowPlatform/domain/address/instance.ts';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import { thrown } from '../../support/failures.mts';
import { acceptedInstance } from '../../support/instances.mts';

describe('instanceUrl', () => {
	it.each([
		['dev12345', 'https://dev12345.service-now.com'],
		['  DEV12345\t', 'https://dev12345.service-now.com'],
		['dev12345.service-now.com', 'https://dev12345.service-now.com'],
		['agency.servicenowservices.com', 'https://agency.servicenowservices.com'],
		['support.example.org', 'https://support.example.org'],
		['https://dev12345.service-now.com/', 'https://dev12345.service-now.com'],
		['HTTPS://Dev12345.Service-Now.com/incident.do?sys_id=1#top', 'https://dev12345.service-now.com'],
		['https://dev12345', 'https://dev12345.service-now.com'],
		['dev12345.service-now.com?a=http://evil.example', 'https://dev12345.service-now.com'],
		['example.org:8443/x', 'https://example.org:8443'],
		['http://localhost:3000/', 'http://localhost:3000'],
		['http://127.0.0.1:1', 'http://127.0.0.1:1'],
		['http://[::1]:8080', 'http://[::1]:8080'],
		['localhost:3000', 'https://localhost:3000'],
		['https://localhost', 'https://localhost'],
	])('makes %j into %s', (instance, url) => {
		expect(instanceUrl(instance)).toBe(url);
	});

	it.each([
		[''],
		['   '],
		[undefined],
		[null],
		[42],
		[['dev12345']],
		[{ toString: () => 'dev12345' }],
		['dev 12345'],
		['-dev'],
		['dev-'],
		['dev_12345'],
		['dev..service-now.com'],
		['.service-now.com'],
		['dev.service-now.com.'],
		['user:secret@dev12345.service-now.com'],
		['https://dev12345.service-now.com@evil.example'],
		['https:\\\\dev12345'],
		['https:///dev12345'],
		['//dev12345.service-now.com'],
		['dev12345\nevil.example'],
		['dev12345%2eexample'],
		['dev\u212A'],
		['d\u00e9v'],
		['\u0130nstance'],
		['dev12345\u3002example'],
		['ftp://dev12345.service-now.com'],
		['file:///etc/passwd'],
		['javascript:alert(1)'],
		['example.org:'],
		['example.org:123456'],
		['a'.repeat(64)],
		[`${'a.'.repeat(126)}aa`],
	])('refuses %j', (instance) => {
		expect(thrown(() => instanceUrl(instance))).toBeInstanceOf(InputError);
	});

	it.each([
		'http://dev12345.service-now.com',
		'http://localhost.evil.example',
		'http://127.0.0.1.evil.example',
		'http://127.0.0.2',
		'http://localhost@evil.example',
		'http://192.168.0.1',
	])('sends nothing unencrypted to %s', (instance) => {
		expect(thrown(() => instanceUrl(instance))).toBeInstanceOf(InputError);
	});

	it.each(['example.org:65536', 'example.org:99999', 'http://localhost:70000'])(
		'refuses %s, a port that there is not',
		(instance) => {
			expect(thrown(() => instanceUrl(instance))).toBeInstanceOf(InputError);
		},
	);

	it('changes nothing of an address it has made', () => {
		fc.assert(
			fc.property(acceptedInstance, (instance) => {
				const url = instanceUrl(instance);
				expect(instanceUrl(url)).toBe(url);
			}),
		);
	});

	it('makes an address that is one, with that very host', () => {
		fc.assert(
			fc.property(acceptedInstance, (instance) => {
				const url = instanceUrl(instance);
				const { protocol, hostname, username, pathname } = new URL(url);
				expect(url.startsWith(`${protocol}//${hostname}`)).toBe(true);
				expect([username, pathname]).toEqual(['', '/']);
			}),
		);
	});

	it('either refuses a text or makes an https address of it, whatever it is', () => {
		const text = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.domain(), fc.ipV6(), fc.emailAddress());
		fc.assert(
			fc.property(text, (instance) => {
				let url: string;
				try {
					url = instanceUrl(instance);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(url).toMatch(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$)/);
			}),
		);
	});

	it.each([
		['user:se-cr-et@dev12345.service-now.com', '"user:…@dev12345.service-now.com"'],
		['https://user:se:cr@et@dev12345.service-now.com/x', '"https://user:…@dev12345.service-now.com/x"'],
		['ftp://dev12345/?password=se-cr-et', '"ftp://dev12345/"'],
	])('shows of %j no password that came along with it', (instance, shown) => {
		const { message } = thrown(() => instanceUrl(instance)) as InputError;
		expect(message).toContain(shown);
		expect(message).not.toMatch(/se-cr-et|se:cr/);
	});
});
