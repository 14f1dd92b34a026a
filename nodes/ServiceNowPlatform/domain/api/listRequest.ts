import type { EncodedQuery } from './checked';
import { apiPath, type ApiRequest, type Query } from './request';

/**
 * Parameters of a request for what fulfils a query. `sysparm_query` is written in this file alone: elsewhere, the compiler would take it
 * unchecked from any record of texts.
 */
export function filtered(query: EncodedQuery, parameters: Record<string, string>): Query {
	return { ...parameters, sysparm_query: query };
}

/** Asks for records of a table. */
export function tableRequest(table: string, query: EncodedQuery, parameters: Record<string, string>): ApiRequest {
	return { method: 'GET', path: apiPath`/api/now/table/${table}`, query: filtered(query, parameters) };
}

/** Asks for a list that one page holds: references as sys_ids, nothing counted. */
export function listRequest(table: string, query: EncodedQuery, columns: string[], most: number): ApiRequest {
	return tableRequest(table, query, {
		sysparm_fields: columns.join(','),
		sysparm_limit: String(most),
		sysparm_exclude_reference_link: 'true',
		sysparm_no_count: 'true',
	});
}
