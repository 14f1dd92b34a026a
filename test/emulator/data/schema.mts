/** The Schema contract, read from the metadata rows and read again after every write to them. */
import type { Choice, Column, Row, Schema } from '../types.mts';
import { isName, quote } from './database.mts';
import type { Database } from './database.mts';

export interface LiveSchema extends Schema {
	/** The table whose SQLite table holds the records: the last of the chain. */
	root(table: string): string;
	tables(): string[];
	/** The SQL columns that hold all fields of the table's records, those of its child classes included. */
	selectList(table: string): string;
	/** The columns, of whatever table, that may hold the sys_id of one of its records. */
	referrers(table: string): Column[];
	/** The metadata changed. */
	invalidate(): void;
}

interface Tables {
	label: Map<string, string>;
	parent: Map<string, string>;
	children: Map<string, string[]>;
}

type ByTable<T> = Map<string, Map<string, T>>;

interface Picture extends Tables {
	columns: ByTable<Column>;
	overrides: ByTable<Row>;
	/** Labels that a child gives to a column it inherits. */
	labels: ByTable<string>;
	choices: ByTable<Choice[]>;
}

function put<T>(map: ByTable<T>, table: string, element: string, value: T): void {
	const inner = map.get(table) ?? new Map<string, T>();
	inner.set(element, value);
	map.set(table, inner);
}

function readTables(database: Database): Tables {
	const rows = database.all('SELECT sys_id, name, label, super_class FROM sys_db_object');
	const names = new Map(rows.map(({ sys_id, name }) => [sys_id, name ?? '']));
	const tables: Tables = { label: new Map(), parent: new Map(), children: new Map() };
	for (const { name = '', label = '', super_class = '' } of rows) {
		if (!isName(name)) continue;
		const parent = names.get(super_class) ?? '';
		tables.label.set(name, label || name);
		tables.parent.set(name, parent);
		if (parent) tables.children.set(parent, [...(tables.children.get(parent) ?? []), name]);
	}
	return tables;
}

function readColumns(database: Database): ByTable<Column> {
	const columns: ByTable<Column> = new Map();
	for (const row of database.all("SELECT * FROM sys_dictionary WHERE element <> ''")) {
		const { name: table = '', element = '', internal_type = '', reference = '', reference_key = '' } = row;
		if (!isName(element)) continue;
		put(columns, table, element, {
			element,
			label: row.column_label || element,
			type: internal_type,
			table,
			max_length: Number(row.max_length) || 40,
			reference,
			reference_key,
			mandatory: row.mandatory === 'true',
			read_only: row.read_only === 'true',
			display: row.display === 'true',
			unique: row.unique === 'true',
			cascade: row.reference_cascade_rule ?? '',
			default_value: row.default_value ?? '',
			choice: row.choice === '0' ? '' : (row.choice ?? ''),
			dependent: row.dependent ?? '',
			active: row.active !== 'false',
		});
	}
	return columns;
}

function readChoices(database: Database): ByTable<Choice[]> {
	const choices: ByTable<Choice[]> = new Map();
	const rows = database.all('SELECT * FROM sys_choice ORDER BY CAST(sequence AS REAL), label');
	for (const {
		name = '',
		element = '',
		value = '',
		label = '',
		sequence,
		inactive,
		language,
		dependent_value,
	} of rows) {
		const list = choices.get(name)?.get(element) ?? [];
		list.push({
			value,
			label,
			sequence: Number(sequence) || 0,
			inactive: inactive === 'true',
			language: language || 'en',
			dependent_value: dependent_value ?? '',
		});
		put(choices, name, element, list);
	}
	return choices;
}

function readPicture(database: Database): Picture {
	const overrides: ByTable<Row> = new Map();
	for (const row of database.all('SELECT * FROM sys_dictionary_override'))
		put(overrides, row.name ?? '', row.element ?? '', row);
	const labels: ByTable<string> = new Map();
	const documentation = database.all(
		"SELECT name, element, label FROM sys_documentation WHERE language = 'en' AND element <> ''",
	);
	for (const { name = '', element = '', label = '' } of documentation) put(labels, name, element, label);
	return {
		...readTables(database),
		columns: readColumns(database),
		overrides,
		labels,
		choices: readChoices(database),
	};
}

