import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { equals, all } from '../encodedQuery';

/** A few rows say the same where nothing keeps them unique. */
const MOST = 100;
/** Columns that tell where a role comes from; ServiceNow leaves out what a table does not have. */
const ORIGIN = ['inherited', 'granted_by'];

/** Rows of a table that joins two records: the members of groups, the roles of users. */
export function* findLinks(table: string, ends: Record<string, string>): Steps<Json[]> {
	const columns = Object.keys(ends);
	const query = all(...columns.map((column) => equals(column, ends[column] ?? '', column)));
	const response = yield listRequest(table, query, ['sys_id', ...columns, ...ORIGIN], MOST);
	return recordsOf(response).filter((row) => columns.every((column) => row[column] === ends[column]));
}
