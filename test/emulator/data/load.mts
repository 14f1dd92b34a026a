/** Fills an empty database: tables, metadata, the seed's rows, the access rules, and the indexes last. */
import { cell } from '../row.mts';
import type { Row, Seed, TableSeed } from '../types.mts';
import { quote } from './database.mts';
import type { Engine } from './engine.mts';
import { isFamily, storageOf } from './meta/families.mts';
import { fileColumns, FILES } from './meta/files.mts';
import { aclRows, metadataRows } from './meta/rows.mts';
import type { MetaRow } from './meta/rows.mts';
import { META_TABLES } from './meta/tables.mts';
import { createIndexes, createReferenceIndexes, createTable } from './physical.mts';
import { defaultsOf } from './records/input/defaults.mts';
import { formatNumber, numberingOf, takeNumbers } from './records/input/numbering.mts';

function createTables(engine: Engine, tables: readonly TableSeed[]): string[] {
	const byName = new Map(tables.map((table) => [table.name, table]));
	const chainOf = (name: string): string[] => {
		const parent = byName.get(name)?.super_class;
		return parent ? [name, ...chainOf(parent)] : [name];
	};
	const columns = new Map<string, Set<string>>();
	for (const { name } of tables) {
		const chain = chainOf(name);
		const root = storageOf(chain);
		const elements = columns.get(root) ?? new Set<string>();
		for (const each of chain) for (const { element } of byName.get(each)?.columns ?? []) elements.add(element);
		columns.set(root, elements);
	}
	for (const [root, elements] of columns) createTable(engine.database, root, elements);
	return [...columns.keys()];
}

function write(engine: Engine, root: string, row: Row): void {
	const entries = Object.entries(row).filter(([, value]) => value !== '');
	const names = entries.map(([element]) => quote(element)).join(', ');
	const sql = `INSERT INTO ${quote(root)} (${names}) VALUES (${entries.map(() => '?').join(', ')})`;
	engine.database.run(
		sql,
		entries.map(([, value]) => value),
	);
}

/** Before the schema can be read: metadata tables have no parent but their family, so each holds its own rows. */
function writePlain(engine: Engine, rows: readonly MetaRow[]): void {
	for (const { table, row } of rows) write(engine, table, { ...row, sys_class_name: table });
}

/** Numbers that the seed has used are not handed out again. */
function raiseCounter(engine: Engine, table: string, highest: Map<string, number>, number: string): void {
	const numbering = numberingOf(engine, table);
	if (!numbering || !number.startsWith(numbering.prefix)) return;
	const value = Number(number.slice(numbering.prefix.length));
	if (Number.isFinite(value)) highest.set(numbering.table, Math.max(highest.get(numbering.table) ?? 0, value));
}

function checkSeedRow({ schema }: Engine, { table, row }: MetaRow): void {
	if (!schema.exists(table)) throw new Error(`The seed has a row for the unknown table ${table}`);
	const unknown = Object.keys(row).filter((element) => !schema.column(table, element));
	if (unknown.length > 0) throw new Error(`A seed row of ${table} has unknown columns: ${unknown.join(', ')}`);
}

function seedValues(engine: Engine, { table, row }: MetaRow, defaults: Row): Row {
	const { schema } = engine;
	const values: Row = { ...defaults, ...row, sys_id: row.sys_id ?? engine.newSysId(), sys_class_name: table };
	if (schema.chain(table).includes(FILES)) {
		Object.assign(values, fileColumns(table, values, cell(values, schema.displayColumn(table))));
	}
	if (schema.column(table, 'number') && !values.number) {
		const numbering = numberingOf(engine, table);
		if (numbering) values.number = formatNumber(numbering, takeNumbers(engine, numbering, 1) + 1);
	}
	return values;
}

function writeSeedRows(engine: Engine, rows: Seed['rows']): void {
	const defaults = new Map<string, Row>();
	const highest = new Map<string, number>();
	for (const each of rows) {
		const { table } = each;
		checkSeedRow(engine, each);
		const filled = defaults.get(table) ?? defaultsOf(engine, engine.system, table);
		defaults.set(table, filled);
		const values = seedValues(engine, each, filled);
		raiseCounter(engine, table, highest, values.number ?? '');
		write(engine, engine.schema.root(table), values);
	}
	for (const [table, value] of highest) {
		const sql = 'UPDATE sys_number_counter SET number = ? WHERE "table" = ? AND CAST(number AS INTEGER) < ?';
		engine.database.run(sql, [String(value), table, value]);
	}
}

export function setProperties(engine: Engine, properties: Record<string, string>): void {
	for (const [name, value] of Object.entries(properties)) {
		const known = engine.database.run('UPDATE sys_properties SET value = ? WHERE name = ?', [value, name]);
		if (known === 0)
			write(engine, 'sys_properties', { sys_id: engine.newSysId(), sys_class_name: 'sys_properties', name, value });
	}
}

export function isLoaded(engine: Engine): boolean {
	return (
		engine.database.get("SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'sys_db_object'") !== undefined
	);
}

function indexRoot({ database, schema }: Engine, root: string): void {
	const classes = isFamily(root) ? [root] : schema.descendants(root);
	createIndexes(database, root, classes.length > 1);
	const columns = classes.flatMap((table) => [...schema.columns(table).values()]);
	const references = columns.filter(({ type }) => type === 'reference').map(({ element }) => element);
	createReferenceIndexes(database, root, references);
}

/** `fill` runs after the seed and before the indexes: the place for rows by the hundred thousand. */
export function load(engine: Engine, seed: Seed, fill: () => void): void {
	const tables = [...META_TABLES, ...seed.tables];
	engine.database.transaction(() => {
		const roots = createTables(engine, tables);
		engine.forget();
		writePlain(engine, metadataRows(tables));
		writePlain(engine, aclRows(seed.acls));
		engine.forget();
		writeSeedRows(engine, seed.rows);
		engine.forget();
		fill();
		for (const root of roots) indexRoot(engine, root);
	});
	engine.forget();
}

/** Tables that others made in the same database keep their shape and lose their rows. */
export function empty(engine: Engine): void {
	const { database, schema } = engine;
	const own = new Set(schema.tables().map((table) => schema.root(table)));
	const found = database.all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
	database.transaction(() => {
		for (const { name = '' } of found) {
			database.db.exec(own.has(name) ? `DROP TABLE ${quote(name)}` : `DELETE FROM ${quote(name)}`);
		}
	});
	engine.forget();
}
