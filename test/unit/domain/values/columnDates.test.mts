import { DateTime } from 'luxon';
import { dateValue, mayBeDate } from '../../../../nodes/ServiceNowPlatform/domain/values/columnDates.ts';
import { thrown } from '../../support/failures.mts';

const inColumn = (type: string, value: unknown) => dateValue(value, { column: 'u_x', type, timeZone: 'Europe/Berlin' });
const NIGHT = '2026-01-31T00:30:00+01:00';

describe('A value', () => {
	it.each([
		NIGHT,
		'20260131',
		'20260131T140000Z',
		'2026-02-31',
		'2026-01-31 24:00',
		' 2026-01-31 soon',
		new Date(0),
		DateTime.fromMillis(0),
	])('such as %s may be a date that its column wants in another form', (value) => {
		expect(mayBeDate(value)).toBe(true);
	});

	it.each([
		'2026-01-31',
		'2026-01-31 14:00',
		'2026-01-31 14:00:00',
		'',
		'20261331',
		'2026',
		'on 2026-01-31',
		20260131,
		null,
		{},
	])('such as %j stays as it is', (value) => {
		expect(mayBeDate(value)).toBe(false);
	});
});

describe('A date', () => {
	it.each([
		['glide_date', '2026-01-31'],
		['glide_date_time', '2026-01-30 23:30:00'],
		['due_date', '2026-01-30 23:30:00'],
		['glide_time', '2026-01-30 23:30:00'],
		['', '2026-01-30 23:30:00'],
		['string', NIGHT],
		['schedule_date_time', NIGHT],
	])('in a column of type %j is %s', (type, text) => {
		expect(inColumn(type, NIGHT)).toBe(text);
	});

	it('that is no text is a time in UTC, in a column of text, too', () => {
		expect(inColumn('string', new Date(NIGHT))).toBe('2026-01-30 23:30:00');
	});

	it.each(['glide_date', 'glide_date_time'])(
		'that cannot be read is refused for %s, under the name of the column',
		(type) => {
			expect(thrown(() => inColumn(type, '2026-02-31T10:00'))).toMatchObject({ name: 'InputError', field: 'u_x' });
			expect(inColumn('', '2026-02-31T10:00')).toBe('2026-02-31T10:00');
		},
	);
});
