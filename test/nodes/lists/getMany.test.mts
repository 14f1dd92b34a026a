import { condition as conditionOf } from '../../support/conditions.mts';
import { N8n } from '../../support/n8n/n8n.mts';
import { by, requestCount, type Stage, stage } from '../../support/instance.mts';

let s: Stage;
beforeAll(async () => {
	s = await stage();
	for (const [short_description, impact, caller, opened_at] of ROWS) {
		const sys_id = s.stored('sys_user', { user_name: caller })?.sys_id;
		s.emulator.store.put('incident', {
			correlation_id: 'get-many',
			short_description,
			impact,
			opened_at,
			caller_id: String(sys_id ?? ''),
			assigned_to: '',
			state: '1',
			urgency: '3',
			active: String(impact !== '3'),
		});
	}
});
afterAll(async () => await s.close());

const ROWS = [
	['Alpha mail', '1', 'beth.anglin', '2026-01-10 10:00:00'],
	['Beta mail', '2', 'beth.anglin', '2026-02-10 10:00:00'],
	['Gamma print', '2', 'abel.tuter', '2026-03-10 10:00:00'],
	['Delta print', '3', '', '2026-04-10 10:00:00'],
] as const;

type Line = { field: string; operator: string; value?: unknown; [name: string]: unknown };
const field = (name: string) => ({ __rl: true, mode: 'name', value: name });
const typed = (value: unknown) => ({ __rl: true, mode: 'text', value });
const own: Line = { field: 'correlation_id', operator: 'is', value: 'get-many' };
const condition = ({ field: name, operator, value, ...line }: Line) => ({
	...(value === undefined ? { field: field(name), operator } : conditionOf(field(name), operator, value)),
	...line,
});
const getMany = (conditions: Line[], more: Record<string, unknown> = {}) =>
	({
		resource: 'incident',
		operation: 'getAll',
		returnAll: true,
		filter: { conditions: conditions.map(condition) },
		...more,
	}) as never;
const letters = async (...lines: Line[]) => {
	const { json, error } = await s.n8n.run(
		getMany([own, ...lines], { options: { sort: { fields: [{ field: field('opened_at'), direction: 'ORDERBY' }] } } }),
	);
	if (error) throw error;
	return json.map(({ short_description }) => String(short_description).charAt(0)).join('');
};
const beth = () => String(s.stored('sys_user', { user_name: 'beth.anglin' })?.sys_id);

