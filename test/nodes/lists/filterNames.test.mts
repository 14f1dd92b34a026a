import { by, mapped, type Stage, stage } from '../../support/instance.mts';

/** A filter looks names and labels up as writes do, and has one meaning of a day. */
let s: Stage;
beforeAll(async () => (s = await stage()));
afterAll(async () => await s.close());
beforeEach(() => s.emulator.reset());

type Line = [field: string, operator: string, value: unknown, more?: Record<string, unknown>];
const filter = (...lines: Line[]) => ({
	filter: {
		conditions: lines.map(([field, operator, value, more]) => ({
			...{ field: by('name', field), operator, value: { __rl: true, mode: 'text', value }, text: value, ...more },
		})),
	},
});
const run = async (lines: Line[], more: Record<string, unknown> = {}, timezone = 'UTC') => {
	const common = { resource: 'record', operation: 'getAll', table: by('name', 'incident'), returnAll: true };
	return await s.n8n.run({ ...common, ...filter(...lines), ...more } as never, { timezone });
};
const numbers = async (lines: Line[], more: Record<string, unknown> = {}, timezone = 'UTC') => {
	const { json, error } = await run(lines, more, timezone);
	return error?.message ?? json.map(({ number }) => String(number)).sort();
};
const idOf = (table: string, where: Record<string, string>) => String(s.stored(table, where)?.sys_id);
const fitting = (test: (row: Record<string, string>) => boolean) =>
	s.emulator.store
		.find('incident', {})
		.filter((row) => test(row as never))
		.map(({ number }) => String(number))
		.sort();

describe('A name in a filter', () => {
	const person = () => s.emulator.store.find('incident', {}).find(({ assigned_to }) => assigned_to !== '')?.assigned_to;

	it.each(['user_name', 'email', 'name'])('finds the records of the user by %s', async (key) => {
		const user = s.stored('sys_user', { sys_id: String(person()) });
		const expected = fitting((row) => row.assigned_to === user?.sys_id);
		expect(expected.length).toBeGreaterThan(0);
		expect(await numbers([['assigned_to', '', String(user?.[key])]])).toEqual(expected);
	});

	it('finds those of groups, one of several, and all others', async () => {
		const [desk, network] = ['Service Desk', 'Network'].map((name) => idOf('sys_user_group', { name }));
		expect(await numbers([['assignment_group', '', 'service desk']])).toEqual(
			fitting((row) => row.assignment_group === desk),
		);
		for (const value of ['Service Desk, Network', ['Service Desk', 'Network'], 'Service Desk;Network']) {
			expect(await numbers([['assignment_group', 'isOneOf', value]])).toEqual(
				fitting((row) => [desk, network].includes(row.assignment_group ?? '')),
			);
		}
		expect(await numbers([['assignment_group', 'isNot', 'Network']])).toEqual(
			fitting((row) => row.assignment_group !== '' && row.assignment_group !== network),
		);
		expect(await numbers([['assigned_to.name', '', 'Beth Anglin']])).toEqual(
			fitting((row) => row.assigned_to === idOf('sys_user', { name: 'Beth Anglin' })),
		);
	});

	it.each([
		[[['assigned_to', '', 'Nobody At All']], 'assigned_to: No user has the user name or email or name "Nobody At All"'],
		[[['state', '', 'Foo']], /^Filter, condition 1 of “All of These”, state: "Foo" is no choice\. Choices: New \(1\)/],
		[[['state', '', '99']], /^Filter, condition 1 of “All of These”, state: "99" is no choice/],
		[[['state', 'isOneOf', 'New, Foo']], /"Foo" is no choice/],
		[[['assigned_to', '', '']], /assigned_to is compared with nothing/],
		[[['state', 'isOneOf', '']], /state is compared with nothing/],
	] as Array<[Line[], string | RegExp]>)('is refused where there is none: %j', async (lines, message) => {
		const found = await numbers(lines);
		expect(typeof found).toBe('string');
		expect(found).toMatch(message);
	});

	it('is taken as it is where names are not to be resolved', async () => {
		expect(await numbers([['assignment_group', '', 'Network']], { options: { resolveNames: false } })).toEqual([]);
	});

	it('is looked up by Count, Summarize and Update Many, too', async () => {
		const network = idOf('sys_user_group', { name: 'Network' });
		const expected = fitting((row) => row.assignment_group === network && row.state === '2').length;
		const lines: Line[] = [
			['assignment_group', '', 'Network'],
			['state', '', 'In Progress'],
		];
		const { json } = await run(lines, { operation: 'count' });
		expect(json).toEqual([{ table: 'incident', count: expected }]);
		const many = await run(lines, { operation: 'updateMany', fields: mapped({ urgency: 'High' }), dryRun: true });
		expect(many.error).toBeUndefined();
		expect(many.json).toHaveLength(expected);
	});
});

