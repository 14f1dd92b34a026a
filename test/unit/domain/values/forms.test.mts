import { labelOf, valueOf } from '../../../../nodes/ServiceNowPlatform/domain/values/forms.ts';

describe.each([
	['a pair', { value: '2', display_value: 'In Progress' }, '2', 'In Progress'],
	['a plain value', '2', '2', '2'],
	['a number', 2, '2', '2'],
	['nothing', undefined, '', ''],
	['null', null, '', ''],
	['an empty pair', { value: null, display_value: null }, '', ''],
	['a reference with its link', { value: 'id', link: 'https://x' }, 'id', ''],
])('%s', (_, content, value, label) => {
	it('has a value and a label', () => {
		expect([valueOf(content), labelOf(content)]).toEqual([value, label]);
	});
});
