/** The date choices of list filters, as "Copy query" gives them: platform-user-interface/c_ValuesForDateTimeFields.md. */
import { createClock } from '../../emulator/clock.mts';
import { evaluate } from '../../emulator/data/query/script.mts';
import { describeEmulator, login, useInstance } from '../instance.mts';

/** A Wednesday, three days after the clocks of the west coast went forward. */
const NOW = Date.UTC(2031, 2, 12, 19, 30, 15);

function moment(name: string, zone: string): string {
	const clock = { ...createClock(), now: () => NOW };
	const format = { zone, date: 'yyyy-MM-dd', time: 'HH:mm:ss' };
	const session = { user: {}, roles: new Set<string>(), via: 'basic' as const };
	const context = { session, clock, format, myGroups: () => [], dynamicFilter: () => undefined };
	return evaluate(`javascript:gs.${name}()`, context);
}

const bounds = (period: string, zone = 'GMT') => [moment(`beginningOf${period}`, zone), moment(`endOf${period}`, zone)];

const day = (from: string, to = from) => [`${from} 00:00:00`, `${to} 23:59:59`] as const;

describe('the 72 functions of date filters', () => {
	it.each([
		['Today', ...day('2031-03-12')],
		['Yesterday', ...day('2031-03-11')],
		['Tomorrow', ...day('2031-03-13')],
		['ThisWeek', ...day('2031-03-09', '2031-03-15')],
		['LastWeek', ...day('2031-03-02', '2031-03-08')],
		['NextWeek', ...day('2031-03-16', '2031-03-22')],
		['ThisMonth', ...day('2031-03-01', '2031-03-31')],
		['LastMonth', ...day('2031-02-01', '2031-02-28')],
		['NextMonth', ...day('2031-04-01', '2031-04-30')],
		['Last3Months', ...day('2030-12-01', '2031-03-31')],
		['Last6Months', ...day('2030-09-01', '2031-03-31')],
		['Last9Months', ...day('2030-06-01', '2031-03-31')],
		['Last12Months', ...day('2030-03-01', '2031-03-31')],
		['ThisQuarter', ...day('2031-01-01', '2031-03-31')],
		['LastQuarter', ...day('2030-10-01', '2030-12-31')],
		['Last2Quarters', ...day('2030-10-01', '2031-03-31')],
		['NextQuarter', ...day('2031-04-01', '2031-06-30')],
		['Next2Quarters', ...day('2031-04-01', '2031-09-30')],
		['ThisYear', ...day('2031-01-01', '2031-12-31')],
		['LastYear', ...day('2030-01-01', '2030-12-31')],
		['NextYear', ...day('2032-01-01', '2032-12-31')],
		['Last2Years', ...day('2030-01-01', '2031-12-31')],
		['Last7Days', ...day('2031-03-05', '2031-03-12')],
		['Last30Days', ...day('2031-02-10', '2031-03-12')],
		['Last60Days', ...day('2031-01-11', '2031-03-12')],
		['Last90Days', ...day('2030-12-12', '2031-03-12')],
		['Last120Days', ...day('2030-11-12', '2031-03-12')],
		['CurrentHour', '2031-03-12 19:00:00', '2031-03-12 19:59:59'],
		['LastHour', '2031-03-12 18:00:00', '2031-03-12 18:59:59'],
		['Last2Hours', '2031-03-12 17:30:15', '2031-03-12 19:30:15'],
		['CurrentMinute', '2031-03-12 19:30:00', '2031-03-12 19:30:59'],
		['LastMinute', '2031-03-12 19:29:00', '2031-03-12 19:29:59'],
		['Last15Minutes', '2031-03-12 19:15:00', '2031-03-12 19:30:59'],
		['Last30Minutes', '2031-03-12 19:00:00', '2031-03-12 19:30:59'],
		['Last45Minutes', '2031-03-12 18:45:00', '2031-03-12 19:30:59'],
		['OneYearAgo', '2030-03-12 19:30:15', '2031-03-31 23:59:59'],
	])('%s is from %s to %s', (period, from, to) => expect(bounds(period)).toEqual([from, to]));

	it.each([
		['Today', '2031-03-12 07:00:00', '2031-03-13 06:59:59'],
		['Last7Days', '2031-03-05 08:00:00', '2031-03-13 06:59:59'],
		['ThisWeek', '2031-03-09 08:00:00', '2031-03-16 06:59:59'],
		['ThisMonth', '2031-03-01 08:00:00', '2031-04-01 06:59:59'],
		['LastHour', '2031-03-12 18:00:00', '2031-03-12 18:59:59'],
	])('%s is from %s to %s on the west coast', (period, from, to) =>
		expect(bounds(period, 'America/Los_Angeles')).toEqual([from, to]),
	);

	it.each(['beginningOfLast5Days', 'endOfconstructor', 'beginningOf', 'noSuchFunction'])('gs.%s() is nothing', (name) =>
		expect(moment(name, 'GMT')).toBe(''),
	);
});

describeEmulator('queries copied from a list', () => {
	const instance = useInstance({ seed: 'empty' });

	beforeAll(() => {
		const { store, clock } = instance.emulator;
		const rows: Record<string, string> = {
			early: '2031-03-05 07:59:59',
			first: '2031-03-05 08:00:00',
			hour: '2031-03-12 18:30:00',
			last: '2031-03-13 06:59:59',
			late: '2031-03-13 07:00:00',
		};
		clock.advance(NOW - Date.now());
		for (const [correlation_id, opened_at] of Object.entries(rows)) {
			store.insert(store.system, 'incident', { correlation_id, opened_at, short_description: 'period' });
		}
	});

	async function found(query: string, as: string): Promise<string[]> {
		const path = `/api/now/table/incident?sysparm_fields=correlation_id&sysparm_query=${encodeURIComponent(query)}`;
		const { result } = (await instance.call(path, { as: login(as) })).json<{
			result: Array<{ correlation_id: string }>;
		}>();
		return result.map(({ correlation_id }) => correlation_id).sort();
	}

	const LAST_7_DAYS =
		'short_description=period^opened_atONLast 7 days@javascript:gs.beginningOfLast7Days()@javascript:gs.endOfLast7Days()';

	it('find the days of the person who asks', async () => {
		expect(await found(LAST_7_DAYS, 'pacific.user')).toEqual(['first', 'hour', 'last']);
		expect(await found(LAST_7_DAYS, 'integration.user')).toEqual(['early', 'first', 'hour']);
		expect(await found(LAST_7_DAYS.replace('ONLast', 'NOTONLast'), 'pacific.user')).toEqual(['early', 'late']);
	});

	it('find the last hour', async () => {
		const query = 'opened_atONLast hour@javascript:gs.beginningOfLastHour()@javascript:gs.endOfLastHour()';
		expect(await found(query, 'pacific.user')).toEqual(['hour']);
	});

	it('find nothing between moments that no function names', async () => {
		const query = 'opened_atONLast 5 days@javascript:gs.beginningOfLast5Days()@javascript:gs.endOfLast5Days()';
		expect(await found(query, 'admin')).toEqual([]);
		expect(await found('opened_at>javascript:gs.noSuchFunction()', 'admin')).toEqual([]);
	});
});
