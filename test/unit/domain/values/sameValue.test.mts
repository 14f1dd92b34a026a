import { isSilent, sameValue } from '../../../../nodes/ServiceNowPlatform/domain/values/sameValue.ts';

describe('A stored value says the same as the one that was sent', () => {
	it.each([
		['trimmed', ' a ', 'a', 'string'],
		['with line ends of the platform', 'a\r\nb', 'a\nb', 'string'],
		['a boolean spelled otherwise', 'Yes', 'true', 'boolean'],
		['an empty boolean', '', 'false', 'boolean'],
		['a boolean whose type is not known', '1', 'true', ''],
		['a number spelled otherwise', '07', '7', 'integer'],
		['a decimal', '1.50', '1.5', 'decimal'],
		['an amount with its currency', 'USD;12.5', '12.50', 'currency'],
		['an amount as people write it', '$1,234.50', '1234.5', 'currency'],
		['a time without seconds', '2026-01-31 10:00', '2026-01-31 10:00:00', 'glide_date_time'],
		['a day in a column of times', '2026-01-31', '2026-01-31 00:00:00', 'glide_date_time'],
		['a time in a column of days', '2026-01-31 10:00:00', '2026-01-31', 'glide_date'],
		['a duration', '2 03:04:05', '1970-01-03 03:04:05', 'glide_duration'],
		['a duration without days', '03:04:05', '1970-01-01 03:04:05', 'glide_duration'],
		['an e-mail address', 'A@Example.com', 'a@example.com', 'email'],
		['an id', 'A'.repeat(32), 'a'.repeat(32), 'reference'],
		['a list in another order', 'a, b', 'b,a', 'glide_list'],
		['a phone number', '+1 (555) 010', '+1555010', 'ph_number'],
		['HTML that was cleaned', '<p style="x">a&amp;b</p>', '<p>a &amp; b</p>'.replaceAll(' ', ''), 'html'],
		['markup of a type that is not known', '<b>a</b>', 'a', ''],
	])('%s', (_, sent, stored, type) => {
		expect(sameValue(sent, stored, type)).toBe(true);
	});
});

describe('A stored value says something else', () => {
	it.each([
		['another text', 'a', 'b', 'string'],
		['another case', 'Abc', 'abc', 'string'],
		['nothing', 'a', '', 'string'],
		['nothing, of a phone number without digits', 'none', '', 'ph_number'],
		['something where nothing was sent', '', 'a', 'string'],
		['the other boolean', 'true', 'false', 'boolean'],
		['a boolean that was no word for one', 'maybe', 'true', 'boolean'],
		['zero for nothing', '', '0', 'integer'],
		['another number', '1', '2', 'integer'],
		['another day', '2026-01-31', '2026-02-01 00:00:00', 'glide_date_time'],
		['another time', '2026-01-31 10:00:00', '2026-01-31 11:00:00', 'glide_date_time'],
		['a list without one', 'a,b', 'a', 'glide_list'],
		['other words in HTML', '<p>a</p>', '<p>b</p>', 'html'],
		['text without its markup, where it is text', '<b>a</b>', 'a', 'string'],
	])('%s', (_, sent, stored, type) => {
		expect(sameValue(sent, stored, type)).toBe(false);
	});
});

describe('A column that does not show what was written', () => {
	it.each(['journal_input', 'password2', 'glide_encrypted', 'user_input'])('is one of type %s', (type) => {
		expect(isSilent(type)).toBe(true);
	});

	it.each(['string', '', 'html'])('is none of type %j', (type) => {
		expect(isSilent(type)).toBe(false);
	});
});
