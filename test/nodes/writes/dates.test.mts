import { condition } from '../../support/conditions.mts';
import { by, mapped, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => {
	s.emulator.reset();
	s.emulator.store.put('sc_request', { short_description: 'dated', requested_date: '' });
	s.emulator.store.put('incident', { correlation_id: 'dated', due_date: '2020-01-01 00:00:00' });
	s.emulator.resetStats();
});

const timezone = 'Europe/Berlin';
const run = async (parameters: Record<string, unknown>) => await s.n8n.run(parameters as never, { timezone });
const request = () => s.stored('sc_request', { short_description: 'dated' });
const incident = () => s.stored('incident', { correlation_id: 'dated' });
const writeDay = async (requested_date: unknown, more: Record<string, unknown> = {}) =>
	await run({
		resource: 'record',
		operation: 'update',
		table: by('name', 'sc_request'),
		record: by('id', String(request()?.sys_id)),
		fields: mapped({ requested_date }),
		...more,
	});
const writeIncident = async (values: Record<string, unknown>) =>
	await run({
		resource: 'incident',
		operation: 'update',
		record: by('id', String(incident()?.sys_id)),
		fields: mapped(values),
	});

const MIDNIGHT = '={{ DateTime.fromISO("2026-01-31T00:00:00") }}';
const DAYS = ['2026-01-31', '2026-01-31T00:00:00', MIDNIGHT, '2026-01-31T00:00:00.000+01:00', '20260131'];

describe('A column of days', () => {
	it.each([...DAYS, '={{ new Date("2026-01-30T23:00:00Z") }}', '2026-01-30T23:00:00Z', '2026-01-30 23:00:00Z'])(
		'gets the day that %s is in the workflow’s time zone',
		async (value) => {
			const { error, hints } = await writeDay(value);
			expect([error?.message, hints]).toEqual([undefined, []]);
			expect(request()?.requested_date).toBe('2026-01-31');
		},
	);

	it('does so without looking up names, and by Update Many', async () => {
		await writeDay(MIDNIGHT, { options: { resolveNames: false } });
		expect(request()?.requested_date).toBe('2026-01-31');
		s.emulator.store.put('sc_request', { ...request(), requested_date: '' });
		const { json } = await run({
			resource: 'record',
			operation: 'updateMany',
			table: by('name', 'sc_request'),
			options: { sysparm_query: 'short_description=dated' },
			fields: mapped({ requested_date: MIDNIGHT }),
			dryRun: false,
			maxRecords: 1,
		});
		expect(json).toMatchObject([{ updated: true }]);
		expect(request()?.requested_date).toBe('2026-01-31');
	});

	it('matches on that day: one record, however the day is written', async () => {
		const made = () => s.emulator.store.find('sc_request', { short_description: 'matched' });
		for (const value of ['2027-05-01', '2027-05-01T00:00:00', '={{ DateTime.fromISO("2027-05-01") }}']) {
			const { error } = await run({
				resource: 'record',
				operation: 'upsert',
				table: by('name', 'sc_request'),
				fields: {
					...mapped({ requested_date: value, short_description: 'matched' }),
					matchingColumns: ['requested_date'],
				},
			});
			expect(error).toBeUndefined();
			expect(made()).toMatchObject([{ requested_date: '2027-05-01' }]);
		}
	});

	it.each(['2026-02-31', '2026-01-31 early', '2026-13-01T14:00:00Z'])(
		'refuses %s, which would empty it',
		async (value) => {
			s.emulator.store.put('sc_request', { ...request(), requested_date: '2026-03-03' });
			const { error } = await writeDay(value);
			expect(error?.message).toMatch(/requested_date.*is not a date/);
			expect(request()?.requested_date).toBe('2026-03-03');
		},
	);
});

describe('A column of times', () => {
	it.each([
		['2026-06-01 10:00:00+02:00', '2026-06-01 08:00:00'],
		['2026-01-31 14:00:00Z', '2026-01-31 14:00:00'],
		['2026-01-31T14:00:00+02', '2026-01-31 12:00:00'],
		['20260131T140000Z', '2026-01-31 14:00:00'],
		['20260131T1400+0100', '2026-01-31 13:00:00'],
		['2026-01-31T14:00:00,5Z', '2026-01-31 14:00:00'],
		['2026-01-31T14Z', '2026-01-31 14:00:00'],
		['2026-01-31T24:00:00Z', '2026-02-01 00:00:00'],
		['2026-01-31T14:00:00.000+01:00[Europe/Berlin]', '2026-01-31 13:00:00'],
		['2026-01-31T14:00:00', '2026-01-31 13:00:00'],
		['2026-01-31 14:00:00', '2026-01-31 14:00:00'],
	])('takes %s', async (value, stored) => {
		const { error, hints } = await writeIncident({ due_date: value });
		expect([error?.message, hints]).toEqual([undefined, []]);
		expect(incident()?.due_date).toBe(stored);
	});

	it.each(['2026-01-31T23:59:60Z', '2026-02-30 10:00:00', '2026-01-31 14:00:00 CET', '2026-01-31T14:00:00+99:00'])(
		'refuses %s, which would empty it',
		async (value) => {
			const { error } = await writeIncident({ due_date: value });
			expect(error?.message).toMatch(/due_date.*is not a date/);
			expect(incident()?.due_date).toBe('2020-01-01 00:00:00');
		},
	);
});

