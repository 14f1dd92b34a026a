/** Plain rows in and out of SQLite: no access rules, no defaults; only the schema decides which columns there are. */
import type { Row } from '../../types.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { isFamily } from '../meta/families.mts';

/** The class of a stored record; rows of plain tables do not tell. */
export function classOf({ schema }: Engine, table: string, row: Row): string {
	const name = row.sys_class_name ?? '';
	const isOne = schema.exists(name) && (schema.root(name) === schema.root(table) || schema.chain(name).includes(table));
	return isOne ? name : table;
}

function project(engine: Engine, table: string, row: Row): Row {
	const result: Row = {};
	for (const element of engine.schema.columns(table).keys()) result[element] = row[element] ?? '';
	return result;
}

/** The class of a record of a family, whose rows are in the table of each class. */
function readClass({ schema, database }: Engine, family: string, sys_id: string): string | undefined {
	const row = database.get(`SELECT sys_class_name FROM ${schema.source(family)} WHERE sys_id = ?`, [sys_id]);
	return row && row.sys_class_name !== family ? row.sys_class_name : undefined;
}

/** With all columns of its own class, if it is of this table or a class below it. Rows of a view are no records. */
export function readRecord(engine: Engine, table: string, sys_id: string): Row | undefined {
	const { schema, database } = engine;
	if (!schema.exists(table) || schema.view(table)) return undefined;
	if (isFamily(table)) {
		const own = readClass(engine, table, sys_id);
		return own === undefined ? undefined : readRecord(engine, own, sys_id);
	}
	const sql = `SELECT ${schema.selectList(table)} FROM ${quote(schema.root(table))} WHERE sys_id = ?`;
	const row = database.get(sql, [sys_id]);
	if (!row) return undefined;
	const own = classOf(engine, schema.root(table), row);
	if (schema.root(table) !== table && !schema.descendants(table).includes(own)) return undefined;
	return project(engine, own, { ...row, sys_class_name: own });
}

/** In the order in which they were written, whatever index finds them. */
export function findRecords(engine: Engine, table: string, where: Row): Row[] {
	const { schema, database } = engine;
	const elements = Object.keys(where);
	if (!schema.exists(table) || (schema.view(table) && !elements.every((each) => schema.column(table, each)))) return [];
	const conditions = elements.map((element) => `${quote(element)} = ?`);
	const params = Object.values(where);
	if (schema.root(table) !== table) {
		conditions.push('sys_class_name IN (SELECT value FROM json_each(?))');
		params.push(JSON.stringify(schema.descendants(table)));
	}
	const filter = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
	const order = schema.view(table) || isFamily(table) ? '' : ' ORDER BY rowid';
	const from = `FROM ${schema.source(table)}${filter}${order}`;
	const rows = database.all(`SELECT ${schema.selectList(table)} ${from}`, params);
	return rows.map((row) => project(engine, classOf(engine, table, row), row));
}

export function insertRecord(engine: Engine, table: string, row: Row): void {
	const values = { ...row, sys_class_name: table };
	const entries = Object.entries(values).filter(([, value]) => value !== '');
	const columns = entries.map(([element]) => quote(element)).join(', ');
	const marks = entries.map(() => '?').join(', ');
	const root = engine.schema.root(table);
	const sql = `INSERT INTO ${quote(root)} (${columns}) VALUES (${marks})`;
	engine.replica.note(root, row.sys_id ?? '');
	engine.database.run(
		sql,
		entries.map(([, value]) => value),
	);
	engine.emit({ operation: 'insert', table, row });
}

/** Nobody is told of it yet. */
export function writeColumns(engine: Engine, table: string, { sys_id = '' }: Row, written: Row): void {
	const entries = Object.entries(written);
	const sets = entries.map(([element]) => `${quote(element)} = ?`).join(', ');
	const root = engine.schema.root(table);
	const sql = `UPDATE ${quote(root)} SET ${sets} WHERE sys_id = ?`;
	engine.replica.note(root, sys_id);
	engine.database.run(sql, [...entries.map(([, value]) => value), sys_id]);
}

/** A plain write: it does not say what it changes. */
export function updateRecord(engine: Engine, table: string, row: Row, written: Row): void {
	writeColumns(engine, table, row, written);
	engine.emit({ operation: 'update', table, row });
}

export function deleteRecord(engine: Engine, table: string, row: Row): void {
	const root = engine.schema.root(table);
	engine.replica.note(root, row.sys_id ?? '');
	engine.database.run(`DELETE FROM ${quote(root)} WHERE sys_id = ?`, [row.sys_id ?? '']);
	engine.emit({ operation: 'delete', table, row });
}
