import fc from 'fast-check';
import type { Stage } from '../../support/instance.mts';

/** Tables of a test's own that have a column of every type, and what such columns may hold. */
interface Kind {
	type: string;
	/** What the column may hold, as it is stored. */
	values: fc.Arbitrary<string>;
	/** More of its dictionary entry. */
	more?: Record<string, string>;
	/** Choices, by value. */
	choices?: Record<string, string>;
}

const CHARACTERS = [...'abcXYZ 0123456789.,;:-_/%&?"\'<>()[]{}äöüßéñ寒🙂☂\n'];
/** Texts that look like something else. */
const LOOKALIKES = [
	...[
		'31/01/2026',
		'2026-01-31',
		'2026-01-31T14:00:00Z',
		'26:00:00',
		'45 00:00:00',
		'1,234',
		'12,50',
		'$12.50',
		'PT2H',
	],
	...['true', 'no', 'NaN', 'null', '0', '-', '1 - High', 'In Progress', 'Beth Anglin', 'Doe, Jane', '********', '[]'],
	...['{"a":1}', 'a'.repeat(32), 'INC0000001', 'https://example.com/?a=b&c=d', 'a=b^c=d', 'beth@example.com'],
];
const text = fc.oneof(
	{ arbitrary: fc.constantFrom(...LOOKALIKES), weight: 1 },
	{
		// A text that begins with an equals sign is an expression to n8n.
		arbitrary: fc
			.array(fc.constantFrom(...CHARACTERS), { maxLength: 60 })
			.map((characters) => characters.join('').trim())
			.filter((one) => !/^(=|javascript:)/.test(one)),
		weight: 2,
	},
);
const stamp = (from: number, to: number) =>
	fc
		.integer({ min: from, max: to })
		.map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' '));
const moment = stamp(-1_000_000_000, 4_000_000_000);
const lasting = stamp(0, 40_000_000);
const ofDay = stamp(0, 86_399);
const whole = fc.oneof(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: -20, max: 2000 }));
const places = (digits: number, most = 1_000_000) =>
	fc.integer({ min: -most, max: most }).map((number) => {
		const text = (number / 10 ** digits).toFixed(digits).replace(/\.?0+$/, '');
		return text === '-0' ? '0' : text;
	});
const someOf = (...values: string[]) => fc.constantFrom('', ...values);

const COLOURS = { red: 'Red', green: '2 - Green', blue: 'Blue, dark', '7': 'Seven' };
const SHADES = { crimson: 'Deep', olive: 'Light' };

/** Those that the emulator has besides: keys, journals, secrets, pictures and what only the platform fills. */
export const UNWRITTEN = [
	...[
		'GUID',
		'collection',
		'domain_id',
		'domain_path',
		'glide_var',
		'journal',
		'journal_input',
		'journal_list',
		'password',
	],
	...['password2', 'related_tags', 'sys_class_name', 'sys_class_path', 'user_image', 'user_input', 'variables'],
];

/** The columns by name; all rows of a table of people or places are alike to them. */
export function kindsOf({ emulator: { store } }: Stage): Record<string, Kind> {
	const names = new Map<string, number>();
	const all = (table: string, column: string) =>
		store.find(table, {}).map((row) => ({ sys_id: row.sys_id ?? '', name: row[column] ?? '' }));
	const single = (table: string, column: string) => {
		const rows = all(table, column);
		for (const { name } of rows) names.set(name, (names.get(name) ?? 0) + 1);
		// Of two that have one name, a name cannot say which is meant.
		return rows.filter(({ name }) => name !== '' && names.get(name) === 1).map(({ sys_id }) => sys_id);
	};
	const [people, groups, incidents] = [
		single('sys_user', 'name'),
		single('sys_user_group', 'name'),
		single('incident', 'number'),
	];
	const gone = 'f'.repeat(32);
	return {
		...ofTexts(),
		...ofNumbers(),
		...ofTimes(),
		u_flag: { type: 'boolean', values: fc.constantFrom('true', 'false') },
		u_colour: { type: 'string', values: someOf(...Object.keys(COLOURS)), more: { choice: '3' }, choices: COLOURS },
		u_shade: {
			type: 'string',
			values: fc.constantFrom('crimson'),
			more: { choice: '1', dependent: 'u_flag' },
			choices: SHADES,
		},
		u_free: { type: 'string', values: text, more: { choice: '2' }, choices: { a: 'Alpha', b: 'Beta' } },
		u_grade: {
			type: 'integer',
			values: fc.constantFrom('1', '2', '30'),
			more: { choice: '1' },
			choices: { 1: '2 - Odd', 2: '1 - Even', 30: 'Much' },
		},
		u_person: { type: 'reference', values: someOf(...people, gone), more: { reference: 'sys_user' } },
		u_group: { type: 'reference', values: someOf(...groups), more: { reference: 'sys_user_group' } },
		u_task: { type: 'reference', values: someOf(...incidents), more: { reference: 'incident' } },
		u_people: {
			type: 'glide_list',
			values: fc.subarray([...people, 'someone@example.org', gone], { maxLength: 4 }).map((ids) => ids.join(',')),
			more: { reference: 'sys_user' },
		},
		u_document_table: { type: 'table_name', values: fc.constantFrom('incident') },
		u_document: { type: 'document_id', values: someOf(...incidents), more: { dependent: 'u_document_table' } },
	};
}

