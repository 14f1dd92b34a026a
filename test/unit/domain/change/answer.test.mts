import { apiPath } from '../../../../nodes/ServiceNowPlatform/domain/api/request';
import type { ApiRequest } from '../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { changeAnswer, inForm, shown } from '../../../../nodes/ServiceNowPlatform/domain/change/answer.ts';
import { thrown } from '../../support/failures.mts';
import { ok } from '../../support/instance.mts';

const request: ApiRequest = { method: 'POST', path: apiPath`/api/sn_chg_rest/change/normal` };
const both = <Value, Display = Value>(value: Value, display_value?: Display) => ({
	value,
	display_value: display_value ?? value,
});

describe('shown', () => {
	it.each([
		['a number', both(-5, 'New'), both('-5', 'New')],
		['a decimal', both(3.0, '3'), both('3', '3')],
		['a boolean', both(false, 'false'), both('false', 'false')],
		['text', both('x'), both('x')],
		['nothing', both('', ''), both('', '')],
		['null', both(null, null), both('', '')],
		['a bare value', 'abc', both('abc', 'abc')],
		['a bare number', 7, both('7', '7')],
		['a value alone', { value: 'x' }, both('x', 'x')],
		['a display value alone', { display_value: 'x' }, both('x', 'x')],
		[
			'a date',
			{ ...both('2031-01-01 08:00:00', '01-01-2031'), display_value_internal: 'i' },
			both('2031-01-01 08:00:00', '01-01-2031'),
		],
		['an empty date', { ...both('', 'UNKNOWN'), display_value_internal: '' }, both('', '')],
		['a text that reads like an empty date', both('UNKNOWN'), both('UNKNOWN')],
	])('has %s as the Table API has it', (_, content, expected) => {
		expect(shown(content)).toEqual(expected);
	});
});

describe('changeAnswer', () => {
	it('takes the record and the fields that were ignored', () => {
		const result = { sys_id: both('a'), state: both(-5, 'New'), __meta: { ignoredFields: ['no_such_field'] } };
		expect(changeAnswer(request, ok(result))).toEqual({
			record: { sys_id: both('a'), state: both('-5', 'New') },
			ignored: ['no_such_field'],
		});
	});

	it('takes a record in a list of one, with a bare sys_id, as some documented samples have it', () => {
		expect(changeAnswer(request, ok([{ sys_id: 'a', type: both('normal', 'Normal') }]))).toEqual({
			record: { sys_id: both('a'), type: both('normal', 'Normal') },
			ignored: [],
		});
	});

	it.each([[null], [undefined], [[]], [{}], ['text'], [{ __meta: {} }]])('does not take %j for a record', (result) => {
		expect(thrown(() => changeAnswer(request, ok(result)))).toMatchObject({
			kind: 'incomplete',
			message: 'ServiceNow answered without the record',
		});
	});
});

describe('inForm', () => {
	const record = {
		sys_id: { value: 'a', display_value: 'a' },
		state: { value: '-5', display_value: 'New' },
	};

	it.each([
		['false', { sys_id: 'a', state: '-5' }],
		['true', { sys_id: 'a', state: 'New' }],
		['all', record],
	])('%s', (form, expected) => {
		expect(inForm(record, form)).toEqual(expected);
	});

	it('shows the asked fields only, and none that the record does not have', () => {
		expect(inForm(record, 'false', ['state', 'no_such_field', 'constructor'])).toEqual({ state: '-5' });
	});
});
