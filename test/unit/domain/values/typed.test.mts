import { DateTime, Duration } from 'luxon';
import { TYPES } from '../../../../nodes/ServiceNowPlatform/domain/schema/columnTypes.ts';
import { READ_TYPES, typedValue } from '../../../../nodes/ServiceNowPlatform/domain/values/typed.ts';
import { thrown } from '../../support/failures.mts';

const stored = (type: string, value: unknown, timeZone = 'Europe/Berlin') =>
	typedValue(value, { column: 'u_x', type, timeZone });
const refusal = (type: string, value: unknown) =>
	thrown(() => stored(type, value)) as { name: string; field: string; message: string; advice: string };

describe('A time', () => {
	it.each([
		['18/04/2023 14:05:00', '2023-04-18 12:05:00'],
		['04/18/2023 2:05 PM', '2023-04-18 12:05:00'],
		['04/18/2023 12:05 am', '2023-04-17 22:05:00'],
		['18.04.2023 14:05', '2023-04-18 12:05:00'],
		['18-04-2023', '2023-04-17 22:00:00'],
		['5/5/2023 10:00', '2023-05-05 08:00:00'],
		['2023/04/18 14:05', '2023-04-18 12:05:00'],
		['2023/4/8', '2023-04-07 22:00:00'],
		['18/04/2023 14:05:00Z', '2023-04-18 14:05:00'],
		['18/04/2023, 14:05:00 +05:30', '2023-04-18 08:35:00'],
		['18 Apr 2023 14:05', '2023-04-18 12:05:00'],
		['18-Apr-2023', '2023-04-17 22:00:00'],
		['April 18, 2023 2:05 PM', '2023-04-18 12:05:00'],
		['April 18th, 2023 at 2:05 p.m.', '2023-04-18 12:05:00'],
		['Tue, 18 Apr 2023 14:05:00 GMT', '2023-04-18 14:05:00'],
		['Tue Apr 18 2023 14:05:00 GMT+0200 (Central European Summer Time)', '2023-04-18 12:05:00'],
		[' 2023-04-18 14:05:00 ', '2023-04-18 14:05:00'],
		['\t2023-04-18T14:05:00Z\n', '2023-04-18 14:05:00'],
		['2023-04-18 14:05', '2023-04-18 14:05:00'],
		['2023-04-18 14:05:00.123', '2023-04-18 14:05:00'],
		[1681826700000, '2023-04-18 14:05:00'],
		['1681826700000', '2023-04-18 14:05:00'],
		['2023-04-18', '2023-04-17 22:00:00'],
		['20230418', '2023-04-17 22:00:00'],
		['4/18/2023, 2:05:00\u202fPM', '2023-04-18 12:05:00'],
		[[], ''],
		[new Date('2023-04-18T14:05:00Z'), '2023-04-18 14:05:00'],
		[DateTime.fromISO('2023-04-18T14:05:00', { zone: 'UTC' }), '2023-04-18 14:05:00'],
		[{ value: '2023-04-18 14:05:00', display_value: '18.04.2023 16:05' }, '2023-04-18 14:05:00'],
		['', ''],
		[' ', ''],
		[null, ''],
	])('may be given as %p', (value, text) => {
		for (const type of ['glide_date_time', 'due_date', 'calendar_date_time', 'datetime']) {
			expect(stored(type, value)).toBe(text);
		}
	});

	it.each([
		'03/04/2023 14:05:00',
		'3.4.2023',
		'18/04/23',
		'31/02/2023',
		'13/13/2023',
		'18/04/2023 25:00',
		'18/04/2023 13:05 PM',
		'2023-02-30 10:00:00',
		'2023-04-18 14:05:00 CET',
		'yesterday',
		'Foo 18, 2023',
		'18 Apr',
		1681826700,
		'1681826700',
		20231,
		'20230418140500',
		true,
		{ a: 1 },
		['2023-04-18'],
		Number.NaN,
		Number.POSITIVE_INFINITY,
	])('is refused where it cannot be read without a guess: %p', (value) => {
		for (const type of ['glide_date_time', 'glide_date', 'due_date']) {
			const { name, field, message, advice } = refusal(type, value);
			expect([name, field]).toEqual(['InputError', 'u_x']);
			expect(message).toContain('is not a date that can be read');
			expect(advice).toContain('2026-01-31T14:00:00Z');
		}
	});

	it('says where day and month could be confused', () => {
		expect(refusal('glide_date', '03/04/2023').message).toContain('day and month could be confused');
		expect(refusal('glide_date', '31/02/2023').message).not.toContain('confused');
	});

	it.each([
		['2023-04-18T23:30:00Z', '2023-04-19'],
		['18/04/2023 23:30', '2023-04-18'],
		['April 18, 2023', '2023-04-18'],
		[1681860600000, '2023-04-19'],
		['2023-04-18 23:30:00', '2023-04-19'],
		[' 2023-04-18 ', '2023-04-18'],
	])('in a column of days is the day in the workflow’s zone: %p', (value, day) => {
		expect(stored('glide_date', value)).toBe(day);
	});

	it.each([
		['20260131T140000Z', '20260131T140000Z'],
		['20260131T140000', '20260131T140000'],
		['2026-01-31T14:00:00', '20260131T130000Z'],
		['31/01/2026 14:00', '20260131T130000Z'],
	])('of a schedule has a form of its own: %p', (value, text) => {
		expect(stored('schedule_date_time', value)).toBe(text);
	});

	it.each([
		['14:05', '1970-01-01 14:05:00'],
		['2:05 PM', '1970-01-01 14:05:00'],
		['1970-01-01 14:05:00', '1970-01-01 14:05:00'],
		[' 14:05:09 ', '1970-01-01 14:05:09'],
	])('of day may be %p', (value, text) => {
		expect(stored('glide_time', value)).toBe(text);
	});

	it.each(['25:00', '14', '2026-01-31T14:00:00Z', 'noon', 1405])('of day is not %p', (value) => {
		expect(refusal('glide_time', value)).toMatchObject({ field: 'u_x' });
	});
});

