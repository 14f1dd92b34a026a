import { plainText } from '../../../../nodes/ServiceNowPlatform/domain/values/html.ts';

const MANY = 200_000;

describe('plainText of an article that somebody wrote to stop n8n', () => {
	it.each([
		['beginnings of code', '<pre '],
		['beginnings of comments', '<!--'],
		['beginnings of styles', '<style '],
		['beginnings of scripts that end nowhere', '<script>'],
		['angle brackets', '<'],
		['blanks', ' '],
		['references', '&amp'],
		['line breaks', '\n'],
	])('ends, whatever it repeats: %s', (_, text) => {
		expect(typeof plainText(text.repeat(MANY))).toBe('string');
	});

	it('keeps what stands between tags, and leaves out what is not for people', () => {
		const html =
			'<head><title>x</title></head><P>One<br/>two</P><!-- a > b --><ul><li>three<li>four</ul><style>p{}</style>1 < 2';
		expect(plainText(html)).toBe('One\ntwo\n\n- three\n- four\n1 < 2');
	});

	it('keeps the lines of code', () => {
		expect(plainText('<pre>a\r\n  b\nc</pre> d')).toBe('a\nb\nc\nd');
	});
});
