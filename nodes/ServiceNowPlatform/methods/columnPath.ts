import { familyOf } from '../domain/columnFamily';
import { apiPath, recordsOf } from '../domain/request';
import type { Connection } from '../transport/connection';
import { readClassChain } from './metadata';

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

const MOST = '10000';
const PARENTS = [1, 2, 3, 4, 5, 6].map((depth) => `${'super_class.'.repeat(depth)}name`);

/** Columns of a class chain, those of the closest table first to count; `only` one of them. One request. */
export async function readListedColumns(
	{ send }: Connection,
	tables: string[],
	only?: string,
): Promise<Array<Record<string, unknown>>> {
	const element = only === undefined ? 'elementISNOTEMPTY' : `element=${only}`;
	const response = await send({
		method: 'GET',
		path: apiPath`/api/now/table/${'sys_dictionary'}`,
		query: {
			sysparm_query: `nameIN${tables.join(',')}^${element}^active=true`,
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
export function columnsIn(rows: Array<Record<string, unknown>>, chain: string[]): ListedColumn[] {
	const closest = new Map<string, ListedColumn>();
	for (const table of [...chain].reverse()) {
		for (const row of rows) if (row.name === table) closest.set(String(row.element), listed(row));
	}
	return [...closest.values()].sort((a, b) => a.label.localeCompare(b.label));
}

/** The platform's own tables have these parents everywhere, which saves a request. */
const KNOWN_CHAINS: Readonly<Record<string, string[]>> = Object.fromEntries([
	...['incident', 'problem', 'change_request', 'sc_request', 'sc_req_item', 'sc_task'].map((name) => [
		name,
		[name, 'task'],
	]),
	...['task', 'sys_user', 'sys_user_group', 'sys_attachment'].map((name) => [name, [name]]),
]);

/**
 * The column that a path such as `caller_id.email` leads to; undefined where the user may not read the dictionary, or there is no such
 * column. One request more than the path has parts.
 */
export async function columnAt(connection: Connection, table: string, path: string): Promise<FoundColumn | undefined> {
	let chain = KNOWN_CHAINS[table] ?? (await readClassChain(connection, table));
	const parts = path.split('.');
	for (const [index, element] of parts.entries()) {
		const [column] = columnsIn(await readListedColumns(connection, chain, element), chain);
		if (column === undefined) return undefined;
		if (index === parts.length - 1) return { column, chain };
		if (column.targets.length === 0) return undefined;
		chain = column.targets;
	}
	return undefined;
}

function listed(row: Record<string, unknown>): ListedColumn {
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
