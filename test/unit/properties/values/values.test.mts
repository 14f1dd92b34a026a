import type { IDataObject } from 'n8n-workflow';
import { resolveValues } from '../../../../nodes/ServiceNowPlatform/properties/values/values.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const mapped = (value: unknown) =>
	resolveValues(parametersOf({ fields: { mappingMode: 'defineBelow', value } }, {}, { timeZone: 'Asia/Kolkata' }));
const auto = (input: IDataObject, ...columns: string[]) =>
	resolveValues(
		parametersOf(
			{ fields: { mappingMode: 'autoMapInputData', value: null, schema: columns.map((id) => ({ id })) } },
			input,
		),
	);

describe('values mapped by hand', () => {
	it('are written as the Table API takes them', () => {
		expect(mapped({ state: 2, active: true, due_date: '2026-01-01T05:30:00', short_description: '' })).toEqual({
			state: '2',
			active: 'true',
			due_date: '2026-01-01 00:00:00',
			short_description: '',
		});
	});

	it('leave out columns that were added but not filled', () => {
		expect(mapped({ state: 1, urgency: null, impact: undefined })).toEqual({ state: '1' });
	});

	it.each([null, undefined, {}, { state: null }])('are refused when there is nothing: %j', (value) => {
		expect(thrown(() => mapped(value))).toMatchObject({ name: 'InputError', field: 'Fields' });
	});

	it.each([
		[{ value: 'x', display_value: 'X' }],
		[{ link: 'https://x/api/now/table/sys_user/1', value: 'x' }],
		[['x']],
	])('may be as a read gave them: %j', (state) => {
		expect(mapped({ state })).toEqual({ state: 'x' });
	});

	it('are refused when the field is missing', () => {
		expect(thrown(() => resolveValues(parametersOf({})))).toMatchObject({ name: 'InputError', field: 'Fields' });
	});

	it('keep a column of any name for itself', () => {
		const values = mapped(JSON.parse('{"__proto__":"x","constructor":"y"}'));
		expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
		expect(JSON.stringify(values)).toBe('{"__proto__":"x","constructor":"y"}');
	});
});

describe('values mapped from the input', () => {
	it('are those that are columns of the table', () => {
		expect(auto({ state: 1, other: 2 }, 'state', 'urgency')).toEqual({ state: '1' });
	});

	it('are all where the columns are not known', () => {
		expect(auto({ state: 1, other: 2 })).toEqual({ state: '1', other: '2' });
	});

	it('clear a column with an empty text, and leave it as it is with null', () => {
		expect(auto({ state: '', urgency: null }, 'state', 'urgency')).toEqual({ state: '' });
	});

	it.each([[{}], [{ other: 1 }]])('are refused when none of %j is a column', (input) => {
		expect(thrown(() => auto(input, 'state'))).toMatchObject({ name: 'InputError' });
	});
});