describe('Get Many with a filter', () => {
	it.each<[Line, string]>([
		[{ field: 'impact', operator: 'is', value: '2' }, 'BG'],
		[{ field: 'impact', operator: '', value: '1' }, 'A'],
		[{ field: 'impact', operator: 'isNot', value: 2 }, 'AD'],
		[{ field: 'impact', operator: 'isOneOf', value: '1, 3' }, 'AD'],
		[{ field: 'impact', operator: 'isNotOneOf', value: ['1', '3'] }, 'BG'],
		[{ field: 'impact', operator: 'greaterOrEqual', value: '2' }, 'BGD'],
		[{ field: 'impact', operator: 'less', value: '2' }, 'A'],
		[{ field: 'impact', operator: 'between', value: '2', value2: '3' }, 'BGD'],
		[{ field: 'short_description', operator: 'contains', value: 'mail' }, 'AB'],
		[{ field: 'short_description', operator: 'notContains', value: 'mail' }, 'GD'],
		[{ field: 'short_description', operator: 'startsWith', value: 'Gam' }, 'G'],
		[{ field: 'short_description', operator: 'endsWith', value: 'print' }, 'GD'],
		[{ field: 'caller_id', operator: 'isEmpty' }, 'D'],
		[{ field: 'caller_id', operator: 'isNotEmpty' }, 'ABG'],
		[{ field: 'caller_id.user_name', operator: 'is', value: 'abel.tuter' }, 'G'],
		[{ field: 'caller_id', operator: 'contains', value: 'Anglin' }, 'AB'],
		[{ field: 'active', operator: 'isTrue' }, 'ABG'],
		[{ field: 'active', operator: 'isFalse' }, 'D'],
		[{ field: 'opened_at', operator: 'on', value: '2026-02-10' }, 'B'],
		[{ field: 'opened_at', operator: 'notOn', value: '2026-02-10' }, 'AGD'],
		[{ field: 'opened_at', operator: 'before', value: '2026-03-01' }, 'AB'],
		[{ field: 'opened_at', operator: 'after', value: '2026-03-10T12:00:00Z' }, 'D'],
		[{ field: 'opened_at', operator: 'between', value: '2026-02-01T00:00:00Z', value2: '2026-03-31' }, 'BG'],
		[{ field: 'opened_at', operator: 'moreThanAgo', amount: 1, unit: 'minutes' }, 'ABGD'],
		[{ field: 'impact', operator: 'sameAs', otherField: 'urgency' }, 'D'],
	])('understands %j', async (line, expected) => {
		if (line.otherField !== undefined) line.otherField = field(String(line.otherField));
		expect(await letters(line)).toBe(expected);
	});

	it('keeps records without a value where asked to', async () => {
		const [without, including] = await Promise.all(
			['isNot', 'isNotOrEmpty'].map(async (operator) => await letters({ field: 'caller_id', operator, value: beth() })),
		);
		expect([without, including]).toEqual(['G', 'GD']);
	});

	it('wants all of some conditions and any of others', async () => {
		const mail: Line = { field: 'short_description', operator: 'contains', value: 'mail' };
		const low: Line = { field: 'impact', operator: 'is', value: '3' };
		const found = async (filter: Record<'conditions' | 'any', Line[]>) => {
			const { json } = await s.n8n.run(
				getMany([], { filter: { conditions: filter.conditions.map(condition), any: filter.any.map(condition) } }),
			);
			return json.map(({ short_description }) => String(short_description).charAt(0)).sort();
		};
		expect(await found({ conditions: [own], any: [mail, low] })).toEqual(['A', 'B', 'D']);
		expect(await found({ conditions: [own, mail], any: [low, { ...low, value: '1' }] })).toEqual(['A']);
		expect(await letters(mail, low)).toBe('');
	});

	it('takes several values from the list of a field', async () => {
		const line = { field: field('impact'), operator: 'isAnyOf', values: ['1', '3'] };
		const { json } = await s.n8n.run(getMany([], { filter: { conditions: [condition(own), line] } }));
		expect(json.map(({ impact }) => impact).sort()).toEqual(['1', '3']);
	});

	it('narrows a query and a search by the filter', async () => {
		const query = { options: { sysparm_query: 'impact=1^ORimpact=3', search: 'mail' } };
		const { json } = await s.n8n.run(getMany([own], query));
		expect(json.map(({ short_description }) => short_description)).toEqual(['Alpha mail']);
	});

	it('takes a column that was chosen from the list like one that was typed', async () => {
		const line = {
			field: { __rl: true, mode: 'list', value: 'impact' },
			operator: 'is',
			value: typed('1'),
		};
		const { json } = await s.n8n.run(getMany([own], { filter: { conditions: [condition(own), line] } }));
		expect(json).toEqual([expect.objectContaining({ short_description: 'Alpha mail' })]);
	});

	it.each<[string, Line, RegExp]>([
		['a value that would change the query', { ...own, value: 'x^ORactive=true' }, /contains "\^"/],
		['a script', { ...own, value: 'javascript:gs.now()' }, /javascript:/],
		['a column that is none', { ...own, field: 'a^b' }, /not a column name/],
		['no column', { ...own, field: '' }, /^Filter: Condition 1 of “All of These” has no field$/],
		['no value, which would mean all without one', { ...own, value: '' }, /compared with nothing/],
		['an unknown operator', { ...own, operator: 'nope' }, /no operator "nope"/],
		['a comparison with no column', { ...own, operator: 'sameAs' }, /not a column name/],
	])('refuses %s before any request', async (_, line, message) => {
		s.emulator.resetStats();
		const { error } = await s.n8n.run(getMany([line]));
		expect(error?.message).toMatch(message);
		expect(requestCount(s)).toBe(0);
	});
});

