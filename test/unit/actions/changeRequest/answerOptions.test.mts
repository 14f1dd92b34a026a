import {
	answerForm,
	answerOptions,
	changeWriteOptions,
} from '../../../../nodes/ServiceNowPlatform/actions/changeRequest/answerOptions.ts';
import { timeLimitOf } from '../../../../nodes/ServiceNowPlatform/properties/values/wait.ts';
import { thrown } from '../../support/failures.mts';

describe('answerForm', () => {
	it('is raw and all fields where nothing is chosen', () => {
		expect(answerForm({})).toEqual({ form: 'false', fields: [] });
	});

	it('takes fields and form', () => {
		const options = { sysparm_fields: ' number, state ', sysparm_display_value: 'all' };
		expect(answerForm(options)).toEqual({ form: 'all', fields: ['number', 'state'] });
	});

	it.each(['cmdb_ci.name', 'number^x'])('refuses %j, which the answer cannot have', (sysparm_fields) => {
		expect(thrown(() => answerForm({ sysparm_fields }))).toMatchObject({ name: 'InputError', field: 'Fields' });
	});
});

describe('the options', () => {
	it('of an answer leave out what only the Table API knows', () => {
		expect(answerOptions.map(({ name }) => name)).toEqual(['sysparm_fields', 'sysparm_display_value']);
	});

	it('of a write are those of every write', () => {
		expect(changeWriteOptions.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['sysparm_input_display_value', 'resolveNames', 'notStored']),
		);
	});
});

describe('timeLimitOf', () => {
	it.each([
		[{}, 60_000],
		[{ timeLimit: 5 }, 5000],
		[{ timeLimit: '2' }, 2000],
		[{ timeLimit: 3600 }, 3_600_000],
	])('%j', (options, expected) => {
		expect(timeLimitOf(options)).toBe(expected);
	});

	it.each([0, -1, 'x', 3601, Number.NaN, ''])('refuses %j', (timeLimit) => {
		expect(thrown(() => timeLimitOf({ timeLimit }))).toMatchObject({ name: 'InputError', field: 'Time Limit' });
	});
});
