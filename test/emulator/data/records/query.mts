/** A page of records: the limit first, the access rules after it, so a page may be thinner than asked for. */
import { invalidTable } from '../../errors.mts';
import type { QueryOptions, Row } from '../../types.mts';
import { quote } from '../database.mts';
import { compileQuery } from '../query/compile.mts';
import type { View } from '../view/read.mts';
import { keysOf } from '../view/source.mts';
import { permitted, permittedInView, readableColumns } from './access.mts';
import type { Caller } from './caller.mts';
import { askedQuery } from './pairs.mts';

/** Needed to judge a record, whatever is asked for. */
const ALWAYS = ['sys_id', 'sys_class_name'];

/** What is read of a row besides what is asked for, and may not be shown. */
function hiddenColumns(view: View | undefined): string[] {
	return view ? keysOf(view) : ['sys_class_name'];
}

/** The columns that the session may see, with those that it takes to judge a row. */
function columnsRead(caller: Caller, table: string, { fields }: QueryOptions, hidden: readonly string[]): string[] {
	const wanted = fields && [...fields, ...ALWAYS];
	return [...new Set([...readableColumns(caller, table, wanted), ...hidden])];
}

export function query(caller: Caller, table: string, options: QueryOptions): { rows: Row[]; total: number } {
	const { engine, session } = caller;
	const { schema, database } = engine;
	if (!schema.exists(table)) throw invalidTable(table);
	const asked = askedQuery(engine, table, options);
	const { scope, where, orderBy, from } = compileQuery(engine.context(session), table, asked);
	const view = schema.view(table);
	const hidden = hiddenColumns(view);
	const read = columnsRead(caller, table, options, hidden);
	const select = read.map((element) => `${scope.alias}.${quote(element)}`).join(', ');
	const sql = `SELECT ${select} FROM ${from()} WHERE ${where.sql}${orderBy} LIMIT ? OFFSET ?`;
	const found = database.all(sql, [...where.params, options.limit, options.offset]);
	engine.rowsRead += found.length;
	const total = options.noCount
		? -1
		: database.number(`SELECT COUNT(*) FROM ${from()} WHERE ${where.sql}`, where.params);
	const rows = view ? permittedInView(caller, view, found) : permitted(caller, table, 'read', found);
	for (const element of hidden) if (!schema.column(table, element)) for (const row of rows) delete row[element];
	return { rows, total };
}
