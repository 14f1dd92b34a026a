import type { INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { InputError } from '../domain/failure/inputError';
import type { Json } from '../domain/api/json';
import { listRequest } from '../domain/api/listRequest';
import type { EncodedQuery } from '../domain/api/checked';
import { type ApiRequest, recordsOf } from '../domain/api/request';
import { areKeyed } from '../domain/paging/rows';
import { queryValue, all, any, encoded, EVERY } from '../domain/encodedQuery';
import { viewFailure } from '../domain/schema/view';
import type { Connection } from '../transport/sending/connection';
import type { ListKind } from './pickers';

const PAGE = 100;

/** One page of a picker's entries, found on the server. */
export async function recordPage(
	{ send, account }: Connection,
	kind: ListKind,
	filter = '',
	paginationToken = '0',
): Promise<INodeListSearchResult> {
	const { table, value } = kind;
	const text = queryValue(filter.trim(), 'Search');
	const offset = Number(paginationToken);
	const isOpening = text === '' && offset === 0;
	const requests = [pageOf(kind, text, offset), ...(isOpening ? firstOf(kind) : [])];
	const rows = withFirst((await Promise.all(requests.map(send))).map(recordsOf), kind);
	if (rows.length === 0 && isOpening) throw nothingSeen(table);
	if (value === 'sys_id' && !areKeyed(rows)) throw viewFailure(table);
	return {
		results: rows.map((row) => entryOf(row, kind, account.instanceUrl)),
		// The limit is applied before rows are hidden from the user: a short page need not be the last, an empty one is taken for it.
		...(rows.length > 0 ? { paginationToken: String(offset + PAGE) } : {}),
	};
}

function pageOf(kind: ListKind, text: string, offset: number): ApiRequest {
	const found = text === '' ? EVERY : any(...kind.search.map((column) => encoded`${column}LIKE${text}`));
	const list = listOf(kind, all(found, kind.only, encoded`ORDERBY${kind.order}`), PAGE);
	const place = { sysparm_offset: String(offset), sysparm_suppress_pagination_header: 'true' };
	return { ...list, query: { ...list.query, ...place } };
}

function firstOf(kind: ListKind): ApiRequest[] {
	const { value, first } = kind;
	return first === undefined ? [] : [listOf(kind, encoded`${value}IN${first.join(',')}`, first.length)];
}

function listOf({ table, title, details, value }: ListKind, query: EncodedQuery, most: number): ApiRequest {
	return listRequest(table, query, [...new Set(['sys_id', value, ...title, ...details])], most);
}

/** The rows that most people look for, in that order, and then the others. */
function withFirst([rows = [], ahead = []]: Json[][], { value, first = [] }: ListKind): Json[] {
	const usual = first.flatMap((one) => ahead.filter((row) => row[value] === one));
	return [...usual, ...rows.filter((row) => usual.every((one) => one[value] !== row[value]))];
}

/** ServiceNow hides rows without a word; an empty list alone would leave the user guessing. */
export function nothingSeen(table: string, what = `record of ${table}`): InputError {
	return new InputError(
		'List',
		`The signed-in user sees no ${what}`,
		`Either there is none, or a role or access rule (ACL) to read ${table} is missing. What is meant can be typed in the other modes.`,
	);
}

function entryOf(row: Json, { table, title, details, value }: ListKind, instanceUrl: string): INodeListSearchItems {
	const entry = { name: entryName(row, title, details), value: String(row[value]) };
	return value === 'sys_id' ? { ...entry, url: `${instanceUrl}/${table}.do?sys_id=${String(row.sys_id)}` } : entry;
}

function entryName(row: Json, title: string[], details: string[]): string {
	const head = title.find((column) => row[column]) ?? 'sys_id';
	const tail = details.filter((column) => column !== head && row[column]).map((column) => String(row[column]));
	return [...new Set([String(row[head]), ...tail])].join(' – ');
}
