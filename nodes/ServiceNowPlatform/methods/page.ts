import type { INodeListSearchResult } from 'n8n-workflow';
import { InputError } from '../domain/failure/inputError';
import type { Json } from '../domain/api/json';
import { listRequest } from '../domain/api/listRequest';
import { recordsOf } from '../domain/api/request';
import { areKeyed } from '../domain/paging/rows';
import { queryValue, all, any, encoded, EVERY } from '../domain/encodedQuery';
import { viewFailure } from '../domain/schema/view';
import type { Connection } from '../transport/sending/connection';
import type { ListKind } from './pickers';

const PAGE = 100;

/** One page of a picker's entries, found on the server. */
export async function recordPage(
	{ send, account }: Connection,
	{ table, search, only, order, title, details, value }: ListKind,
	filter: string | undefined,
	paginationToken: string | undefined,
): Promise<INodeListSearchResult> {
	const text = queryValue((filter ?? '').trim(), 'Search');
	const offset = Number(paginationToken ?? 0);
	const found = text === '' ? EVERY : any(...search.map((column) => encoded`${column}LIKE${text}`));
	const list = listRequest(
		table,
		all(found, only, encoded`ORDERBY${order}`),
		[...new Set(['sys_id', value, ...title, ...details])],
		PAGE,
	);
	const place = { sysparm_offset: String(offset), sysparm_suppress_pagination_header: 'true' };
	const response = await send({ ...list, query: { ...list.query, ...place } });
	const rows = recordsOf(response);
	if (rows.length === 0 && text === '' && offset === 0) throw nothingSeen(table);
	if (value === 'sys_id' && !areKeyed(rows)) throw viewFailure(table);
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

/** ServiceNow hides rows without a word; an empty list alone would leave the user guessing. */
export function nothingSeen(table: string, what = `record of ${table}`): InputError {
	return new InputError(
		'List',
		`The signed-in user sees no ${what}`,
		`Either there is none, or a role or access rule (ACL) to read ${table} is missing. What is meant can be typed in the other modes.`,
	);
}

function entryName(row: Json, title: string[], details: string[]): string {
	const head = title.find((column) => row[column]) ?? 'sys_id';
	const tail = details.filter((column) => column !== head && row[column]).map((column) => String(row[column]));
	return [...new Set([String(row[head]), ...tail])].join(' – ');
}
