import type { EncodedQuery } from './checked';
import { apiPath, type ApiRequest } from './request';

/** Asks for a list that one page holds: references as sys_ids, nothing counted. */
export function listRequest(table: string, query: EncodedQuery, columns: string[], most: number): ApiRequest {
	return {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query: query,
			sysparm_fields: columns.join(','),
			sysparm_limit: String(most),
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
}
