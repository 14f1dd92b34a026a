import { decoded, plainText } from '../../../../nodes/ServiceNowPlatform/domain/values/html.ts';

describe('plainText', () => {
	it.each([
		['', ''],
		['No markup', 'No markup'],
		['<p>One</p><p>Two</p>', 'One\n\nTwo'],
		['<p>One\n   line</p>', 'One line'],
		['a<br>b<br/>c', 'a\nb\nc'],
		['<ul><li>a</li><li><b>b</b></li></ul>', '- a\n\n- b'.replace('\n\n', '\n')],
		['<h1>Title</h1>\r\n<div>Text</div>', 'Title\n\nText'],
		['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\n\nc'],
		['<p>a&nbsp;&amp;&nbsp;b &lt;c&gt; &#8364; &#x41;</p>', 'a & b <c> € A'],
		['<style>p { color: red }</style><script>alert("x")</script><!-- no -->Yes', 'Yes'],
		['<head><title>x</title></head><header>Top</header>', 'Top'],
		['<pre>line 1\n  line 2</pre>', 'line 1\nline 2'],
		['<p title="a > b">x</p>', 'b">x'],
		['2 &lt; 3 and 4 > 1', '2 < 3 and 4 > 1'],
	])('reads %j as %j', (html, text) => {
		expect(plainText(html)).toBe(text);
	});

	it('shows markup that was written as text', () => {
		expect(plainText('<p>Write &lt;b&gt;this&lt;/b&gt;</p>')).toBe('Write <b>this</b>');
	});
});

describe('decoded', () => {
	it.each([
		['&unknown; &amp;', '&unknown; &'],
		['&#0; &#1114112; &#x110000;', '&#0; &#1114112; &#x110000;'],
		['&Auml;&auml;', 'Ää'],
		['AT&T; a&b', 'AT&T; a&b'],
		['&constructor; &toString;', '&constructor; &toString;'],
	])('turns %j into %j', (text, expected) => {
		expect(decoded(text)).toBe(expected);
	});
});