describe('A label in a filter', () => {
	it.each([
		['state', '', 'In Progress', (row: Record<string, string>) => row.state === '2'],
		['priority', '', 'critical', (row: Record<string, string>) => row.priority === '1'],
		[
			'priority',
			'isOneOf',
			'1 - Critical, 2 - High',
			(row: Record<string, string>) => ['1', '2'].includes(row.priority ?? ''),
		],
		['priority', 'isOneOf', '1, 2 - High', (row: Record<string, string>) => ['1', '2'].includes(row.priority ?? '')],
		['priority', 'isNotOneOf', ['1 - Critical'], (row: Record<string, string>) => row.priority !== '1'],
		['priority', 'greater', '2 - High', (row: Record<string, string>) => Number(row.priority) > 2],
		['priority', 'between', '1 - Critical', (row: Record<string, string>) => Number(row.priority) <= 2],
		['category', '', 'Network', (row: Record<string, string>) => row.category === 'network'],
		['sys_class_name', '', 'Incident', () => true],
	])('%s %s %j', async (field, operator, value, test) => {
		const expected = fitting(test);
		expect(expected.length).toBeGreaterThan(0);
		expect(await numbers([[field, operator, value, { value2: '2 - High' }]])).toEqual(expected);
	});

	it('costs no request where the values are stored ones', async () => {
		await numbers([['number', '', 'INC0000001']]);
		s.emulator.resetStats();
		await numbers([
			['state', 'isOneOf', '1,2'],
			['category', '', 'network'],
			['active', '', 'true'],
		]);
		expect(s.emulator.stats().requests['table.list']).toBeLessThanOrEqual(2);
	});
});

describe('A day in a filter', () => {
	const [before, first, last, after] = [
		'2031-01-31 04:59:59',
		'2031-01-31 05:00:00',
		'2031-02-01 04:59:59',
		'2031-02-01 05:00:00',
	];
	const found = async (operator: string, more: Record<string, unknown> = {}) =>
		(
			await run(
				[
					['opened_at', operator, '2031-01-31', more],
					['short_description', 'startsWith', 'day '],
				],
				{},
				'America/New_York',
			)
		).json
			.map(({ short_description }) => String(short_description).slice(4))
			.sort();

	beforeEach(() => {
		for (const opened_at of [before, first, last, after]) {
			s.emulator.store.put('incident', { short_description: `day ${opened_at}`, opened_at });
		}
	});

	it.each([
		['', [first, last]],
		['on', [first, last]],
		['isNot', [before, after]],
		['notOn', [before, after]],
		['before', [before]],
		['less', [before]],
		['lessOrEqual', [before, first, last]],
		['after', [after]],
		['greater', [after]],
		['greaterOrEqual', [first, last, after]],
	])('is one of the workflow’s time zone: %s', async (operator, expected) => {
		expect(await found(operator)).toEqual(expected);
	});

	it('is so at both ends of a range, and in what people write', async () => {
		expect(await found('between', { value2: '2031-01-31' })).toEqual([first, last]);
		expect(await found('between', { value2: '31.01.2031' })).toEqual([first, last]);
		expect(await found('between', { value2: 'January 31, 2031 12:00 AM' })).toEqual([first]);
	});
});

describe('A period in a filter', () => {
	it('is one in a column of dates, and a word in a column of text', async () => {
		const today = new Date().toISOString().slice(0, 10);
		const put = (short_description: string, opened_at: string) =>
			s.emulator.store.put('incident', { short_description, opened_at });
		put('today', `${today} 00:00:00`);
		put('long ago', '2001-01-01 00:00:00');
		const descriptions = async (line: Line) => {
			const { json, error } = await run([line, ['opened_at', 'less', '2001-01-02']]);
			return error?.message ?? json.map(({ short_description }) => short_description);
		};
		const { json } = await run([['short_description', '', 'today']]);
		expect(json).toMatchObject([{ short_description: 'today' }]);
		expect(await descriptions(['opened_at', 'isNot', 'This Week'])).toEqual(['long ago']);
		expect(await descriptions(['opened_at', '', 'thisWeek'])).toEqual([]);
		const { json: recent } = await run([['opened_at', '', 'today']]);
		expect(recent.map(({ short_description }) => short_description)).toContain('today');
	});

	it('is one without a look-up of names, too', async () => {
		const { error } = await run([['opened_at', '', 'lastYear']], { options: { resolveNames: false } });
		expect(error).toBeUndefined();
	});
});