describe('A column of text', () => {
	it('keeps a time as it is written', async () => {
		const texts = { short_description: '2026-01-31T14:00:00+02:00', close_notes: '2026-01-31T14:00Z' };
		expect((await writeIncident(texts)).error).toBeUndefined();
		expect(incident()).toMatchObject(texts);
	});

	it('matches on a time as it is written', async () => {
		s.emulator.store.put('incident', { correlation_id: '2026-01-31T14:00:00Z' });
		const { json } = await run({
			resource: 'incident',
			operation: 'upsert',
			fields: { ...mapped({ correlation_id: '2026-01-31T14:00:00Z' }), matchingColumns: ['correlation_id'] },
		});
		expect(json).toMatchObject([{ upsert: 'updated', correlation_id: '2026-01-31T14:00:00Z' }]);
	});

	it('costs no further request where its name is known, nor do times in columns that are times everywhere', async () => {
		await writeIncident({ short_description: 'no date', impact: '1' });
		const usual = requestCount(s);
		s.emulator.resetStats();
		await writeIncident({ correlation_display: '2026-01-31T14:00:00Z', opened_at: '2026-01-31T14:00:00Z' });
		expect(requestCount(s)).toBeLessThanOrEqual(usual);
		expect(incident()).toMatchObject({
			correlation_display: '2026-01-31T14:00:00Z',
			opened_at: '2026-01-31 14:00:00',
		});
	});
});

describe('A filter', () => {
	const found = async (table: string, field: string, operator: string, value: string, more: object = {}) => {
		const { json, error } = await run({
			resource: 'record',
			operation: 'getAll',
			table: by('name', table),
			returnAll: true,
			filter: { conditions: [{ ...condition(by('name', field), operator, value), ...more }] },
			output: 'selected',
			selectedFields: ['short_description'],
		});
		return error?.message ?? json.map(({ short_description }) => short_description).sort();
	};

	beforeEach(() => {
		for (const day of ['2031-01-30', '2031-01-31', '2031-02-01']) {
			s.emulator.store.put('sc_request', { short_description: day, requested_date: day });
			s.emulator.store.put('incident', { short_description: day, opened_at: `${day} 12:00:00` });
		}
	});

	const days = ['2031-01-31', '2031-01-31T00:00:00', '={{ DateTime.fromISO("2031-01-31") }}', '2031-01-31T00:00+01:00'];

	it.each(days)('takes %s for that day, in columns of days and of times', async (value) => {
		expect(await found('sc_request', 'requested_date', 'on', value)).toEqual(['2031-01-31']);
		expect(await found('incident', 'opened_at', 'on', value)).toEqual(['2031-01-31']);
	});

	it.each(days)('compares a column of days with %s', async (value) => {
		const requested = async (operator: string, more?: object) =>
			await found('sc_request', 'requested_date', operator, value, more);
		expect(await requested('')).toEqual(['2031-01-31']);
		expect(await requested('isOneOf')).toEqual(['2031-01-31']);
		expect(await requested('after')).toEqual(['2031-02-01']);
		expect(await requested('greater')).toEqual(['2031-02-01']);
		expect(await requested('greaterOrEqual')).toEqual(['2031-01-31', '2031-02-01']);
		expect(await requested('between', { value2: value })).toEqual(['2031-01-31']);
		const earlier = await requested('before');
		expect(earlier).toContain('2031-01-30');
		expect(earlier).not.toContain('2031-01-31');
	});

	it('does so for a column of a referenced record', async () => {
		const requests = s.emulator.store.find('sc_request', { short_description: '2031-01-31' });
		s.emulator.store.put('sc_req_item', { short_description: 'item', request: String(requests[0]?.sys_id) });
		expect(await found('sc_req_item', 'request.requested_date', '', '2031-01-31T00:00:00')).toEqual(['item']);
	});

	it('compares texts as they are written, and times in UTC', async () => {
		s.emulator.store.put('incident', { short_description: 'text', correlation_id: '2026-01-31T14:00:00Z' });
		expect(await found('incident', 'correlation_id', '', '2026-01-31T14:00:00Z')).toEqual(['text']);
		expect(await found('incident', 'opened_at', '', '2031-01-31T13:00:00')).toEqual(['2031-01-31']);
	});

	it('asks for no columns where the name tells, or there is no time', async () => {
		await found('incident', 'number', '', 'INC0000001');
		const usual = requestCount(s);
		s.emulator.resetStats();
		await found('incident', 'sys_created_on', 'greater', '2031-01-31T13:00:00');
		expect(requestCount(s)).toBeLessThanOrEqual(usual);
	});

	it('refuses what is no date, without a request', async () => {
		expect(await found('incident', 'opened_at', 'on', '2031-02-31T13:00:00')).toMatch(/is not a date/);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('record', 'upsert');
