import { actAs } from '../../support/actAs.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';
import { testsOf } from '../../support/n8n/ran.mts';

let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
const [BETH, DAVID] = ['beth.anglin', 'david.loo'] as const;
let incident: { number: string; sys_id: string };

/** Times are UTC; the record itself is as old as its first entry and as new as its last. */
const ENTRIES = [
	['2026-01-15 18:30:00', 'comments', BETH, 'It does not print'],
	['2026-07-04 02:15:10', 'work_notes', DAVID, 'Toner is empty\n\nSee the second page'],
	['2026-07-04 20:00:00', 'comments', DAVID, 'We order toner'],
	['2026-11-20 07:05:09', 'work_notes', BETH, 'Toner has come'],
] as const;

beforeAll(() => {
	const { store } = s.emulator;
	const { number = '', sys_id = '' } = store.find('incident', {})[0] ?? {};
	incident = { number, sys_id };
	for (const entry of store.find('sys_journal_field', { element_id: sys_id }))
		store.remove('sys_journal_field', String(entry.sys_id));
	for (const entry of ENTRIES) write(entry);
	store.put('incident', { sys_id, sys_created_on: '2026-01-10 09:00:00', sys_updated_on: '2026-11-20 07:05:09' });
});
afterEach(async () => {
	s.emulator.setFaults([]);
	await actAs(s, 'integration.user');
});

function write([sys_created_on, element, sys_created_by, value]: readonly [string, string, string, string]) {
	const own = { element_id: incident.sys_id, name: 'incident', element, value };
	return s.emulator.store.put('sys_journal_field', { ...own, sys_created_on, sys_created_by });
}

async function getMany(parameters: Record<string, unknown> = {}) {
	const usual = { resource: 'comment', operation: 'getAll', table: by('list', 'task'), returnAll: true };
	return await s.n8n.run({ ...usual, record: by('number', incident.number), ...parameters } as never);
}

const newestFirst = [...ENTRIES].reverse();

