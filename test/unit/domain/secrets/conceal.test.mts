import { conceal } from '../../../../nodes/ServiceNowPlatform/domain/secrets/conceal.ts';

const SECRET = 's3"cr&t=+/ %<k\'ey>é';

describe('conceal', () => {
	it.each([
		['as it is', SECRET],
		['in an address', encodeURIComponent(SECRET)],
		['in a form', new URLSearchParams({ a: SECRET }).toString()],
		['in JSON', JSON.stringify({ a: SECRET })],
		['in an address, in small letters', encodeURIComponent(SECRET).toLowerCase()],
		['in a web page', SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
		['in a web page, by number', SECRET.replace(/[^a-z0-9]/g, (sign) => `&#${sign.codePointAt(0)};`)],
		['in JSON for web pages', JSON.stringify(SECRET).replaceAll('<', '\\u003c').replaceAll('&', '\\u0026')],
		['in base64', Buffer.from(SECRET).toString('base64')],
		['in base64 for addresses', Buffer.from(SECRET).toString('base64url')],
	])('makes a secret unreadable %s', (_, text) => {
		const shown = conceal(`before ${text} after`, [SECRET]);
		expect(shown).toMatch(/^before .*•••.* after$/);
		for (const form of [SECRET, encodeURIComponent(SECRET), 'cr&t', 'cr%26t']) expect(shown).not.toContain(form);
	});

	it('makes the beginning of one unreadable with which a text was cut off', () => {
		expect(conceal(`It was ${SECRET.slice(0, 9)}…`, [SECRET])).toBe('It was •••');
		expect(conceal('It was s3"', [SECRET])).toBe('It was s3"');
	});

	it('leaves a text alone in which there is none, and takes nothing short for a secret', () => {
		expect(conceal('Nothing to see', [SECRET, '', 'to', undefined, 5])).toBe('Nothing to see');
	});

	it('conceals the longer secret whole that contains another', () => {
		expect(conceal('user:password', ['password', 'user:password'])).toBe('•••');
	});
});