describe('A duration', () => {
	it.each([
		['PT2H', '1970-01-01 02:00:00'],
		['P1DT2H30M', '1970-01-02 02:30:00'],
		['p1w', '1970-01-08 00:00:00'],
		['PT1.5H', '1970-01-01 01:30:00'],
		[7200, '1970-01-01 02:00:00'],
		['7200', '1970-01-01 02:00:00'],
		[0, '1970-01-01 00:00:00'],
		['2h 30m', '1970-01-01 02:30:00'],
		['2h30m', '1970-01-01 02:30:00'],
		['2 hours', '1970-01-01 02:00:00'],
		['1 Day 2 Hours 3 Minutes', '1970-01-02 02:03:00'],
		['1 day, 2 hours and 3 minutes', '1970-01-02 02:03:00'],
		['90 min', '1970-01-01 01:30:00'],
		['1.5 hours', '1970-01-01 01:30:00'],
		['23 Minutes', '1970-01-01 00:23:00'],
		['45 00:00:00', '1970-02-15 00:00:00'],
		['26:00:00', '1970-01-02 02:00:00'],
		['00:00:05', '1970-01-01 00:00:05'],
		['1970-02-15 00:00:00', '1970-02-15 00:00:00'],
		[Duration.fromObject({ hours: 2 }), '1970-01-01 02:00:00'],
	])('may be given as %p', (value, text) => {
		for (const type of ['glide_duration', 'timer']) expect(stored(type, value)).toBe(text);
	});

	it.each([
		'2:30',
		'P1M',
		'P',
		'PT',
		'two hours',
		'5m 3m',
		'2 parsecs',
		'1.5',
		'',
		'x',
		true,
		{ a: 1 },
		Number.NaN,
		'1970-13-01 00:00:00',
	])('is not %p', (value) => {
		if (value === '') expect(stored('timer', value)).toBe('');
		else expect(refusal('glide_duration', value).message).toContain('is not a duration that can be read');
	});
});

