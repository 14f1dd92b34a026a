import { addresses, mailHeaders, singleLine, withoutBlanks } from '../../../nodes/ServiceNowPlatform/domain/email.ts';
import { thrown } from '../support/failures.mts';

describe('addresses', () => {
	it.each([
		['a@x.org', ['a@x.org']],
		['a@x.org, b@x.org;c@x.org\nd@x.org', ['a@x.org', 'b@x.org', 'c@x.org', 'd@x.org']],
		[' Beth <b@x.org> , ', ['Beth <b@x.org>']],
		['"Anglin, Beth" <b@x.org>, c@x.org', ['"Anglin, Beth" <b@x.org>', 'c@x.org']],
		['"a;b" <b@x.org>', ['"a;b" <b@x.org>']],
		[
			['a@x.org', 'B <b@x.org>, c@x.org'],
			['a@x.org', 'B <b@x.org>', 'c@x.org'],
		],
		['müller@bücher.example', ['müller@bücher.example']],
		["o'brien+tag@sub.x.org", ["o'brien+tag@sub.x.org"]],
		['root@localhost', ['root@localhost']],
		['', []],
		[undefined, []],
		[null, []],
		[[], []],
		[['', null], []],
	])('reads %j as %j', (value, expected) => {
		expect(addresses(value, 'To')).toEqual(expected);
	});

	it.each([
		'beth',
		'a@',
		'@x.org',
		'a b@x.org',
		'a@b@c',
		'Beth b@x.org',
		'<b@x.org',
		'Beth <b@x.org> extra',
		'Beth <>',
		'a@x.org b@x.org',
		['a@x.org\r', 'b@x.org\rBcc: c@x.org'],
		'"a@x.org',
	])('refuses %j', (value) => {
		expect(thrown(() => addresses(value, 'CC'))).toMatchObject({ name: 'InputError', field: 'CC' });
	});

	it('takes a hundred and no more', () => {
		const list = (count: number) => Array.from({ length: count }, (_, index) => `u${index}@x.org`);
		expect(addresses(list(100), 'To')).toHaveLength(100);
		expect(thrown(() => addresses(list(101).join(','), 'To'))).toMatchObject({
			message: expect.stringContaining('101'),
		});
	});

	it('is quick with a long text that is none', () => {
		expect(thrown(() => addresses(`${'"<'.repeat(20_000)}`, 'To'))).toMatchObject({ name: 'InputError' });
	});
});

describe('mailHeaders', () => {
	it('keeps headers as they are', () => {
		const given: Array<[string, string]> = [
			['X-Order', '42'],
			['Reply-To', 'a@x.org'],
		];
		expect(mailHeaders(given)).toEqual({ 'X-Order': '42', 'Reply-To': 'a@x.org' });
	});

	it.each([
		['X Order', '1'],
		['X:Order', '1'],
		['X-Order\r\nBcc', '1'],
		['X-Order', '1\r\nBcc: x@x.org'],
		['X-Order', '1\nBcc: x@x.org'],
		['to', 'x@x.org'],
		['BCC', 'x@x.org'],
		['Subject', 'x'],
	])('refuses %j with the value %j', (name, value) => {
		expect(thrown(() => mailHeaders([[name, value]]))).toMatchObject({ name: 'InputError', field: 'Headers' });
	});
});

describe('singleLine', () => {
	it('keeps one line and refuses two', () => {
		expect(singleLine('Hello: there', 'Subject')).toBe('Hello: there');
		expect(thrown(() => singleLine('a\rb', 'Subject'))).toMatchObject({ field: 'Subject' });
	});
});

describe('withoutBlanks', () => {
	it('empties the list that stands for nobody', () => {
		expect([withoutBlanks(['']), withoutBlanks(['a', '', 'b']), withoutBlanks('x')]).toEqual([[], ['a', 'b'], 'x']);
	});
});
