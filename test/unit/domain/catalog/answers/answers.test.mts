import { ExecutionCache } from '../../../../../nodes/ServiceNowPlatform/domain/api/executionCache.ts';
import type { Json } from '../../../../../nodes/ServiceNowPlatform/domain/api/json.ts';
import type { ApiRequest, ApiResponse } from '../../../../../nodes/ServiceNowPlatform/domain/api/request.ts';
import { resolveAnswers, unanswered } from '../../../../../nodes/ServiceNowPlatform/domain/catalog/answers/answers.ts';
import {
	type Variable,
	variablesOf,
} from '../../../../../nodes/ServiceNowPlatform/domain/catalog/answers/variables.ts';
import { thrown } from '../../../support/failures.mts';
import { drive } from '../../../support/table.mts';

const question = (type: number | string, more: object = {}): Variable => {
	const entry = typeof type === 'number' ? { type } : { friendly_type: type };
	return variablesOf({ variables: [{ name: 'q', label: 'Question', ...entry, ...more }] })[0] as Variable;
};
const USERS = [{ sys_id: 'a'.repeat(32), user_name: 'beth', email: 'beth@x.y', name: 'Beth' }];

function answered(
	variable: Variable | undefined,
	value: unknown,
	resolveNames = true,
): { answer: string; asked: ApiRequest[] } {
	const asked: ApiRequest[] = [];
	const settings = { cache: new ExecutionCache(), timeZone: 'America/New_York', resolveNames };
	const answer = (request: ApiRequest): ApiResponse => {
		asked.push(request);
		return { status: 200, headers: {}, body: { result: USERS } };
	};
	const { q } = drive(resolveAnswers(settings, variable === undefined ? [] : [variable], { q: value } as Json), answer);
	return { answer: q ?? '', asked };
}
const answerOf = (variable: Variable | undefined, value: unknown) => answered(variable, value).answer;

const SIZES = {
	choices: [
		{ value: '', label: '-- None --' },
		{ value: 's', label: 'Small' },
		{ value: 'L', label: 'Large' },
	],
};
const YES_NO = {
	choices: [
		{ value: 'Yes', label: 'Yes' },
		{ value: 'No', label: 'No' },
	],
};
const TRUE_FALSE = {
	choices: [
		{ value: 'true', label: 'Yes' },
		{ value: 'false', label: 'No' },
	],
};

describe('an answer', () => {
	it.each([
		['text as it is', question(6), ' 2026-01-01T00:00:00 ', ' 2026-01-01T00:00:00 '],
		['a number in a text', question(6), 7, '7'],
		['nothing', question(6), null, ''],
		['a list in a text', question(2), ['a', 'b'], 'a,b'],
		['a choice by its value', question(5, SIZES), 's', 's'],
		['a choice by its value in another case', question(5, SIZES), 'l', 'L'],
		['a choice by its label', question(3, SIZES), 'small', 's'],
		['a choice of which no list is known', question(5), 'anything', 'anything'],
		['none of the choices', question(5, SIZES), '', ''],
		['a number of a scale', question(4, { choices: [{ value: '4', label: '4' }] }), 4, '4'],
		['a check box', question(7), true, 'true'],
		['a check box in words', question(7), 'No', 'false'],
		['a check box as a number', question(7), 1, 'true'],
		['yes', question(1, YES_NO), true, 'Yes'],
		['no in another spelling', question(1, YES_NO), 'no', 'No'],
		['yes where it is stored as true', question(1, TRUE_FALSE), 'Yes', 'true'],
		['no where it is stored as false', question(1, TRUE_FALSE), false, 'false'],
		['yes where no list is known', question(1), true, 'Yes'],
		['a look-up by its label', question(18, SIZES), 'Large', 'L'],
		['a look-up that the list does not have', question(18, SIZES), 'other', 'other'],
		['a time', question(10), '2026-01-01T12:00:00', '2026-01-01 17:00:00'],
		['a time as a date', question(10), new Date('2026-01-01T12:00:00Z'), '2026-01-01 12:00:00'],
		['a day', question(9), '2026-01-02T03:00:00Z', '2026-01-01'],
		['a reference by sys_id', question(8, { reference: 'sys_user' }), 'b'.repeat(32), 'b'.repeat(32)],
		[
			'a reference as it was read',
			question(8, { reference: 'sys_user' }),
			{ value: 'b'.repeat(32), display_value: 'B' },
			'b'.repeat(32),
		],
		['a reference by name', question(8, { reference: 'sys_user' }), 'beth', 'a'.repeat(32)],
		[
			'a list by names',
			question(21, { reference: 'sys_user' }),
			['beth', 'b'.repeat(32)],
			`${'a'.repeat(32)},${'b'.repeat(32)}`,
		],
		['a question that is not known', undefined, { a: 1 }, '{"a":1}'],
		['rows for a question that is not known', undefined, [{ a: 1 }], '[{"a":1}]'],
		['a list for a question that is not known', undefined, ['a', 'b'], 'a,b'],
	])('takes %s', (_, variable, value, stored) => {
		expect(answerOf(variable, value)).toBe(stored);
	});

	it('leaves names as they are when told to', () => {
		expect(answered(question(8, { reference: 'sys_user' }), 'beth', false)).toEqual({ answer: 'beth', asked: [] });
	});

	it.each([
		[question(5, SIZES), 'XXL', 'Question (q): "XXL" is not one of its choices'],
		[question(7), 'perhaps', 'Question (q): "perhaps" is neither true nor false'],
		[question(1, YES_NO), 'perhaps', 'Question (q): "perhaps" is not one of its choices'],
		[
			question('sc_multi_row', { children: [{ name: 'c', type: 6 }] }),
			'text',
			'Question (q): It is not a list of rows',
		],
		[question('sc_multi_row', { children: [{ name: 'c', type: 6 }] }), [1], 'Question (q): It is not a list of rows'],
		[
			question('sc_multi_row', { children: [{ name: 'c', type: 6 }] }),
			[{ d: 1 }],
			'Question (q): It has no column "d"',
		],
	])('is refused where it can be none', (variable, value, message) => {
		const problem = thrown(() => answerOf(variable, value)) as { field: string; message: string };
		expect(`${problem.field}: ${problem.message}`).toBe(message);
	});

	it('names the choices there are, but not hundreds', () => {
		const choices = Array.from({ length: 200 }, (_, n) => ({ value: `v${n}`, label: `V ${n}` }));
		const problem = thrown(() => answerOf(question(5, { choices }), 'x')) as { advice: string };
		expect(problem.advice).toContain('v0, v1, v2');
		expect(problem.advice.length).toBeLessThan(300);
	});

	it.each([
		['a list', [{ user: 'beth', on: true }]],
		['one row', { user: 'beth', on: 'yes' }],
		['JSON', '[{"user": "beth", "on": 1}]'],
	])('of several rows may be %s, and each cell is an answer of its own', (_, value) => {
		const columns = [
			{ name: 'user', type: 8, reference: 'sys_user' },
			{ name: 'on', type: 7 },
		];
		const rows = question('sc_multi_row', { children: columns });
		expect(JSON.parse(answerOf(rows, value))).toEqual([{ user: 'a'.repeat(32), on: 'true' }]);
	});
});