describe('A number', () => {
	it.each([
		['decimal', '12,50', '12.5'],
		['decimal', '1.234,50', '1234.5'],
		['decimal', '1,234.50', '1234.5'],
		['float', '1.234.567', '1234567'],
		['float', '1 234,5', '1234.5'],
		['decimal', "1'234.50", '1234.5'],
		['decimal', '-0,5', '-0.5'],
		['decimal', '0,125', '0.125'],
		['decimal', '1.234', '1.234'],
		['decimal', 1.5, '1.5'],
		['decimal', 1e21, '1000000000000000000000'],
		['decimal', ' 12 ', '12'],
		['integer', '007', '7'],
		['integer', '3.0', '3'],
		['integer', '1,234', '1234'],
		['integer', 42, '42'],
		['longint', '9007199254740993', '9007199254740993'],
		['percent_complete', '50 %', '50'],
		['price', '12,50', '12.5'],
		['price', '1.234,50', '1234.5'],
		['price', '$12.50', 'USD;12.5'],
		['price', '$1,234.50', 'USD;1234.5'],
		['price', '-$5', 'USD;-5'],
		['currency', 'EUR;12.50', 'EUR;12.5'],
		['currency', 'eur;12,50', 'EUR;12.5'],
		['currency', '12,50 €', 'EUR;12.5'],
		['currency', '€1.234,50', 'EUR;1234.5'],
		['currency2', 'CHF 12.50', 'CHF;12.5'],
		['currency2', '12.50 GBP', 'GBP;12.5'],
		['currency', 12.5, '12.5'],
	])('in a column of type %s may be %p', (type, value, text) => {
		expect(stored(type, value)).toBe(text);
	});

	it.each([
		['decimal', '1,234'],
		['decimal', '12.50.1'],
		['decimal', '1,23,456'],
		['decimal', 'twelve'],
		['decimal', '0x10'],
		['integer', '1.234'],
		['integer', '1.5'],
		['integer', 1.5],
		['integer', 'x'],
		['integer', Number.NaN],
		['integer', {}],
		['integer', '١٢'],
		['price', '1,234'],
		['price', '$'],
		['price', '¥100'],
		['price', 'EUR;'],
		['price', '12 apples'],
		['currency', 'EUR;USD;1'],
	])('in a column of type %s is not %p', (type, value) => {
		expect(refusal(type, value)).toMatchObject({ name: 'InputError', field: 'u_x' });
	});

	it.each([
		[true, 'true'],
		['Yes', 'true'],
		[0, 'false'],
		['off', 'false'],
	])('is not wanted for yes or no: %p', (value, text) => {
		expect(stored('boolean', value)).toBe(text);
		expect(refusal('boolean', 'maybe').message).toContain('is not true or false');
	});
});

describe('A text', () => {
	it.each(['2026-01-31T00:30:00+01:00', ' PT2H ', '12,50', '1681826700000'])('stays as it is: %j', (value) => {
		expect(stored('string', value)).toBe(value);
	});

	it('that was no text has the form of ServiceNow', () => {
		expect(stored('string', new Date(0))).toBe('1970-01-01 00:00:00');
		expect(stored('string', 7)).toBe('7');
	});
});

describe('What is read', () => {
	it('stays what it is when it is written back', () => {
		const values = ['18/04/2023 14:05', '2h', '12,50', '$5', 'yes', '14:05', '7'];
		for (const type of READ_TYPES) {
			for (const value of values) {
				let once: string;
				try {
					once = stored(type, value);
				} catch {
					continue;
				}
				expect([type, stored(type, once)]).toEqual([type, once]);
			}
		}
	});

	it('has a reader for every type of column that is a number, a date or a yes or no', () => {
		const wanted = Object.entries(TYPES).filter(([, [family]]) => ['number', 'date', 'boolean'].includes(family));
		expect(
			wanted.map(([type]) => type).filter((type) => !READ_TYPES.includes(type) && type !== 'auto_increment'),
		).toEqual([]);
	});
});