function ofTexts(): Record<string, Kind> {
	const types = [
		...[
			'string',
			'multi_two_lines',
			'wiki_text',
			'script',
			'json',
			'xml',
			'conditions',
			'name_values',
			'translated_text',
		],
		...['translated_field', 'field_name', 'color', 'days_of_week', 'geo_point', 'html'],
	];
	return {
		...Object.fromEntries(types.map((type) => [`u_${type}`, { type, values: text }])),
		u_email: { type: 'email', values: someOf('beth@example.com', 'A.B+c@Example.org') },
		u_url: { type: 'url', values: someOf('https://example.com/?a=b,c&d=%5E#e') },
		u_ph_number: { type: 'ph_number', values: someOf('+1 619 555 0100', '(0)30/123-45') },
		u_phone_number_e164: { type: 'phone_number_e164', values: someOf('+16195550100') },
		u_ip_addr: { type: 'ip_addr', values: someOf('10.20.30.40', '2001:db8::1') },
	};
}

function ofNumbers(): Record<string, Kind> {
	return {
		u_integer: { type: 'integer', values: whole.map(String) },
		u_longint: { type: 'longint', values: fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n }).map(String) },
		u_decimal: { type: 'decimal', values: places(2) },
		u_float: { type: 'float', values: places(7, 2_000_000_000) },
		u_percent: { type: 'percent_complete', values: places(2, 10_000) },
		u_currency: { type: 'currency', values: places(4) },
		u_price: { type: 'price', values: places(2, 100_000_000) },
	};
}

function ofTimes(): Record<string, Kind> {
	const maybe = (values: fc.Arbitrary<string>) => fc.oneof({ arbitrary: values, weight: 9 }, fc.constant(''));
	return {
		u_at: { type: 'glide_date_time', values: maybe(moment) },
		u_due: { type: 'due_date', values: maybe(moment) },
		u_day: { type: 'glide_date', values: maybe(moment.map((time) => time.slice(0, 10))) },
		u_clock: { type: 'glide_time', values: maybe(ofDay) },
		u_lasts: { type: 'glide_duration', values: maybe(lasting) },
		u_runs: { type: 'timer', values: maybe(lasting) },
	};
}

/** So many that Simplified shows all of them. */
const A_TABLE = 7;

/** Makes the tables, a few columns in each, and returns their names with the columns. */
export function makeTables({ emulator: { store } }: Stage, kinds: Record<string, Kind>): Array<[string, string[]]> {
	const columns = Object.keys(kinds);
	const tables: Array<[string, string[]]> = [];
	for (let at = 0; at < columns.length; at += A_TABLE) {
		const [name, own] = [`u_types_${tables.length}`, columns.slice(at, at + A_TABLE)];
		store.put('sys_db_object', { name, label: name, ws_access: 'true' });
		for (const element of own) makeColumn(store, name, element, kinds[element] as Kind);
		tables.push([name, own]);
	}
	return tables;
}

function makeColumn(store: Stage['emulator']['store'], name: string, element: string, kind: Kind): void {
	const { type, more = {}, choices = {} } = kind;
	const entry = { name, element, column_label: element, internal_type: type, max_length: '4000', active: 'true' };
	store.put('sys_dictionary', { ...entry, ...more });
	for (const [value, label] of Object.entries(choices)) {
		const dependent_value = more.dependent === undefined || value === 'olive' ? '' : 'true';
		store.put('sys_choice', { name, element, value, label, dependent_value, language: 'en', inactive: 'false' });
	}
}