describe('Get Many', () => {
	it('sorts by several columns', async () => {
		const sort = {
			fields: [
				{ field: field('impact'), direction: 'ORDERBYDESC' },
				{ field: { __rl: true, mode: 'list', value: 'short_description' }, direction: 'ORDERBY' },
			],
		};
		const { json } = await s.n8n.run(getMany([own], { options: { sort } }));
		expect(json.map(({ short_description }) => String(short_description).charAt(0)).join('')).toBe('DBGA');
	});

	it('takes an encoded query as it is', async () => {
		const { json } = await s.n8n.run(
			getMany([], { options: { sysparm_query: 'correlation_id=get-many^impact=1^ORimpact=3' } }),
		);
		expect(json).toHaveLength(2);
	});

	it('returns the selected fields, dotted ones among them', async () => {
		const { json, error } = await s.n8n.run(
			getMany([own, { field: 'impact', operator: 'is', value: '1' }], {
				output: 'selected',
				selectedFields: ['short_description', 'caller_id.email', 'impact'],
			}),
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			{ short_description: 'Alpha mail', 'caller_id.email': 'beth.anglin@example.com', impact: '1' },
		]);
	});

	it('returns simplified records: labels, true and false, dates with their zone, nothing for what is empty', async () => {
		const { json } = await s.n8n.run(
			getMany([own, { field: 'impact', operator: 'is', value: '1' }], { output: 'simplified' }),
		);
		expect(json).toEqual([
			expect.objectContaining({
				short_description: 'Alpha mail',
				state: 'New',
				active: true,
				caller_id: 'Beth Anglin',
				assigned_to: null,
				opened_at: '2026-01-10T10:00:00Z',
			}),
		]);
		expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(14);
	});

	it('simplifies records of any table by its dictionary', async () => {
		const [ticket] = s.emulator.store.find('u_vendor_ticket', {});
		s.emulator.resetStats();
		const { json, error } = await s.n8n.run({
			resource: 'record',
			operation: 'getAll',
			table: by('name', 'u_vendor_ticket'),
			returnAll: true,
			output: 'simplified',
		} as never);
		expect(error).toBeUndefined();
		expect(json.map(({ sys_id }) => sys_id)).toContain(ticket?.sys_id);
		expect(json[0]).toMatchObject({ number: expect.any(String), short_description: expect.any(String) });
		expect(Object.keys(json[0] ?? {}).some((column) => column.startsWith('u_'))).toBe(true);
		// The class chain, the dictionary, the records, and a look whether hidden ones stand before others.
		expect(requestCount(s)).toBe(4);
	});

	it('takes the names of fields as a text, too, which is how a model gives them', async () => {
		const { json } = await s.n8n.run(getMany([own], { output: 'selected', selectedFields: 'number, state' }));
		expect(Object.keys(json[0] ?? {})).toEqual(['number', 'state']);
	});

	it('puts out everything as ServiceNow sends it, the usual fields first', async () => {
		const { json } = await s.n8n.run(getMany([own], { output: 'raw' }));
		const columns = Object.keys(json[0] ?? {});
		expect(columns.slice(0, 5)).toEqual(['number', 'sys_id', 'short_description', 'description', 'state']);
		expect(columns.length).toBeGreaterThan(60);
	});

	it('is simplified unless something else is chosen', async () => {
		const usual = new N8n();
		usual.usual = {};
		await usual.signIn(s.clientCredentials());
		const { json } = await usual.run(getMany([own], {}));
		expect(json).toHaveLength(4);
		expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(14);
	});

	it('refuses another word for it', async () => {
		const { error } = await s.n8n.run(getMany([own], { output: '={{ "everything" }}' }));
		expect(error?.message).toContain('Output: "everything" is none of the choices');
	});
});

describe('Page Size', () => {
	it.each([{}, { options: { sort: { fields: [{ field: field('opened_at'), direction: 'ORDERBY' }] } } }])(
		'is the number of rows in each page, sorted or not',
		async ({ options = {} }: { options?: object }) => {
			s.emulator.resetStats();
			const { json, error } = await s.n8n.run(getMany([own], { options: { ...options, pageSize: 1 } }));
			expect(error).toBeUndefined();
			expect(json.map(({ short_description }) => short_description).sort()).toEqual(ROWS.map(([text]) => text).sort());
			expect(requestCount(s)).toBeGreaterThanOrEqual(ROWS.length);
			s.emulator.resetStats();
			await s.n8n.run(getMany([own], { options: { ...options, pageSize: 0 } }));
			expect(requestCount(s)).toBeLessThanOrEqual(2);
		},
	);
});
