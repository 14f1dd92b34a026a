/** The seed has to hold together by itself: a wrong reference in it would look like a fault of whatever reads it. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { metadataRows } from '../../emulator/data/meta/rows.mts';
import { META_TABLES } from '../../emulator/data/meta/tables.mts';
import { createEmulator } from '../../emulator/emulator.mts';
import { accounts } from '../../emulator/seed/accounts.mts';
import { demoSeed, emptySeed } from '../../emulator/seed/index.mts';
import type { ColumnSeed, Row, Seed, TableSeed } from '../../emulator/types.mts';

const HEX = /^[0-9a-f]{32}$/;
/** Not 32 digits on the platform either. */
const OTHER_IDS = new Set(['Default view', 'global']);

const demo = demoSeed();
const tables = new Map([...META_TABLES, ...demo.tables].map((table) => [table.name, table]));
/** The rows that the engine writes of the tables themselves; rows of the seed may point to them. */
const metadata = metadataRows([...tables.values()]);

function chain(name: string): TableSeed[] {
	const table = tables.get(name);
	if (!table) return [];
	return table.super_class ? [table, ...chain(table.super_class)] : [table];
}

const rootOf = (name: string): string => chain(name).at(-1)?.name ?? name;
const columnsOf = (name: string): Map<string, ColumnSeed> =>
	new Map(chain(name).flatMap(({ columns }) => columns.map((column) => [column.element, column])));
const isA = (name: string, parent: string): boolean => chain(name).some((table) => table.name === parent);

/** Every value of the seed with its column. */
function* values(seed: Seed): Generator<{ where: string; table: string; row: Row; column: ColumnSeed; value: string }> {
	for (const { table, row } of seed.rows) {
		const columns = columnsOf(table);
		for (const [element, value] of Object.entries(row)) {
			const column = columns.get(element);
			if (column) yield { where: `${table}.${element} of ${row.sys_id ?? ''}`, table, row, column, value };
		}
	}
}

/** The table a value points into, or '' where it points nowhere. */
function targetOf({ column, row }: { column: ColumnSeed; row: Row }): string {
	if (column.type === 'document_id') return row[column.dependent ?? ''] ?? '';
	return column.type === 'domain_id' ? '' : (column.reference ?? '');
}

function choicesOf(seed: Seed, table: string, column: ColumnSeed): Map<string, string[]> {
	const own = chain(table)
		.map(({ name }) => seed.rows.filter((each) => each.table === 'sys_choice' && each.row.name === name))
		.map((rows) => rows.filter(({ row }) => row.element === column.element))
		.find((rows) => rows.length > 0);
	const pairs = own
		? own.map(({ row }): [string, string] => [row.value ?? '', row.dependent_value ?? ''])
		: (column.choices ?? []).map(([value, , dependent = '']): [string, string] => [value, dependent]);
	const found = new Map<string, string[]>();
	for (const [value, dependent] of pairs) found.set(value, [...(found.get(value) ?? []), dependent]);
	return found;
}

/** Whether a choice is there for this value of the column that it depends on; undefined where it depends on none. */
function isOffered(dependents: string[] | undefined, by: string | undefined): boolean {
	return dependents !== undefined && (by === undefined || dependents.includes(by));
}

describe('tables of the seed', () => {
	it('have names of their own and parents that exist', () => {
		const names = demo.tables.map(({ name }) => name);
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
		expect(demo.tables.filter(({ super_class }) => super_class && !tables.has(super_class))).toEqual([]);
		const engine = new Set(META_TABLES.map(({ name }) => name));
		expect(names.filter((name) => engine.has(name))).toEqual([]);
	});

	it('declare a column once in a chain, with targets and dependents that exist', () => {
		const wrong: string[] = [];
		for (const { name, columns } of demo.tables) {
			const all = chain(name).flatMap((table) => table.columns.map(({ element }) => element));
			for (const { element, reference, dependent } of columns) {
				if (all.filter((other) => other === element).length !== 1) wrong.push(`${name}.${element} twice`);
				if (reference && !tables.has(reference)) wrong.push(`${name}.${element} → ${reference}`);
				if (dependent && !all.includes(dependent)) wrong.push(`${name}.${element} depends on ${dependent}`);
			}
			if (columns.filter(({ display }) => display).length > 1) wrong.push(`${name} has two display columns`);
		}
		expect(wrong).toEqual([]);
	});

	it('have every base column, and a class column where they are extended', () => {
		const base = ['sys_id', 'sys_created_on', 'sys_created_by', 'sys_updated_on', 'sys_updated_by', 'sys_mod_count'];
		const wrong = demo.tables
			.filter(({ name, super_class }) => {
				const extended = super_class || demo.tables.some((other) => other.super_class === name);
				const wanted = extended ? [...base, 'sys_class_name'] : base;
				const columns = columnsOf(name);
				return wanted.some((element) => !columns.has(element));
			})
			.map(({ name }) => name);
		expect(wrong).toEqual([]);
	});

	it('override only what they inherit', () => {
		const wrong = demo.tables.flatMap(({ name, overrides = {}, columns }) =>
			Object.keys(overrides).filter(
				(element) => !columnsOf(name).has(element) || columns.some((column) => column.element === element),
			),
		);
		expect(wrong).toEqual([]);
	});
});

