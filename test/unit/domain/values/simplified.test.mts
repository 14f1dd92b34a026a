import type { ColumnShape, TableSchema } from '../../../../nodes/ServiceNowPlatform/domain/schema/schema.ts';
import {
	columnsBySchema,
	knownColumns,
	simplified,
} from '../../../../nodes/ServiceNowPlatform/domain/values/simple/simplified.ts';
import type { SimpleForm } from '../../../../nodes/ServiceNowPlatform/domain/values/simple/simpleValue.ts';

const both = (value: unknown, display_value: unknown = value) => ({ value, display_value });
const shown = (form: SimpleForm, content: unknown) => simplified({ x: content } as never, new Map([['x', form]])).x;

describe('A simplified value', () => {
	it.each([
		['text', both('2', 'In Progress'), 'In Progress'],
		['text', 'plain', 'plain'],
		['text', both('', ''), null],
		['text', undefined, null],
		['boolean', both('true', 'true'), true],
		['boolean', both('1', 'true'), true],
		['boolean', both('false', 'false'), false],
		['boolean', both('', ''), null],
		['number', both('1234', '1,234'), 1234],
		['number', both('12.5', '12.50'), 12.5],
		['number', both('2', 'In Progress'), 'In Progress'],
		['number', both('x', 'x'), 'x'],
		['date', both('2026-01-31 14:00:00', '31.01.2026 15:00'), '2026-01-31T14:00:00Z'],
		['date', both('2026-01-31', '31.01.2026'), '2026-01-31'],
		['number', both('9007199254740993', '9,007,199,254,740,993'), '9007199254740993'],
		['text', both('f'.repeat(32), ''), 'f'.repeat(32)],
		['text', both('20260131T140000Z', '2026-01-31 06:00:00'), '20260131T140000Z'],
		['list', both('a,b', 'Beth Anglin, David Loo'), 'Beth Anglin, David Loo'],
		['list', both('a,gone', 'Beth Anglin, '), 'a,gone'],
		['list', both('a,gone,b', 'Beth Anglin, , David Loo'), 'a,gone,b'],
		['amount', both('1499.5', '$1,499.50'), '$1,499.50'],
		['amount', both('1499.5', '1.499,50 €'), '1.499,50 €'],
		['amount', both('1499.5012', '$1,499.50'), 1499.5012],
		['amount', both('1500', '¥1,500'), 1500],
		['duration', both('1970-01-01 02:30:00', '2 Hours 30 Minutes'), '2 Hours 30 Minutes'],
		['duration', both('1970-01-01 02:30:05', '2 Hours 30 Minutes'), '02:30:05'],
		['duration', both('1970-01-02 02:30:05', '1 Day 2 Hours 30 Minutes'), '1 02:30:05'],
	] as Array<[SimpleForm, unknown, unknown]>)('as %s of %j is %j', (form, content, expected) => {
		expect(shown(form, content)).toBe(expected);
	});

	it('is left out where the record does not show it', () => {
		expect(simplified({ y: 'a' }, new Map([['x', 'text']]))).toEqual({});
	});

	it('stands in the order of the columns', () => {
		const columns = new Map<string, SimpleForm>([
			['b', 'text'],
			['a', 'text'],
		]);
		expect(Object.keys(simplified({ a: '1', b: '2', c: '3' }, columns))).toEqual(['b', 'a']);
	});
});

describe('The columns that are known without asking', () => {
	it('are told with the form of their values', () => {
		const columns = knownColumns('incident');
		expect([columns?.get('state'), columns?.get('active'), columns?.get('opened_at')]).toEqual([
			'text',
			'boolean',
			'date',
		]);
		expect(knownColumns('sys_attachment')?.get('size_bytes')).toBe('number');
		expect([...(columns?.keys() ?? [])].slice(0, 3)).toEqual(['number', 'sys_id', 'short_description']);
	});

	it.each(['u_table', 'constructor', ''])('are none of "%s"', (table) => {
		expect(knownColumns(table)).toBeUndefined();
	});
});

describe('The columns that the dictionary suggests', () => {
	const schema = (
		names: string[],
		more: Partial<TableSchema> = {},
		types: Record<string, string> = {},
	): TableSchema => ({
		chain: ['u_table'],
		display: undefined,
		columns: new Map(
			names.map((name): [string, ColumnShape] => [
				name,
				{ type: types[name] ?? 'string', reference: '', key: 'sys_id' },
			]),
		),
		...more,
	});
	const names = (of: TableSchema | undefined) => [...columnsBySchema(of).keys()];

	it('begin with how the record is called and its id, and end with when it was changed', () => {
		expect(names(schema(['u_title', 'sys_id', 'zip', 'state'], { display: 'u_title' }))).toEqual([
			'u_title',
			'sys_id',
			'state',
			'zip',
			'sys_updated_on',
		]);
	});

	it('have those of a class that is known before the table’s own, and all of its custom ones', () => {
		const chain = ['u_incident', 'incident', 'task'];
		const found = names(schema(['number', 'sys_id', 'state', 'caller_id', 'location', 'u_vip'], { chain }));
		expect(found).toEqual(['sys_id', 'number', 'state', 'caller_id', 'u_vip', 'location', 'sys_updated_on']);
	});

	it('are at most fourteen, none of them twice', () => {
		const many = Array.from({ length: 40 }, (_, index) => `u_${String(index).padStart(2, '0')}`);
		const found = names(schema(['number', 'sys_id', ...many], { display: 'number' }));
		expect(found).toHaveLength(14);
		expect(new Set(found).size).toBe(14);
	});

	it('have the form of their type', () => {
		const types = { u_yes: 'boolean', u_count: 'integer', u_at: 'glide_date_time', u_who: 'reference' };
		const columns = columnsBySchema(schema(Object.keys(types), {}, types));
		expect(Object.keys(types).map((name) => columns.get(name))).toEqual(['boolean', 'number', 'date', 'text']);
	});

	it('show each column in a form of its type that can be written back', () => {
		const types = { u_cost: 'currency', u_lasts: 'glide_duration', u_runs: 'timer', u_people: 'glide_list' };
		const columns = columnsBySchema(schema(Object.keys(types), {}, types));
		expect(Object.keys(types).map((name) => columns.get(name))).toEqual(['amount', 'duration', 'duration', 'list']);
	});

	it('are none of journals, whose entries would be added again, and of secrets', () => {
		const types = { u_log: 'journal_input', u_pin: 'password2', u_name: 'string' };
		expect(names(schema(Object.keys(types), {}, types))).toEqual(['u_name', 'sys_updated_on']);
	});

	it('are the usual ones where the user may not read it', () => {
		expect(names(undefined)).toEqual(expect.arrayContaining(['number', 'sys_id', 'name', 'sys_updated_on']));
	});
});
