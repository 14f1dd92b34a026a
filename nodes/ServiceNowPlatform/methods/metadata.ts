import { type Column, columnsOf } from '../domain/columns';
import { apiPath, type ApiRequest, recordsOf } from '../domain/request';
import type { Connection } from '../transport/connection';

/** Enough for every column and choice of any table; the platform's own default cuts at 10,000. */
const MOST = '10000';

/** All columns of a table, those of its parent classes included. Three requests, however large the instance is. */
export async function readColumns(connection: Connection, table: string): Promise<Column[]> {
	const chain = await readClassChain(connection, table);
	const [dictionary, choices] = await Promise.all([
		connection.send(
			list(
				'sys_dictionary',
				`nameIN${chain.join(',')}^elementISNOTEMPTY^active=true`,
				'name,element,column_label,internal_type,reference,mandatory,read_only,choice',
			),
		),
		connection.send(
			list(
				'sys_choice',
				`nameIN${chain.join(',')}^inactive=false^language=en^ORDERBYsequence`,
				'name,element,value,label',
			),
		),
	]);
	return columnsOf(chain, recordsOf(dictionary), recordsOf(choices));
}

/** The table and its parent classes, closest first; the table alone where the user may not read `sys_db_object`. */
export async function readClassChain(connection: Connection, table: string): Promise<string[]> {
	const fields = ['name', ...[1, 2, 3, 4, 5, 6, 7, 8].map((depth) => `${'super_class.'.repeat(depth)}name`)];
	const response = await connection.send(list('sys_db_object', `name=${table}`, fields.join(',')));
	const row = recordsOf(response)[0] ?? {};
	const names = fields
		.map((field) => row[field])
		.filter((name): name is string => typeof name === 'string' && name !== '');
	return names.length > 0 ? names : [table];
}

function list(table: string, sysparm_query: string, sysparm_fields: string): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query,
			sysparm_fields,
			sysparm_limit: MOST,
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
}

/** The column by which users know a record of the table; undefined where the user may not read the dictionary. */
export async function displayColumn(connection: Connection, table: string): Promise<string | undefined> {
	const chain = await readClassChain(connection, table);
	const rows = recordsOf(
		await connection.send(list('sys_dictionary', `nameIN${chain.join(',')}^display=true^active=true`, 'name,element')),
	);
	const closest = chain.map((name) => rows.find((row) => row.name === name)?.element).find((element) => element);
	return typeof closest === 'string' ? closest : undefined;
}
