import {
	answerShape,
	changeWriteOptions,
} from '../../../../nodes/ServiceNowPlatform/actions/changeRequest/answerOptions.ts';
import { timeLimitOf } from '../../../../nodes/ServiceNowPlatform/properties/values/wait.ts';
import { thrown } from '../../support/failures.mts';
import { parametersOf } from '../../support/item.mts';

const RECORD = {
	active: { value: 'true', display_value: 'true' },
	state: { value: '-5', display_value: 'New' },
	number: { value: 'CHG1', display_value: 'CHG1' },
};
const shapedAs = (parameters: object) => answerShape(parametersOf({ ...parameters }))(RECORD);

describe('answerShape', () => {
	it('simplifies where nothing is chosen, without a request', () => {
		expect(Object.entries(shapedAs({}))).toEqual([
			['number', 'CHG1'],
			['state', 'New'],
			['active', true],
		]);
	});

	it('gives all stored values, the usual fields first', () => {
		expect(Object.entries(shapedAs({ output: 'raw' }))).toEqual([
			['number', 'CHG1'],
			['state', '-5'],
			['active', 'true'],
		]);
	});

	it('takes fields and form', () => {
		const options = { sysparm_display_value: 'all' };
		expect(shapedAs({ output: 'selected', selectedFields: ['state'], options })).toEqual({ state: RECORD.state });
	});

	it.each(['cmdb_ci.name', 'number^x'])('refuses %j, which the answer cannot have', (field) => {
		expect(thrown(() => shapedAs({ output: 'selected', selectedFields: [field] }))).toMatchObject({
			name: 'InputError',
			field: 'Output Field Names or IDs',
		});
	});
});

describe('the options', () => {
	it('of a write are those of every write but what only the Table API knows', () => {
		expect(changeWriteOptions.map(({ name }) => name).sort()).toEqual([
			'notStored',
			'resolveNames',
			'sysparm_display_value',
			'sysparm_input_display_value',
		]);
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
