import { isoDay, isoTime } from '../../../../nodes/ServiceNowPlatform/domain/values/isoTime.ts';

const HOUR = 3_600_000;
const at = (wall: string, ahead?: number) => ({ wall: Date.parse(`${wall}Z`), ahead });

describe('isoTime', () => {
	it.each([
		['2026-01-31T14:05:06Z', at('2026-01-31T14:05:06', 0)],
		['2026-01-31t14:05:06z', at('2026-01-31T14:05:06', 0)],
		['2026-01-31T14:05:06.789Z', at('2026-01-31T14:05:06', 0)],
		['2026-01-31T14:05:06,7Z', at('2026-01-31T14:05:06', 0)],
		['2026-01-31T14:05', at('2026-01-31T14:05:00')],
		['2026-01-31T14', at('2026-01-31T14:00:00')],
		['20260131T140506Z', at('2026-01-31T14:05:06', 0)],
		['2026-01-31T14:05:06+02:00', at('2026-01-31T14:05:06', 2 * HOUR)],
		['2026-01-31T14:05:06-0330', at('2026-01-31T14:05:06', -3.5 * HOUR)],
		['2026-01-31 14:05:06+05', at('2026-01-31T14:05:06', 5 * HOUR)],
		['2026-01-31T14:05:06+01:00[Europe/Berlin]', at('2026-01-31T14:05:06', HOUR)],
		['2026-01-31T24:00:00', at('2026-02-01T00:00:00')],
		['2028-02-29T00:00Z', at('2028-02-29T00:00:00', 0)],
	])('reads %s', (text, expected) => {
		expect(isoTime(text)).toEqual(expected);
	});

	it.each([
		['nothing', ''],
		['a day alone', '2026-01-31'],
		['ServiceNow’s own form, which is UTC', '2026-01-31 14:05:06'],
		['a day that is none', '2026-02-29T00:00Z'],
		['a month that is none', '2026-13-01T00:00Z'],
		['an hour that is none', '2026-01-31T25:00Z'],
		['a time behind the end of the day', '2026-01-31T24:00:01Z'],
		['a minute that is none', '2026-01-31T10:60Z'],
		['a second that is none', '2026-01-31T10:00:60Z'],
		['a zone that is none', '2026-01-31T10:00+25:00'],
		['a year of two digits', '26-01-31T10:00Z'],
		['text behind it', '2026-01-31T10:00Z and more'],
		['another order', '31.01.2026 10:00'],
	])('does not read %s', (_, text) => {
		expect(isoTime(text)).toBeUndefined();
	});
});

describe('isoDay', () => {
	it.each([
		['2026-01-31', '2026-01-31'],
		['20260131', '2026-01-31'],
		['2028-02-29', '2028-02-29'],
		['2026-02-29', undefined],
		['2026-02-30', undefined],
		['2026-00-10', undefined],
		['2026-1-31', undefined],
		['2026-01-31T00:00Z', undefined],
		['', undefined],
	])('of %j is %j', (text, day) => {
		expect(isoDay(text)).toBe(day);
	});
});
