import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { queryValue } from '../domain/encodedQuery';
import { apiPath, recordsOf } from '../domain/request';
import { currentTable, withConnection } from './session';

const PAGE = 100;

/** Tables by label or name. */
export async function searchTables(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const text = searchText(filter);
	const query = text === '' ? 'ORDERBYlabel' : `labelLIKE${text}^ORnameLIKE${text}^ORDERBYlabel`;
	return await page(this, 'sys_db_object', query, ['name', 'label'], paginationToken, (row) => ({
		name: `${row.label || row.name} (${row.name})`,
		value: String(row.name),
	}));
}

/** Records of the chosen table, newest first, by number or short description. */
export async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async ({ account }) => {
		const table = currentTable(this);
		const text = searchText(filter);
		const query =
			text === ''
				? 'ORDERBYDESCsys_updated_on'
				: `numberLIKE${text}^ORshort_descriptionLIKE${text}^ORnameLIKE${text}^ORDERBYDESCsys_updated_on`;
		return await page(
			this,
			table,
			query,
			['sys_id', 'number', 'name', 'short_description'],
			paginationToken,
			(row) => ({
				name: [row.number || row.name || row.sys_id, row.short_description].filter(Boolean).join(' – '),
				value: String(row.sys_id),
				url: `${account.instanceUrl}/${table}.do?sys_id=${row.sys_id}`,
			}),
		);
	});
}

type Entry = INodeListSearchResult['results'][number];

async function page(
	context: ILoadOptionsFunctions,
	table: string,
	sysparm_query: string,
	fields: string[],
	paginationToken: string | undefined,
	entry: (row: Record<string, unknown>) => Entry,
): Promise<INodeListSearchResult> {
	const offset = Number(paginationToken ?? 0);
	return await withConnection(context, async (connection) => {
		const response = await connection.send({
			method: 'GET',
			path: apiPath`/api/now/table/${table}`,
			query: {
				sysparm_query,
				sysparm_fields: fields.join(','),
				sysparm_limit: String(PAGE),
				sysparm_offset: String(offset),
				sysparm_exclude_reference_link: 'true',
				sysparm_no_count: 'true',
				sysparm_suppress_pagination_header: 'true',
			},
		});
		const rows = recordsOf(response);
		return { results: rows.map(entry), ...(rows.length === PAGE ? { paginationToken: String(offset + PAGE) } : {}) };
	});
}

function searchText(filter: string | undefined): string {
	return queryValue((filter ?? '').trim(), 'Search');
}