describe.each([
	['demo', demo],
	['empty', emptySeed()],
] as const)('rows of the %s seed', (_name, seed) => {
	it('stand in tables and columns that exist', () => {
		const wrong = seed.rows.flatMap(({ table, row }) => {
			const columns = columnsOf(table);
			return Object.keys(row)
				.filter((element) => !columns.has(element))
				.map((element) => `${table}.${element}`);
		});
		expect([...new Set(wrong)]).toEqual([]);
	});

	it('have an id that no other row of their hierarchy has, and their own class', () => {
		const seen = new Set<string>();
		for (const { table, row } of seed.rows) {
			const id = row.sys_id ?? '';
			expect(HEX.test(id) || OTHER_IDS.has(id)).toBe(true);
			expect(seen.has(`${rootOf(table)}/${id}`)).toBe(false);
			seen.add(`${rootOf(table)}/${id}`);
			// Where a row does not say it, loading does.
			if (row.sys_class_name !== undefined) expect(`${id} ${row.sys_class_name}`).toBe(`${id} ${table}`);
		}
	});

	it('point only to rows that are there', () => {
		const there = new Map(
			[...metadata, ...seed.rows].map(({ table, row }) => [`${rootOf(table)}/${row.sys_id ?? ''}`, table]),
		);
		const wrong: string[] = [];
		for (const each of values(seed)) {
			const target = targetOf(each);
			if (!target || each.value === '') continue;
			for (const id of each.column.type === 'glide_list' ? each.value.split(',') : [each.value]) {
				const found = there.get(`${rootOf(target)}/${id}`);
				if (!found || !isA(found, target)) wrong.push(`${each.where} → ${target} ${id}`);
			}
		}
		expect(wrong).toEqual([]);
	});

	it('use offered choices, narrowed by the column they depend on', () => {
		const wrong: string[] = [];
		for (const { where, table, row, column, value } of values(seed)) {
			const choices = choicesOf(seed, table, column);
			// Zones are names of a standing list; the seed offers a few of them.
			if (value === '' || choices.size === 0 || column.choice === '2' || column.element === 'time_zone') continue;
			const by = column.dependent ? (row[column.dependent] ?? '') : undefined;
			if (!isOffered(choices.get(value), by)) wrong.push(`${where}: ${value} (${by ?? ''})`);
		}
		expect(wrong).toEqual([]);
	});

	it('hold values of their column’s type and length', () => {
		const forms: Record<string, RegExp> = {
			boolean: /^(true|false)$/,
			integer: /^-?\d+$/,
			longint: /^-?\d+$/,
			decimal: /^-?\d+(\.\d+)?$/,
			float: /^-?\d+(\.\d+)?$/,
			currency: /^-?\d+(\.\d+)?$/,
			price: /^-?\d+(\.\d+)?$/,
			glide_date: /^\d{4}-\d\d-\d\d$/,
			glide_date_time: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
			due_date: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
			glide_duration: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/,
		};
		const wrong: string[] = [];
		for (const { where, column, value } of values(seed)) {
			const form = forms[column.type];
			if (value !== '' && form && !form.test(value)) wrong.push(`${where}: ${value}`);
			if (value.length > (column.max_length ?? 40)) wrong.push(`${where} is too long`);
		}
		expect(wrong).toEqual([]);
	});

	it('fill every mandatory column', () => {
		const wrong = seed.rows.flatMap(({ table, row }) => {
			const overrides = chain(table).map((each) => each.overrides ?? {});
			return [...columnsOf(table).values()]
				.filter(({ element, mandatory }) => {
					const changed = overrides.find((each) => each[element]?.mandatory !== undefined)?.[element];
					return (changed?.mandatory ?? mandatory) && !row[element];
				})
				.map(({ element }) => `${table}.${element} of ${row.sys_id ?? ''}`);
		});
		expect(wrong).toEqual([]);
	});

	it('are updated no earlier than they were created', () => {
		const wrong = seed.rows.filter(({ row }) => (row.sys_updated_on ?? '') < (row.sys_created_on ?? ''));
		expect(wrong).toEqual([]);
	});
});