describe('For those who may read the journal', () => {
	beforeEach(async () => await actAs(s, 'admin'));

	it('comments and work notes come as a list, newest first', async () => {
		const { json, error, output } = await getMany();
		expect(error).toBeUndefined();
		expect(json).toEqual(
			newestFirst.map(([created_on, type, created_by, text]) => ({
				sys_id: expect.stringMatching(/^[0-9a-f]{32}$/),
				created_on,
				created_by,
				type,
				text,
				source: 'sys_journal_field',
				record: incident.sys_id,
			})),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(ENTRIES.map(() => ({ item: 0 })));
	});

	// The bounds are 2026-07-04 02:15:10 and 20:00:00 UTC, and count themselves.
	it.each([
		['from', '2026-07-04T20:00:00Z', 'UTC', 2],
		['from', '2026-07-04T20:00:01Z', 'UTC', 1],
		['from', '2026-07-04 20:00:00', 'America/New_York', 2],
		['from', '2026-07-04T16:00:00', 'America/New_York', 2],
		['from', '2026-07-04T16:00:01', 'America/New_York', 1],
		['from', '07/14/2026', 'UTC', 1],
		['from', '4 July 2026 8:00 PM', 'UTC', 2],
		['from', 1783195200000, 'UTC', 2],
		['until', '2026-07-04T02:15:10Z', 'UTC', 2],
		['until', '2026-07-04T02:15:09Z', 'UTC', 1],
		['until', '2026-07-03', 'America/New_York', 2],
		['until', '2026-07-03', 'UTC', 1],
		['until', '2026-07-04', 'UTC', 3],
		['until', '31.12.2026', 'UTC', 4],
	] as const)('those of a time come: %s %s in %s', async (bound, time, timezone, count) => {
		const usual = { resource: 'comment', operation: 'getAll', table: by('list', 'task'), returnAll: true };
		const { json, error } = await s.n8n.run(
			{ ...usual, record: by('number', incident.number), options: { [bound]: time } } as never,
			{ timezone },
		);
		expect([error?.message, json.length]).toEqual([undefined, count]);
	});

	it.each(['03/04/2026', '2026-02-31', 'x', '={{ NaN }}', '={{ [] }}'])(
		'a time that is none is refused: %s',
		async (from) => {
			s.emulator.resetStats();
			const { error } = await getMany({ options: { from } });
			expect([error?.message.startsWith('From: '), requestCount(s)]).toEqual([true, 0]);
		},
	);

	it('one type of them comes alone, up to the limit, in two requests by number', async () => {
		s.emulator.resetStats();
		const { json } = await getMany({ type: 'comments', returnAll: false, limit: 1 });
		expect(json).toMatchObject([{ type: 'comments', text: 'We order toner' }]);
		expect(s.emulator.stats().requests['table.list']).toBe(2);
	});

	it('none come of a record without any, and an error of one that is not there', async () => {
		const other = s.emulator.store.find('problem', {})[0] ?? {};
		for (const entry of s.emulator.store.find('sys_journal_field', { element_id: String(other.sys_id) }))
			s.emulator.store.remove('sys_journal_field', String(entry.sys_id));
		expect((await getMany({ record: by('number', String(other.number)) })).json).toEqual([]);
		const { error } = await getMany({ record: by('id', 'f'.repeat(32)) });
		expect(error).toMatchObject({ message: 'No Record found', httpCode: '404' });
	});
});

describe('For those to whom the journal table is closed', () => {
	const NAMES: Record<string, string> = { [BETH]: 'Beth Anglin', [DAVID]: 'David Loo' };
	const expected = newestFirst.map(([created_on, type, user, text]) => ({
		created_on,
		type,
		text,
		name: NAMES[user],
		source: 'display_value',
		record: incident?.sys_id ?? expect.any(String),
	}));

	it.each([
		['GMT, 2026-01-31 23:59:59', 'integration.user'],
		['US/Pacific, 01-31-2026 11:59:59 PM', 'pacific.user'],
		['Europe/Berlin, 31.01.2026 23:59:59', 'change.manager'],
	])('the entries come from the record, their times in UTC: %s', async (_, user) => {
		await actAs(s, user);
		const { json, error, hints } = await getMany();
		expect(error).toBeUndefined();
		expect(hints).toEqual([]);
		expect(json).toEqual(expected);
	});

	it('the same holds where the instance refuses instead of hiding', async () => {
		s.emulator.setFaults([
			{ match: { path: 'sys_journal_field' }, action: { kind: 'status', status: 403, message: 'Insufficient rights' } },
		]);
		const { json } = await getMany({ type: 'work_notes' });
		expect(json).toEqual(expected.filter(({ type }) => type === 'work_notes'));
	});

	it('any other failure stays one', async () => {
		s.emulator.setFaults([
			{ match: { path: 'sys_journal_field' }, action: { kind: 'status', status: 400, message: 'Broken' } },
		]);
		expect((await getMany()).error?.message).toBe('Broken');
	});

	it('a line that looks like the head of an entry belongs to its text', async () => {
		const quote = [
			'You wrote:',
			'2026-07-04 20:00:00 - David Loo (Additional comments)',
			'We order toner',
			'',
			'2026-07-04 02:15:10 - David Loo (Work notes)',
			'Toner is empty',
			'',
			'2027-01-01 00:00:00 - Beth Anglin (Additional comments)',
			'Not yet',
		].join('\n');
		const { sys_id } = write(['2026-11-20 07:05:10', 'comments', BETH, quote]);
		const { json } = await getMany({ type: 'comments' });
		s.emulator.store.remove('sys_journal_field', String(sys_id));
		expect(json.map(({ text }) => text)).toEqual([quote, 'We order toner', 'It does not print']);
	});

	it('times in a form that nobody can read stay as they are, and that is told', async () => {
		const { store } = s.emulator;
		const { sys_id = '', ...user } = store.one('sys_user', { user_name: 'integration.user' }) ?? {};
		store.put('sys_user', { sys_id, date_format: 'yyyy-dd-MM' });
		const { json, hints } = await getMany({ type: 'comments' });
		store.put('sys_user', { sys_id, date_format: user.date_format ?? '' });
		expect(json.map(({ created_on }) => created_on)).toEqual(['2026-04-07 20:00:00', '2026-15-01 18:30:00']);
		expect(hints).toEqual([expect.stringContaining('time zone of the signed-in user')]);
	});

	it('nothing comes of a record that the user may not see', async () => {
		const [problem] = s.emulator.store.find('problem', {});
		await actAs(s, 'employee');
		const { error, json } = await getMany({ record: by('id', String(problem?.sys_id)), table: by('name', 'problem') });
		expect(error?.message).toBe('No Record found');
		expect(json).toEqual([]);
	});
});

describe('Who reads the journal, and who the record', () => {
	const author = (value: string, mode = 'user_name') => ({ options: { author: { __rl: true, mode, value } } });
	const texts = async (parameters: Record<string, unknown>) => {
		const { json, error } = await getMany(parameters);
		if (error) throw error;
		return json.map(({ text }) => String(text).split('\n')[0]);
	};

	describe.each(['admin', 'integration.user', 'pacific.user'])('%s', (user) => {
		beforeEach(async () => await actAs(s, user));

		it('gets what one author has written', async () => {
			expect(await texts(author(DAVID))).toEqual(['We order toner', 'Toner is empty']);
			expect(await texts({ ...author('Beth Anglin', 'name'), type: 'comments' })).toEqual(['It does not print']);
		});

		it('gets what was written in a span of time, to the second', async () => {
			const options = { from: '2026-07-04T02:15:10Z', until: '2026-07-04T20:00:00Z' };
			expect(await texts({ options })).toEqual(['We order toner', 'Toner is empty']);
			expect(await texts({ options: { until: '2026-07-04T02:15:09Z' } })).toEqual(['It does not print']);
			expect(await texts({ options: { from: '2027-01-01T00:00:00Z' } })).toEqual([]);
		});

		it('gets the oldest first', async () => {
			const options = { oldestFirst: true };
			expect(await texts({ options })).toEqual(ENTRIES.map(([, , , text]) => text.split('\n')[0]));
			expect(await texts({ options, returnAll: false, limit: 1 })).toEqual(['It does not print']);
		});
	});

	it('is told where the times cannot be compared', async () => {
		const { store } = s.emulator;
		const { sys_id = '', ...user } = store.one('sys_user', { user_name: 'integration.user' }) ?? {};
		store.put('sys_user', { sys_id, date_format: 'yyyy-dd-MM' });
		const { error } = await getMany({ options: { from: '2026-07-04T00:00:00Z' } });
		store.put('sys_user', { sys_id, date_format: user.date_format ?? '' });
		expect(error?.message).toContain('The times of the comments cannot be read');
	});

	it('is told that there is no such author', async () => {
		expect((await getMany(author('nobody'))).error?.message).toBe('No user has the user name nobody');
	});
});

describe('Input that cannot be used', () => {
	it.each([
		['a type', { type: '={{ "all" }}' }, 'Type: "all" is none of the choices'],
		['a limit', { returnAll: false, limit: 0 }, 'Limit: 0 is not a whole number of at least 1'],
		['a record', { record: by('id', '@evil') }, 'Record: "@evil" is not a sys_id'],
		['a time', { options: { from: 'tomorrow' } }, 'From: "tomorrow" is not a date and time'],
		['an author', { options: { author: by('id', '../x') } }, 'Author: "../x" is not a sys_id'],
		['a table', { table: by('name', 'https://evil') }, 'Table: "https://evil" is not the name of a table'],
	])('is refused before anything is sent: %s', async (_, parameters, message) => {
		s.emulator.resetStats();
		const { error } = await getMany(parameters);
		expect(error?.message).toBe(message);
		expect(requestCount(s)).toBe(0);
	});
});

testsOf('comment', 'getAll');
