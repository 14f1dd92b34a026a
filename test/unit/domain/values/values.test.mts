import fc from 'fast-check';
import { DateTime, Duration } from 'luxon';
import { InputError } from '../../../../nodes/ServiceNowPlatform/domain/failure/inputError.ts';
import { assertGiven, isoFromWire, utc, wireValue } from '../../../../nodes/ServiceNowPlatform/domain/values/values.ts';
import { thrown } from '../../support/failures.mts';

const wire = (value: unknown, zone = 'Europe/Berlin') => wireValue(value, zone);
const zone = fc.constantFrom(
	'UTC',
	'Europe/Berlin',
	'America/New_York',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'Pacific/Apia',
	'America/St_Johns',
	'Africa/Casablanca',
);
/** Whole seconds from 1995 to 2037, within which the zones have rules of all kinds. */
const moment = fc.integer({ min: 788_918_400, max: 2_145_916_800 }).map((seconds) => seconds * 1000);

describe('wireValue', () => {
	it.each([
		[undefined, ''],
		[null, ''],
		['', ''],
		[' text ', ' text '],
		[0, '0'],
		[1.5, '1.5'],
		[-3, '-3'],
		[true, 'true'],
		[false, 'false'],
		[[], ''],
		[['a', 'b'], 'a,b'],
		[[1, null, true], '1,,true'],
		[{ a: 1 }, '{"a":1}'],
		[{ value: 'x' }, '{"value":"x"}'],
		[{ display_value: 'Beth Anglin', value: '46d4' }, '46d4'],
		[{ link: 'https://dev1/api/now/table/sys_user/46d4', value: '46d4' }, '46d4'],
		[[{ link: 'l', value: 'a' }, 'b'], 'a,b'],
		['__proto__', '__proto__'],
		['☃ é', '☃ é'],
	])('of %j is %j', (value, text) => {
		expect(wire(value)).toBe(text);
	});

	it.each([
		['2026-01-31T23:59:59Z', '2026-01-31 23:59:59'],
		['2026-01-31T23:59:59.999Z', '2026-01-31 23:59:59'],
		['2026-01-31t23:59:59z', '2026-01-31 23:59:59'],
		[' 2026-01-31T23:59:59Z ', '2026-01-31 23:59:59'],
		['2026-02-01T01:29+0530', '2026-01-31 19:59:00'],
		['2026-02-01T01:29:00.5+05:30', '2026-01-31 19:59:00'],
		['2026-01-31T12:00', '2026-01-31 11:00:00'],
		['2026-07-31T12:00:30', '2026-07-31 10:00:30'],
		['2026-07-31T12:00:30.123456', '2026-07-31 10:00:30'],
		['2026-01-31 12:00:00', '2026-01-31 12:00:00'],
		['2026-01-31', '2026-01-31'],
		['see 2026-01-31T12:00', 'see 2026-01-31T12:00'],
		['2024-02-29T00:00:00Z', '2024-02-29 00:00:00'],
		['2026-01-31 14:00:00Z', '2026-01-31 14:00:00'],
		['2026-01-31 14:00:00.000+02:00', '2026-01-31 12:00:00'],
		['2026-01-31T14:00:00-03', '2026-01-31 17:00:00'],
		['20260131T140000Z', '2026-01-31 14:00:00'],
		['20260131T1400', '2026-01-31 13:00:00'],
		['2026-01-31T14:00:00,5Z', '2026-01-31 14:00:00'],
		['2026-01-31T14Z', '2026-01-31 14:00:00'],
		['2026-12-31T24:00:00Z', '2027-01-01 00:00:00'],
		['2026-01-31T14:00:00+01:00[Europe/Berlin]', '2026-01-31 13:00:00'],
		['0001-01-01T00:00:00Z', '0001-01-01 00:00:00'],
		['2026-01-31 14:00:00.000', '2026-01-31 14:00:00.000'],
		['20260131', '20260131'],
	])('of the time %j in Berlin is %j', (value, text) => {
		expect(wire(value)).toBe(text);
	});

	it.each([
		['2026-03-29T01:59:59', '2026-03-29 00:59:59'],
		['2026-03-29T03:00:00', '2026-03-29 01:00:00'],
		['2026-10-25T01:59:59', '2026-10-24 23:59:59'],
		['2026-10-25T03:00:00', '2026-10-25 02:00:00'],
	])('of %j, beside a change of the clocks, is %j', (value, text) => {
		expect(wire(value)).toBe(text);
	});

	it('writes times of JavaScript and of luxon in UTC', () => {
		const time = DateTime.fromISO('2026-01-31T12:00:00', { zone: 'Asia/Kolkata' });
		expect([wire(time.toJSDate()), wire(time)]).toEqual(['2026-01-31 06:30:00', '2026-01-31 06:30:00']);
	});

	it.each([
		'2026-13-01T10:00:00Z',
		'2026-01-01T25:00:00Z',
		'2026-01-01T10:00:60Z',
		'2026-01-01T10:00:00+99:99',
		'2026-99-99T99:99',
		'2026-01-01T24:00:01Z',
		'20260230T100000Z',
		'2026-01-01 10:00:00+24',
		new Date(Number.NaN),
		DateTime.invalid('none'),
	])('leaves %p as it is or refuses it, since it is no time', (value) => {
		let result: unknown;
		try {
			result = wire(value);
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
			return;
		}
		expect(result).toBe(value);
	});

	it('does not write another day for a day that there is not', () => {
		let result: unknown = 'refused';
		try {
			result = wire('2026-02-31T10:00:00Z');
		} catch (error) {
			expect(error).toBeInstanceOf(InputError);
		}
		expect(['refused', '2026-02-31T10:00:00Z']).toContain(result);
	});

	it('writes no JSON into a reference that was read as its display value with a link', () => {
		const value = { display_value: 'Beth Anglin', link: 'https://dev1.service-now.com/api/now/table/sys_user/46d4' };
		expect(wire(value)).not.toContain('{');
	});

	it('is the moment itself, whatever zone a time is written in', () => {
		fc.assert(
			fc.property(moment, zone, zone, (milliseconds, written, workflow) => {
				const text = DateTime.fromMillis(milliseconds, { zone: written }).toISO() ?? '';
				expect(wire(text, workflow)).toBe(utc(milliseconds));
			}),
		);
	});

	it('shows the same clock again for a time without a zone', () => {
		fc.assert(
			fc.property(moment, zone, (milliseconds, workflow) => {
				const clock = DateTime.fromMillis(milliseconds, { zone: workflow }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
				const back = DateTime.fromSQL(wire(clock, workflow), { zone: 'UTC' }).setZone(workflow);
				expect(back.toFormat("yyyy-MM-dd'T'HH:mm:ss")).toBe(clock);
			}),
			{ numRuns: 1000 },
		);
	});

	it('changes nothing of what it has made', () => {
		const value = fc.oneof(
			fc.string(),
			fc.double(),
			fc.boolean(),
			fc.constant(null),
			fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) }),
		);
		fc.assert(
			fc.property(fc.oneof(value, fc.array(value)), (input) => {
				const text = wire(input);
				expect(wire(text)).toBe(text);
			}),
		);
	});
});

