import { type Condition, encodedFilter } from '../../../../nodes/ServiceNowPlatform/domain/query/filter.ts';
import { thrown } from '../../support/failures.mts';

const NOON = Date.parse('2026-03-31T12:00:00Z');
const line = (operator: string, value?: unknown, more: Partial<Condition> = {}): Condition => ({
	join: 'and',
	column: 'state',
	operator,
	value,
	...more,
});
const encoded = (lines: Condition[], timeZone = 'UTC', now = NOON) => encodedFilter(lines, { now, timeZone });
const one = (...condition: Parameters<typeof line>) => encoded([line(...condition)]);
const refusal = (...condition: Parameters<typeof line>) => thrown(() => one(...condition));

describe('An operator', () => {
	it.each([
		['is', '1', 'state=1'],
		['isNot', '1', 'state!=1'],
		['isNotOrEmpty', '1', 'state!=1^ORstateISEMPTY'],
		['isOneOf', '1, 2,3', 'stateIN1,2,3'],
		['isOneOf', [1, 2], 'stateIN1,2'],
		['isNotOneOf', '1,2', 'stateNOT IN1,2'],
		['isEmpty', undefined, 'stateISEMPTY'],
		['isNotEmpty', 'ignored', 'stateISNOTEMPTY'],
		['isTrue', undefined, 'state=true'],
		['isFalse', undefined, 'state=false'],
		['isMe', undefined, 'state=javascript:gs.getUserID()'],
		['contains', 'a b', 'stateLIKEa b'],
		['notContains', 'a', 'stateNOT LIKEa'],
		['startsWith', 'a', 'stateSTARTSWITHa'],
		['endsWith', 'a', 'stateENDSWITHa'],
		['greater', 1, 'state>1'],
		['greaterOrEqual', 1, 'state>=1'],
		['less', 1, 'state<1'],
		['lessOrEqual', 1, 'state<=1'],
		['sameAs', ' urgency ', 'stateSAMEASurgency'],
		['differsFrom', 'urgency', 'stateNSAMEASurgency'],
	])('%s of %j is %s', (operator, value, query) => {
		expect(one(operator, value)).toBe(query);
	});

	it('is refused where there is no such one', () => {
		for (const operator of ['', 'like', 'constructor', '__proto__'])
			expect(refusal(operator, 'x')).toMatchObject({ name: 'InputError', field: 'Filter' });
	});
});

describe('Lines', () => {
	const [a, b, c] = ['a', 'b', 'c'].map((field) => line('is', '1', { column: field })) as [
		Condition,
		Condition,
		Condition,
	];

	it('are joined as they say, and the first is not', () => {
		expect(encoded([{ ...a, join: 'group' }, b, { ...c, join: 'or' }])).toBe('a=1^b=1^ORc=1');
		expect(encoded([a, { ...b, join: 'group' }, c])).toBe('a=1^NQb=1^c=1');
	});

	it('with a join that is none are joined by And', () => {
		expect(encoded([a, { ...b, join: 'x' as never }])).toBe('a=1^b=1');
	});

	it('may be none', () => {
		expect(encoded([])).toBe('');
	});
});

describe('A field', () => {
	it.each(['caller_id.email', 'u_x1', 'variables.os'])('may be %s', (field) => {
		expect(one('isEmpty', undefined, { column: field })).toBe(`${field}ISEMPTY`);
	});

	it.each(['', 'a b', 'a^b', 'ORactive', 'sys_idISNOTEMPTY', 'a=1', 'a.', '1a'])('may not be %j', (field) => {
		expect(refusal('isEmpty', undefined, { column: field })).toMatchObject({ name: 'InputError', field: 'Filter' });
	});
});

