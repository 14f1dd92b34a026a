/** A page of records: the limit first, the access rules after it, so a page may be thinner than asked for. */
import { invalidTable } from '../../errors.mts';
import type { QueryOptions, Row, Session } from '../../types.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { compileQuery } from '../query/compile.mts';
import { emptyQuery } from '../query/ast.mts';
import { parseQuery } from '../query/parse.mts';
import { keysOf } from '../view/source.mts';
import { permitted, permittedInView, readableColumns } from './access.mts';
import { pairsQuery } from './pairs.mts';

/** Needed to judge a record, whatever is asked for. */
const ALWAYS = ['sys_id', 'sys_class_name'];

export function query(
	engine: Engine,
	session: Session,
	table: string,
	options: QueryOptions,
): { rows: Row[]; total: number } {
	const { schema, database } = engine;
	if (!schema.exists(table)) throw invalidTable(table);
	const parsed = options.query === '' ? emptyQuery() : parseQuery(options.query);
	parsed.groups = pairsQuery(engine, table, parsed.groups, options.pairs ?? []);
	const { scope, where, orderBy, from } = compileQuery(engine.context(session), table, parsed);
	const wanted = options.fields && [...options.fields, ...ALWAYS];
	const columns = readableColumns(engine, session, table, wanted);
	const view = schema.view(table);
	const hidden = view ? keysOf(view) : ['sys_class_name'];
	const read = [...new Set([...columns, ...hidden])];
	const select = read.map((element) => `${scope.alias}.${quote(element)}`).join(', ');
	const sql = `SELECT ${select} FROM ${from()} WHERE ${where.sql}${orderBy} LIMIT ? OFFSET ?`;
	const found = database.all(sql, [...where.params, options.limit, options.offset]);
	engine.rowsRead += found.length;
	const total = options.noCount
		? -1
		: database.number(`SELECT COUNT(*) FROM ${from()} WHERE ${where.sql}`, where.params);
	const rows = view ? permittedInView(engine, session, view, found) : permitted(engine, session, table, 'read', found);
	for (const element of hidden) if (!schema.column(table, element)) for (const row of rows) delete row[element];
	return { rows, total };
}
