import { apiPath, recordsOf } from '../domain/api/request';
import { familyOf } from '../domain/schema/columnTypes';
import { stockChain } from '../domain/schema/stockTables';
import type { Connection } from '../transport/sending/connection';
import { readChain } from './metadata';

/** A column as pickers show it. */
export interface ListedColumn {
	element: string;
	label: string;
	family: ReturnType<typeof familyOf>;
	/** The table that a reference leads to and its parent classes, closest first; empty for other columns. */
	targets: string[];
}

/** A column at the end of a dotted path, and the class chain of the table that it belongs to. */
export interface FoundColumn {
	column: ListedColumn;
	chain: string[];
}

type Row = Record<string, unknown>;

const MOST = '10000';
const PARENTS = [1, 2, 3, 4, 5, 6].map((depth) => `${'super_class.'.repeat(depth)}name`);

/** All columns of the tables. One request. */
export async function readListedColumns(connection: Connection, tables: string[]): Promise<Row[]> {
	return await readDictionary(connection, `nameIN${tables.join(',')}^elementISNOTEMPTY^active=true`);
}

/**
 * The columns that a path may go through: the first part is one of the table; which tables the others belong to only the answer tells.
 * One request.
 */
async function readPath(connection: Connection, chain: string[], [first = '', ...others]: string[]): Promise<Row[]> {
	const own = `nameIN${chain.join(',')}^element=${first}^active=true`;
	const further = `elementIN${others.join(',')}^active=true`;
	return await readDictionary(connection, others.length === 0 ? own : `${own}^NQ${further}`);
}

async function readDictionary({ send }: Connection, sysparm_query: string): Promise<Row[]> {
	const response = await send({
		method: 'GET',
		path: apiPath`/api/now/table/${'sys_dictionary'}`,
		query: {
			sysparm_query,
			// A reference names its table, so that the parents of that table come along without a further request.
			sysparm_fields: `name,element,column_label,internal_type,choice,reference,${PARENTS.map((path) => `reference.${path}`).join(',')}`,
			sysparm_limit: MOST,
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	});
	return recordsOf(response);
}

/** The columns of one table out of such rows, by label. */
export function columnsIn(rows: Row[], chain: string[]): ListedColumn[] {
	const closest = new Map<string, ListedColumn>();
	for (const table of [...chain].reverse()) {
		for (const row of rows) if (row.name === table) closest.set(String(row.element), listed(row));
	}
	return [...closest.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/**
 * The column that a path such as `caller_id.email` leads to; undefined where the user may not read the dictionary, or there is no such
 * column. Two requests at most, however long the path is.
 */
export async function columnAt(connection: Connection, table: string, path: string): Promise<FoundColumn | undefined> {
	const chain = stockChain(table) ?? (await readChain(connection, table));
	const parts = path.split('.');
	return walked(await readPath(connection, chain, parts), chain, parts);
}

function walked(rows: Row[], chain: string[], [element, ...others]: string[]): FoundColumn | undefined {
	const column = columnsIn(rows, chain).find((candidate) => candidate.element === element);
	if (column === undefined || others.length === 0) return column && { column, chain };
	return walked(rows, column.targets, others);
}

function listed(row: Row): ListedColumn {
	const text = (name: string) => (typeof row[name] === 'string' ? row[name] : '');
	const parents = PARENTS.map((path) => text(`reference.${path}`)).filter((name) => name !== '');
	const reference = text('reference');
	return {
		element: text('element'),
		label: text('column_label') || text('element'),
		family: familyOf({ type: text('internal_type'), choice: text('choice') }),
		targets: reference === '' ? [] : [reference, ...parents],
	};
}
