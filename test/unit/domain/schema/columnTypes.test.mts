import { familyOf, formFieldOf } from '../../../../nodes/ServiceNowPlatform/domain/schema/columnTypes.ts';

describe('familyOf', () => {
	it.each([
		['boolean', '', 'boolean'],
		['integer', '', 'number'],
		['currency2', '', 'number'],
		['glide_date', '', 'date'],
		['due_date', '', 'date'],
		['reference', '', 'reference'],
		['glide_list', '', 'list'],
		['string', '', 'text'],
		['u_made_up', '', 'text'],
		['constructor', '', 'text'],
		['string', '1', 'choice'],
		['integer', '3', 'choice'],
		['integer', '0', 'number'],
		['reference', '1', 'reference'],
		['boolean', '1', 'boolean'],
	])('of %s with choice %j is %s', (type, choice, family) => {
		expect(familyOf(type, choice)).toBe(family);
	});
});

describe('formFieldOf', () => {
	it.each([
		['boolean', 'options'],
		['percent_complete', 'number'],
		['glide_date_time', 'dateTime'],
		['url', 'url'],
		['string', 'string'],
		['constructor', 'string'],
	])('of %s is %s', (type, form) => {
		expect(formFieldOf(type)).toBe(form);
	});

	it.each(['currency', 'price', 'glide_date', 'order_index'])(
		'of %s is text, since more than its form may come',
		(type) => {
			expect(formFieldOf(type)).toBe('string');
		},
	);
});