describe('A value', () => {
	it.each([
		['is', ''],
		['is', ' '],
		['is', null],
		['is', undefined],
		['isOneOf', ''],
		['isOneOf', []],
		['isOneOf', 'a,,b'],
		['contains', ''],
		['between', ''],
	])('of %s that is missing (%j) does not turn into all records', (operator, value) => {
		expect(refusal(operator, value, { value2: '9' })).toMatchObject({ name: 'InputError', field: 'Filter' });
	});

	it.each([
		['is', 'a^ORactive=true'],
		['contains', 'a^b'],
		['is', 'javascript:gs.x()'],
		['isOneOf', ['a', 'b^c']],
		['is', 'two\nlines'],
		['less', '=5'],
		['greater', '=5'],
		['isOneOf', 'STANCEOFx'],
		['isOneOf', '_HIERARCHYx'],
	])('of %s cannot be %j, which would be read as more than a value', (operator, value) => {
		expect(refusal(operator, value)).toMatchObject({ name: 'InputError', field: 'Filter' });
	});

	it('may be a list where several are meant only, and none of them may hold a comma', () => {
		expect(refusal('is', ['a', 'b'])).toMatchObject({ message: 'state is compared with a list' });
		expect(refusal('isOneOf', ['a', 'b,c'])).toMatchObject({ message: expect.stringContaining('contains a comma') });
	});
});

describe('A range', () => {
	it('has both ends', () => {
		expect(one('between', '1', { value2: '3' })).toBe('stateBETWEEN1@3');
	});

	it.each([
		['1', undefined],
		['1@2', '3'],
		['1', '3^x'],
	])('cannot be from %j to %j', (value, value2) => {
		expect(refusal('between', value, { value2 })).toMatchObject({ name: 'InputError' });
	});
});

describe('A day or a time', () => {
	const at = (operator: string, value: unknown, type?: string) =>
		encoded(
			[line(operator, value, { column: 'opened_at', ...(type === undefined ? {} : { type }) })],
			'America/New_York',
		);
	const [start, end] = ['2026-01-31 05:00:00', '2026-02-01 04:59:59'];

	it.each([
		['is', '2026-01-31T14:00:00Z', 'glide_date_time', 'opened_at=2026-01-31 14:00:00'],
		['is', '2026-01-31T14:00:00', 'glide_date_time', 'opened_at=2026-01-31 19:00:00'],
		['is', '2026-01-31T03:00:00Z', 'glide_date', 'opened_at=2026-01-30'],
		['is', '2026-01-31T03:00:00Z', 'string', 'opened_at=2026-01-31T03:00:00Z'],
		['is', '2026-01-31T03:00:00Z', undefined, 'opened_at=2026-01-31 03:00:00'],
		['greater', '2026-01-31T14:00:00Z', 'due_date', 'opened_at>2026-01-31 14:00:00'],
		['is', '2026-01-31', 'glide_date_time', `opened_atBETWEEN${start}@${end}`],
		['is', '31/01/2026', 'glide_date_time', `opened_atBETWEEN${start}@${end}`],
		['isNot', '2026-01-31', 'glide_date_time', `opened_at<${start}^ORopened_at>${end}`],
		['isNotOrEmpty', '2026-01-31', 'due_date', `opened_at<${start}^ORopened_at>${end}^ORopened_atISEMPTY`],
		['on', '2026-01-31', undefined, `opened_atBETWEEN${start}@${end}`],
		['on', '31.01.2026', 'glide_date_time', `opened_atBETWEEN${start}@${end}`],
		['on', '2026-01-31T03:00:00Z', 'glide_date_time', 'opened_atBETWEEN2026-01-30 05:00:00@2026-01-31 04:59:59'],
		['on', '2026-01-31', 'glide_date', 'opened_at=2026-01-31'],
		['notOn', '2026-01-31', undefined, `opened_at<${start}^ORopened_at>${end}`],
		['notOn', '2026-01-31', 'glide_date', 'opened_at!=2026-01-31'],
		['before', '2026-01-31', 'glide_date_time', `opened_at<${start}`],
		['less', '2026-01-31', 'glide_date_time', `opened_at<${start}`],
		['lessOrEqual', '2026-01-31', 'glide_date_time', `opened_at<=${end}`],
		['after', '2026-01-31', 'glide_date_time', `opened_at>${end}`],
		['greater', '2026-01-31', 'glide_date_time', `opened_at>${end}`],
		['greaterOrEqual', '2026-01-31', 'glide_date_time', `opened_at>=${start}`],
		['before', '2026-01-31', 'glide_date', 'opened_at<2026-01-31'],
		['after', '2026-01-31T14:00:00Z', 'glide_date_time', 'opened_at>2026-01-31 14:00:00'],
		['is', '1769868000000', 'glide_date_time', 'opened_at=2026-01-31 14:00:00'],
		['isOneOf', '2026-01-31,2026-02-01', 'glide_date', 'opened_atIN2026-01-31,2026-02-01'],
		['isOneOf', '12,50', 'string', 'opened_atIN12,50'],
		['greater', '12,50', 'price', 'opened_at>12.5'],
		['is', 'PT2H', 'glide_duration', 'opened_at=1970-01-01 02:00:00'],
	])('%s %j in a column of type %j is %s', (operator, value, type, query) => {
		expect(at(operator, value, type)).toEqual(query);
	});

	it.each(['glide_date', 'glide_date_time'])('is the same in a range, in a column of type %s', (type) => {
		const range = line('between', '2026-01-31', { column: 'opened_at', type, value2: '2026-02-01' });
		const expected = type === 'glide_date' ? '2026-01-31@2026-02-01' : `${start}@2026-02-02 04:59:59`;
		expect(encoded([range], 'America/New_York')).toBe(`opened_atBETWEEN${expected}`);
	});

	it.each(['on', 'notOn', 'before', 'after'])('%s wants one', (operator) => {
		for (const value of ['yesterday', '2026-02-30', '03/04/2026', 7, ''])
			expect(thrown(() => at(operator, value))).toMatchObject({ name: 'InputError', field: 'Filter' });
	});

	it.each([
		['is', 'soon', 'glide_date_time'],
		['isOneOf', '2026-01-31', 'glide_date_time'],
		['greater', 'much', 'integer'],
		['is', '1,234', 'price'],
		['is', '2:30', 'glide_duration'],
	])('%s %j is refused in a column of type %s', (operator, value, type) => {
		expect(thrown(() => at(operator, value, type))).toMatchObject({ name: 'InputError' });
	});
});