describe('a mandatory question', () => {
	const mandatory = (type: number, more: object = {}) => question(type, { mandatory: true, ...more });
	const isOpen = (variable: Variable, answers: Record<string, string>) => unanswered([variable], answers).length === 1;

	it('wants an answer, unless the form has one or shows it only', () => {
		expect(isOpen(mandatory(6), {})).toBe(true);
		expect(isOpen(mandatory(6), { q: '  ' })).toBe(true);
		expect(isOpen(mandatory(6), { q: 'x' })).toBe(false);
		expect(isOpen(mandatory(6, { value: 'default' }), {})).toBe(false);
		expect(isOpen(mandatory(6, { value: 'default' }), { q: '' })).toBe(true);
		expect(isOpen(mandatory(6, { read_only: true }), {})).toBe(false);
		expect(isOpen(mandatory(7), {})).toBe(false);
	});
});

describe('a day', () => {
	it.each([
		['2026-02-03', '2026-02-03'],
		['2026-02-03T23:59', '2026-02-03'],
		['2026-02-03T02:00:00+00:00', '2026-02-02'],
		['2026-02-03 02:00:00', '2026-02-02'],
		['23/02/2026', '2026-02-23'],
		[' 2026-02-03 ', '2026-02-03'],
	])('of %s is %s', (value, day) => {
		expect(answerOf(question(9), value)).toBe(day);
	});

	it.each([
		[9, 'tomorrow'],
		[9, '03/04/2026'],
		[10, '2026-02-31T10:00'],
		[29, '2:30'],
	])('for a question of type %d is refused where it cannot be read: %s', (type, value) => {
		expect(thrown(() => answerOf(question(type), value))).toMatchObject({ field: 'Question (q)' });
	});
});

describe('an answer as people put it', () => {
	it.each([
		['a duration', question(29), '2h 30m', '1970-01-01 02:30:00'],
		['a label behind its number', question(5, { choices: [{ value: 'h', label: '1 - Hoch' }] }), 'hoch', 'h'],
		['a label without its accents', question(5, { choices: [{ value: 'e', label: 'Élevé' }] }), 'eleve', 'e'],
	])('may be %s', (_, variable, value, stored) => {
		expect(answerOf(variable, value)).toBe(stored);
	});

	it('is none where two choices have the label', () => {
		const choices = ['a', 'b'].map((value) => ({ value, label: 'Same' }));
		expect(thrown(() => answerOf(question(5, { choices }), 'same'))).toMatchObject({ name: 'InputError' });
	});
});
