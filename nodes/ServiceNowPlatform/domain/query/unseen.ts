import type { Json } from '../api/json';

/**
 * The columns of records that show whether a table has those which a query names: ServiceNow drops a condition on a column that is not there
 * without a word, and leaves it out of the records. Of a dotted path only the first part can be judged; variables and columns of child
 * classes (`ref_incident.caller_id`) are no columns of the record itself.
 */
export function judgedColumns(columns: string[]): string[] {
	const judged = columns.filter((column) => !/^(variables|sys_tags|ref_\w+)\./.test(column));
	return [...new Set(judged.map((column) => column.split('.', 1)[0] ?? column))];
}

/** The columns that no record shows. One of which nothing at all is shown proves nothing. */
export function unseenColumns(records: Json[], columns: string[]): string[] {
	const unseen = columns.filter((column) => !records.some((record) => column in record));
	const isTelling = unseen.length > 0 && records.some((record) => Object.keys(record).length > 0);
	return isTelling ? unseen : [];
}