describe('A list of people in a filter', () => {
	const lists = () => {
		const [beth, lena] = ['beth.anglin', 'lena.fischer'].map((user_name) => idOf('sys_user', { user_name }));
		const [one, other] = s.emulator.store.find('incident', {});
		s.emulator.store.put('incident', { sys_id: String(one?.sys_id), watch_list: `${beth},${lena}` });
		s.emulator.store.put('incident', { sys_id: String(other?.sys_id), watch_list: String(beth) });
		return { both: String(one?.number), single: String(other?.number) };
	};

	it('contains somebody by name', async () => {
		const { both, single } = lists();
		expect(await numbers([['watch_list', 'contains', 'beth.anglin']])).toEqual([both, single].sort());
		expect(await numbers([['watch_list', 'contains', 'Lena Fischer']])).toEqual([both]);
		expect(await numbers([['watch_list', 'notContains', 'lena.fischer']])).toEqual([single]);
		expect(await numbers([['watch_list', 'contains', 'nobody']])).toContain('No user has the');
	});

	it('is one, which a text may name', async () => {
		const { both, single } = lists();
		expect(await numbers([['watch_list', '', 'beth.anglin']])).toEqual([single]);
		expect(await numbers([['watch_list', '', 'beth.anglin, lena.fischer']])).toEqual([both]);
	});

	it('asks nothing more where the column is no list', async () => {
		const cost = async (operator: string) => {
			s.emulator.resetStats();
			await run([['caller_id', operator, 'Lena']]);
			return s.emulator.stats().total;
		};
		await cost('contains');
		expect(await cost('contains')).toBe(await cost('startsWith'));
	});
});

describe('An amount in a filter', () => {
	const equipment = async (operator: string, value: unknown, more: Record<string, unknown> = {}, options = {}) => {
		const { json, error } = await run(
			[
				['u_cost', operator, value, more],
				['u_notes', '', 'amounts'],
			],
			{ table: by('name', 'u_equipment'), options },
		);
		return error?.message ?? json.map(({ u_name }) => String(u_name)).sort();
	};

	beforeEach(() => {
		for (const u_cost of ['12.4', '12.5', '12.6', '1250', '1234.5']) {
			s.emulator.store.put('u_equipment', { u_name: u_cost, u_cost, u_notes: 'amounts' });
		}
	});

	it.each([
		['', '12,50', ['12.5'], {}],
		['', '1.234,50', ['1234.5'], {}],
		['', '1,234.50', ['1234.5'], {}],
		['greater', '12,50', ['12.6', '1234.5', '1250'], {}],
		['lessOrEqual', ' 12,50 ', ['12.4', '12.5'], {}],
		['between', '12,45', ['12.5', '12.6'], { value2: '12,60' }],
		['isOneOf', ['12,50', '1.234,50'], ['12.5', '1234.5'], {}],
	] as Array<[string, unknown, string[], Record<string, unknown>]>)(
		'is read as one to write: %s %j',
		async (operator, value, expected, more) => {
			expect(await equipment(operator, value, more)).toEqual(expected);
			expect(await equipment(operator, value, more, { resolveNames: false })).toEqual(expected);
		},
	);

	it.each(['EUR;12.50', '$12.50', '12,50 €'])('names no currency: %s', async (value) => {
		for (const operator of ['', 'greater', 'isOneOf']) {
			expect(await equipment(operator, operator === 'isOneOf' ? [value] : value)).toBe(
				`Filter, condition 1 of “All of These”, u_cost: "${value}" names a currency, and u_cost is compared in that of the instance`,
			);
		}
		expect(await equipment('between', '1', { value2: value })).toContain('names a currency');
	});

	it.each(['1,234', 'twelve', '12 apples'])('that cannot be read is refused: %s', async (value) => {
		expect(await equipment('greater', value)).toBe(
			`Filter, condition 1 of “All of These”, u_cost: "${value}" is not an amount that can be read`,
		);
	});
});

describe('What is wrong with a condition', () => {
	it('is told with its place, and with the field as the form shows it', async () => {
		const state = { ...by('list', 'state'), cachedResultName: 'State (state)' };
		const condition = { field: state, operator: '', value: by('text', 'Foo') };
		const own = { conditions: [{ field: by('name', 'active'), operator: 'isTrue' }, condition] };
		const found = await Promise.all([own, { any: own.conditions }].map(async (filter) => await run([], { filter })));
		expect(found.map(({ error }) => error?.message.split(': ')[0])).toEqual([
			'Filter, condition 2 of “All of These”, State (state)',
			'Filter, condition 2 of “Any of These”, State (state)',
		]);
	});
});

describe('A label in an encoded query', () => {
	const hints = async (sysparm_query: string) => (await run([], { options: { sysparm_query } })).hints;

	it.each(['state=In Progress', 'active=true^stateIN1,In Progress', 'active=true^ORstate!=In Progress'])(
		'is told, where the column holds numbers: %s',
		async (query) => {
			expect(await hints(query)).toEqual([expect.stringContaining('state holds numbers, and "In Progress" is none')]);
		},
	);

	it.each(['stateIN1,2', 'category=Network', 'priority=javascript:gs.getProperty("x")', 'priority=', 'stateLIKEIn'])(
		'is no matter of %s',
		async (query) => {
			expect(await hints(query)).toEqual([]);
		},
	);
});