describe('A span', () => {
	const span = (operator: string, amount: unknown, unit: unknown, now = NOON) =>
		encoded([line(operator, undefined, { amount, unit })], 'UTC', now);

	it.each([
		['last', 30, 'minutes', 'stateBETWEEN2026-03-31 11:30:00@2026-03-31 12:00:00'],
		['next', '2', 'hours', 'stateBETWEEN2026-03-31 12:00:00@2026-03-31 14:00:00'],
		['moreThanAgo', 1, 'days', 'state<2026-03-30 12:00:00'],
		['moreThanAhead', 1, 'weeks', 'state>2026-04-07 12:00:00'],
		['moreThanAgo', 1, 'months', 'state<2026-02-28 12:00:00'],
		['moreThanAhead', 1, 'months', 'state>2026-04-30 12:00:00'],
		['moreThanAgo', 2, 'years', 'state<2024-03-31 12:00:00'],
	])('%s %j %s is %s', (operator, amount, unit, query) => {
		expect(span(operator, amount, unit)).toBe(query);
	});

	it('of a year ends on the last day of February', () => {
		expect(span('moreThanAhead', 1, 'years', Date.parse('2028-02-29T00:00:00Z'))).toBe('state>2029-02-28 00:00:00');
	});

	it.each([
		[0, 'days'],
		[-1, 'days'],
		[1.5, 'days'],
		['x', 'days'],
		[undefined, 'days'],
		[100_001, 'days'],
		[1, 'fortnights'],
		[1, 'constructor'],
		[1, ''],
	])('cannot be %j %s', (amount, unit) => {
		expect(thrown(() => span('last', amount, unit))).toMatchObject({ name: 'InputError', field: 'Filter' });
	});
});
