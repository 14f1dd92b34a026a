import { clockOf, type Sample } from '../../../../nodes/ServiceNowPlatform/domain/values/displayTime.ts';

const sample = (value: string, shown: string): Sample => ({ value, shown });
/** The same two moments in several zones and formats. */
const winter = '2026-01-10 09:00:00';
const summer = '2026-07-20 20:30:05';

describe('clockOf', () => {
	it.each([
		['UTC', '2026-01-10 09:00:00', '2026-07-20 20:30:05', '2026-03-01 23:59:59', '2026-03-01 23:59:59'],
		['US/Pacific', '01-10-2026 01:00:00 AM', '07-20-2026 01:30:05 PM', '03-01-2026 12:00:00 AM', '2026-03-01 08:00:00'],
		['Europe/Berlin', '10.01.2026 10:00:00', '20.07.2026 22:30:05', '01.03.2026 00:30:00', '2026-02-28 23:30:00'],
		['Asia/Kolkata', '10/01/2026 14.30.00', '21/07/2026 02.00.05', '01/03/2026 05.30.00', '2026-03-01 00:00:00'],
		['America/New_York', '01/10/2026 04:00', '07/20/2026 16:30', '03/01/2026 00:00', '2026-03-01 05:00:00'],
	])('reads what a user in %s sees', (zone, first, last, shown, value) => {
		const clock = clockOf([sample(winter, first), sample(summer, last)], zone);
		expect(clock?.(first)?.slice(0, 16)).toBe(winter.slice(0, 16));
		expect(clock?.(last)?.slice(0, 16)).toBe(summer.slice(0, 16));
		expect(clock?.(shown)).toBe(value);
	});

	it('follows the clocks of the zone, also where the samples do not', () => {
		const samples = [sample(winter, '2026-01-10 10:00:00'), sample('2026-12-01 09:00:00', '2026-12-01 10:00:00')];
		expect(clockOf(samples, 'Europe/Berlin')?.('2026-07-01 12:00:00')).toBe('2026-07-01 10:00:00');
	});

	it.each(['', 'Nowhere/Else', 'Europe/London'])('goes by the closest sample for the zone %j', (zone) => {
		const samples = [sample(winter, '2026-01-10 10:00:00'), sample(summer, '2026-07-20 22:30:05')];
		const clock = clockOf(samples, zone);
		expect(clock?.('2026-02-01 12:00:00')).toBe('2026-02-01 11:00:00');
		expect(clock?.('2026-07-01 12:00:00')).toBe('2026-07-01 10:00:00');
	});

	it('does with one sample, and passes over an empty one', () => {
		const clock = clockOf([sample('', ''), sample(winter, '2026-01-10 10:00:00')]);
		expect(clock?.('2026-01-10 12:00:00')).toBe('2026-01-10 11:00:00');
	});

	it.each([
		[],
		[sample('', '')],
		[sample(winter, '10-Jan-2026 09:00:00')],
		[sample(winter, '2026-10-01 09:00:00')],
		[sample(winter, '2026-02-10 09:00:00')],
		[sample(summer, '2026-07-20 20:30:05'), sample(winter, 'yesterday')],
	])('knows no clock for %j', (...samples) => {
		expect(clockOf(samples, 'UTC')).toBeUndefined();
	});

	it('reads nothing that is no time', () => {
		const clock = clockOf([sample(winter, '2026-01-10 09:00:00')]);
		for (const text of ['', 'x', '2026-13-01 00:00:00', '1 2 3']) expect(clock?.(text)).toBeUndefined();
	});
});