describe('isoFromWire', () => {
	it.each([
		['2026-01-31 23:59:59', '2026-01-31T23:59:59Z'],
		['2026-01-31 23:59', '2026-01-31T23:59Z'],
		['2026-01-31', undefined],
		['', undefined],
		['31.01.2026 23:59:59', undefined],
		['2026-01-31 23:59:59\n', undefined],
	])('of %j is %j', (text, iso) => {
		expect(isoFromWire(text)).toBe(iso);
	});

	it('turns back what wireValue makes of it', () => {
		fc.assert(
			fc.property(moment, zone, (milliseconds, workflow) => {
				const text = utc(milliseconds);
				expect(wire(isoFromWire(text), workflow)).toBe(text);
			}),
		);
	});
});

describe('A value for a column', () => {
	it.each([
		['an object', { a: 1 }],
		['an empty object', {}],
		['NaN', Number.NaN],
		['Infinity', Number.POSITIVE_INFINITY],
		['a list with an object', ['x', { a: 1 }]],
		['a value without what people see of it', { value: 'x' }],
	])('is refused under its name: %s', (_, state) => {
		expect(thrown(() => assertGiven({ other: 'x', state }))).toMatchObject({ name: 'InputError', field: 'state' });
	});

	it.each([
		['x'],
		[1],
		[true],
		[null],
		[undefined],
		[['x', 1, null]],
		[[]],
		[new Date(0)],
		[DateTime.fromMillis(0)],
		[Duration.fromMillis(0)],
		[{ value: 'x', display_value: 'X' }],
		[{ link: 'https://x/api/now/table/sys_user/1', value: 'x' }],
	])('may be %p', (state) => {
		expect(() => assertGiven({ state })).not.toThrow();
	});
});
