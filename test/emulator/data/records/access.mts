/** Rules on whole records: by class, and by a condition that the record has to match. */
import type { Row } from '../../types.mts';
import type { Operation } from '../acl.mts';
import { compileQuery } from '../query/compile.mts';
import { parseQuery } from '../query/parse.mts';
import { keysOf } from '../view/source.mts';
import type { View } from '../view/read.mts';
import type { Caller } from './caller.mts';
import { classOf } from './rows.mts';

/** The ids among these that match one of the rule's conditions. The rule may look at fields that the caller may not. */
function matching({ engine, session }: Caller, table: string, ids: string[], conditions: string[]): Set<string> {
	const context = { ...engine.context(session), mayRead: () => true };
	const found = new Set<string>();
	for (const condition of conditions) {
		const { scope, where, from } = compileQuery(context, table, parseQuery(condition));
		const among = `${scope.alias}.sys_id IN (SELECT value FROM json_each(?))`;
		const sql = `SELECT ${scope.alias}.sys_id AS id FROM ${from()} WHERE ${where.sql} AND ${among}`;
		for (const { id = '' } of engine.database.all(sql, [...where.params, JSON.stringify(ids)])) found.add(id);
	}
	return found;
}

/** Which of these records the session may read (or write, or delete). */
export function permitted(caller: Caller, table: string, operation: Operation, rows: Row[]): Row[] {
	const { engine, session } = caller;
	const classes = new Map<string, Row[]>();
	for (const row of rows) {
		const own = classOf(engine, table, row);
		const list = classes.get(own) ?? [];
		list.push(row);
		classes.set(own, list);
	}
	const hidden = new Set<Row>();
	for (const [own, list] of classes) {
		const decision = engine.acl.table(session, own, operation);
		if (decision === 'allow') continue;
		const ids = list.map(({ sys_id = '' }) => sys_id);
		const allowed = decision === 'deny' ? new Set<string>() : matching(caller, own, ids, decision.conditions);
		for (const row of list) if (!allowed.has(row.sys_id ?? '')) hidden.add(row);
	}
	return hidden.size === 0 ? rows : rows.filter((row) => !hidden.has(row));
}

/** A row of a view is seen by those who may see all the rows that it is made of, unless the view has rules of its own. */
export function permittedInView(caller: Caller, view: View, rows: Row[]): Row[] {
	const { engine, session } = caller;
	if (engine.acl.table(session, view.name, 'read') === 'deny') return [];
	if (session.via === 'system' || engine.acl.isOfView(view.name, 'read')) return rows;
	let left = rows;
	for (const [index, key] of keysOf(view).entries()) {
		const table = view.parts[index]?.table ?? '';
		const ids = [...new Set(left.map((row) => row[key] ?? ''))].filter(Boolean);
		const records = ids.map((sys_id): Row => ({ sys_id }));
		const seen = new Set(permitted(caller, table, 'read', records).map(({ sys_id }) => sys_id));
		left = left.filter((row) => !row[key] || seen.has(row[key]));
	}
	return left;
}

export function permits(caller: Caller, table: string, operation: Operation, row: Row): boolean {
	return permitted(caller, table, operation, [row]).length === 1;
}

/** The columns of the table that the session may read, out of those wanted. */
export function readableColumns({ engine, session }: Caller, table: string, wanted?: readonly string[]): string[] {
	const all = [...engine.schema.columns(table).keys()];
	const names = wanted ? all.filter((name) => wanted.includes(name)) : all;
	return names.filter((name) => engine.acl.field(session, table, name, 'read'));
}

/** The record as the session sees it through this table: a parent table shows the parent's columns only. */
export function visible(caller: Caller, table: string, row: Row): Row {
	return Object.fromEntries(readableColumns(caller, table).map((element) => [element, row[element] ?? '']));
}
