import { apiPath, recordsOf, type Steps } from '../api/request';
import { equals } from '../query/encodedQuery';

/** A few rows say the same where nothing keeps them unique. */
const MOST = '100';

/** Rows of a table that joins two records: the members of groups, the roles of users. */
export function* findLinks(table: string, ends: Record<string, string>): Steps<Array<Record<string, unknown>>> {
	const columns = Object.keys(ends);
	const response = yield {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query: columns.map((column) => equals(column, ends[column] ?? '', column)).join('^'),
			sysparm_limit: MOST,
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
	return recordsOf(response).filter((row) => columns.every((column) => row[column] === ends[column]));
}