describe('numbers and rules of the seed', () => {
	it('never hands out the number of a demo record again', () => {
		const wrong = demo.rows.flatMap(({ table, row }) => {
			const numbering = chain(table).find((each) => each.number)?.number;
			const value = row.number ?? row.u_number ?? '';
			if (!numbering || !value.startsWith(numbering.prefix)) return [];
			const made = Number(value.slice(numbering.prefix.length));
			// The documentation's own sample number stands far above the rest.
			return made > numbering.base && value !== 'CHG0033046' ? [`${table} ${value}`] : [];
		});
		expect(wrong).toEqual([]);
	});

	it('gives each number to one record', () => {
		const all = demo.rows.map(({ table, row }) => (row.number ? `${rootOf(table)}/${row.number}` : '')).filter(Boolean);
		expect(all.filter((number, index) => all.indexOf(number) !== index)).toEqual([]);
	});

	it('names only roles, tables and columns that exist', () => {
		const roles = new Set(demo.rows.filter(({ table }) => table === 'sys_user_role').map(({ row }) => row.name ?? ''));
		const wrong = demo.acls.flatMap(({ table, element, roles: wanted }) => [
			...wanted.filter((role) => role !== 'nobody' && !roles.has(role)),
			...(table === '*' || tables.has(table) ? [] : [table]),
			...(element && element !== '*' && !columnsOf(table).has(element) ? [`${table}.${element}`] : []),
		]);
		expect(wrong).toEqual([]);
	});

	it('is the same in every call', () => {
		expect(demoSeed()).toEqual(demo);
	});
});

describe('accounts', () => {
	const find = (table: string, where: Row): Row | undefined =>
		emptySeed().rows.find(
			(each) => each.table === table && Object.entries(where).every(([key, value]) => each.row[key] === value),
		)?.row;

	it('are the users of the seed with their passwords and roles', () => {
		for (const { user_name, password, roles } of [...accounts.users, ...accounts.refused]) {
			const user = find('sys_user', { user_name, user_password: password });
			const granted = emptySeed()
				.rows.filter(({ table, row }) => table === 'sys_user_has_role' && row.user === user?.sys_id)
				.map(({ row }) => find('sys_user_role', { sys_id: row.role ?? '' })?.name);
			expect({ user_name, roles: granted }).toEqual({ user_name, roles });
		}
		expect(find('sys_user', { user_name: 'admin' })?.sys_id).toBe('6816f79cc0a8016401c5a33be04be441');
	});

	it('are the OAuth clients and API keys of the seed', () => {
		for (const { name, client_id, client_secret } of accounts.oauth) {
			expect(find('oauth_entity', { name, client_id, client_secret })).toBeDefined();
		}
		for (const { name, key, user_name } of accounts.apiKeys) {
			expect(find('api_key', { name, token: key })?.user).toBe(find('sys_user', { user_name })?.sys_id);
		}
	});

	it('carry the private half of each registered JWT key', () => {
		for (const { client_id, key_id, private_key, sub, user_field } of accounts.jwt) {
			const endpoint = find('oauth_jwt', { client_id, user_field });
			const verifier = find('jwt_verifier_map', { oauth_jwt: endpoint?.sys_id ?? '', kid: key_id });
			const half = createPublicKey(createPrivateKey(private_key)).export({ format: 'pem', type: 'spki' });
			expect(verifier?.public_key).toBe(half);
			expect(find('sys_user', { [user_field]: sub })).toBeDefined();
		}
	});
});

describe('the seed in the emulator', () => {
	it('is loaded row for row', async () => {
		const emulator = await createEmulator({ seed: 'demo' });
		try {
			const lost = demo.rows.filter(({ table, row }) => {
				const stored = emulator.store.one(table, { sys_id: row.sys_id ?? '' });
				return !stored || Object.entries(row).some(([element, value]) => stored[element] !== value);
			});
			expect(lost).toEqual([]);
		} finally {
			await emulator.close();
		}
	});
});