function overridden(column: Column, override: Row | undefined, label: string | undefined): Column {
	const result = { ...column, label: label || column.label };
	if (!override) return result;
	for (const key of ['mandatory', 'read_only', 'display'] as const) {
		if (override[`${key}_override`] === 'true') result[key] = override[key] === 'true';
	}
	if (override.default_value_override === 'true') result.default_value = override.default_value ?? '';
	return result;
}

function chainOf(tables: Tables, table: string): string[] {
	const chain: string[] = [];
	for (
		let name = table;
		name && tables.label.has(name) && !chain.includes(name);
		name = tables.parent.get(name) ?? ''
	) {
		chain.push(name);
	}
	return chain;
}

/** From the root down, so that the closest declaration and the closest override win. */
function columnsOf(picture: Picture, chain: readonly string[]): Map<string, Column> {
	const columns = new Map<string, Column>();
	for (const table of [...chain].reverse()) {
		for (const [element, column] of picture.columns.get(table) ?? []) columns.set(element, column);
		const touched = new Set([
			...(picture.overrides.get(table)?.keys() ?? []),
			...(picture.labels.get(table)?.keys() ?? []),
		]);
		for (const element of touched) {
			const column = columns.get(element);
			if (!column) continue;
			const label = column.table === table ? undefined : picture.labels.get(table)?.get(element);
			columns.set(element, overridden(column, picture.overrides.get(table)?.get(element), label));
		}
	}
	return columns;
}

function displayOf(columns: ReadonlyMap<string, Column>, chain: readonly string[]): string {
	for (const table of chain) {
		for (const column of columns.values()) if (column.display && column.table === table) return column.element;
	}
	for (const column of columns.values()) if (column.display) return column.element;
	return ['name', 'u_name', 'number', 'u_number'].find((name) => columns.has(name)) ?? 'sys_created_on';
}

function descendantsOf(tables: Tables, table: string): string[] {
	return [table, ...(tables.children.get(table) ?? []).flatMap((child) => descendantsOf(tables, child))];
}

function referrersOf(picture: Picture, chain: readonly string[]): Column[] {
	const all = [...picture.columns.values()].flatMap((columns) => [...columns.values()]);
	return all.filter(
		({ type, reference, reference_key }) => type === 'reference' && reference_key === '' && chain.includes(reference),
	);
}

/** Computes once per table and forgets everything when the metadata changes. */
function memo<T>(caches: Array<Map<string, unknown>>, compute: (key: string) => T): (key: string) => T {
	const cache = new Map<string, unknown>();
	caches.push(cache);
	return (key) => {
		if (!cache.has(key)) cache.set(key, compute(key));
		return cache.get(key) as T;
	};
}

export function createSchema(database: Database): LiveSchema {
	const caches: Array<Map<string, unknown>> = [];
	const picture = memo(caches, () => readPicture(database));
	const chain = memo(caches, (table) => chainOf(picture(''), table));
	const columns = memo(caches, (table) => columnsOf(picture(''), chain(table)));
	const descendants = memo(caches, (table) => (chain(table).length ? descendantsOf(picture(''), table) : []));
	const display = memo(caches, (table) => displayOf(columns(table), chain(table)));
	const referrers = memo(caches, (table) => referrersOf(picture(''), chain(table)));
	const selectList = memo(caches, (table) => {
		const elements = new Set(['sys_id', 'sys_class_name']);
		for (const name of descendants(table)) for (const element of columns(name).keys()) elements.add(element);
		return [...elements].map(quote).join(', ');
	});
	const choices = memo(caches, (key) => {
		const [table = '', element = ''] = key.split('.');
		const lists = chain(table).map((name) => picture('').choices.get(name)?.get(element) ?? []);
		const active = lists.map((list) => list.filter(({ inactive, language }) => !inactive && language === 'en'));
		return active.find((list) => list.length > 0) ?? [];
	});
	return {
		chain,
		columns,
		descendants,
		exists: (table) => chain(table).length > 0,
		root: (table) => chain(table).at(-1) ?? '',
		tables: () => [...picture('').label.keys()],
		label: (table) => picture('').label.get(table) ?? table,
		column: (table, element) => columns(table).get(element),
		choices: (table, element) => choices(`${table}.${element}`),
		displayColumn: display,
		selectList,
		referrers,
		invalidate: () => caches.forEach((cache) => cache.clear()),
	};
}
