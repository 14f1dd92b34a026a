import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { queryValue } from '../domain/encodedQuery';
import { apiPath, recordsOf } from '../domain/request';
import type { Connection } from '../transport/connection';
import { catalogSearch } from './catalogSearch';
import { searchResolutionCodes } from './choices';
import { LIST_KINDS, type ListKind, tableKind } from './kinds';
import { displayColumn } from './metadata';
import { currentTable, isKnownTable, withConnection } from './session';

const PAGE = 100;

type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** One list search method for each kind of record. */
const kinds = Object.fromEntries(
	Object.entries(LIST_KINDS).map(([name, kind]): [string, ListSearch] => [
		name,
		async function (filter, paginationToken) {
			return await withConnection(this, async (connection) => await page(connection, kind, filter, paginationToken));
		},
	]),
) as Record<keyof typeof LIST_KINDS, ListSearch>;

/** Records of the chosen table, newest first, by what users know them by. */
async function searchRecords(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await withConnection(this, async (connection) => {
		const table = currentTable(this);
		const known = isKnownTable(table) ? 'number' : await displayColumn(connection, table);
		return await page(connection, tableKind(table, known), filter, paginationToken);
	});
}

export const listSearch = { ...kinds, ...catalogSearch, searchRecords, searchResolutionCodes };

async function page(
	{ send, account }: Connection,
	{ table, search, only, order, title, details, value }: ListKind,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const text = queryValue((filter ?? '').trim(), 'Search');
	const offset = Number(paginationToken ?? 0);
	const found = text === '' ? '' : search.map((column) => `${column}LIKE${text}`).join('^OR');
	const response = await send({
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query: [found, only, `ORDERBY${order}`].filter((term) => term !== '').join('^'),
			sysparm_fields: [...new Set(['sys_id', value, ...title, ...details])].join(','),
			sysparm_limit: String(PAGE),
			sysparm_offset: String(offset),
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
			sysparm_suppress_pagination_header: 'true',
		},
	});
	const rows = recordsOf(response);
	return {
		results: rows.map((row) => ({
			name: entryName(row, title, details),
			value: String(row[value]),
			...(value === 'sys_id' ? { url: `${account.instanceUrl}/${table}.do?sys_id=${String(row.sys_id)}` } : {}),
		})),
		// The limit is applied before rows are hidden from the user: a short page need not be the last, an empty one is taken for it.
		...(rows.length > 0 ? { paginationToken: String(offset + PAGE) } : {}),
	};
}

function entryName(row: Record<string, unknown>, title: string[], details: string[]): string {
	const head = title.find((column) => row[column]) ?? 'sys_id';
	const tail = details.filter((column) => column !== head && row[column]).map((column) => String(row[column]));
	return [String(row[head]), ...tail].join(' – ');
}
