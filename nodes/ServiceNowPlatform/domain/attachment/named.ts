import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { equals, all, encoded, EVERY } from '../encodedQuery';
import { MOST_HITS } from '../records/hits';
import { sameName } from '../values/sameName';

/** The record on which a file hangs, where it is known. */
export interface Attached {
	table_sys_id?: string;
}

/**
 * The sys_id of the attachment with this file name.
 *
 * @throws ApiFailure when there is none, or when there are several
 */
export function* findAttachment(file_name: string, { table_sys_id }: Attached): Steps<string> {
	const on = table_sys_id === undefined ? EVERY : equals('table_sys_id', table_sys_id, 'Record of the File');
	const query = all(equals('file_name', file_name, 'Attachment'), on, encoded`ORDERBYDESCsys_created_on`);
	const columns = ['sys_id', 'file_name', 'table_name', 'table_sys_id', 'sys_created_on'];
	const request = listRequest('sys_attachment', query, columns, MOST_HITS + 1);
	// A condition on a column that the user may not read is dropped in silence, and any file would be found.
	const rows = recordsOf(yield request).filter(
		(row) => sameName(row.file_name, file_name, 'accent') && (table_sys_id ?? row.table_sys_id) === row.table_sys_id,
	);
	const [first, ...others] = rows;
	if (first !== undefined && others.length === 0) return String(first.sys_id);
	const { method, path } = request;
	const place = table_sys_id === undefined ? '' : ' on this record';
	if (first === undefined) {
		throw new ApiFailure({
			kind: 'not-found',
			message: `No attachment is named ${file_name}${place}`,
			advice: 'Check the name, with its extension; or an access rule (ACL) hides the file from the signed-in user.',
			method,
			path,
		});
	}
	throw new ApiFailure({
		kind: 'bad-request',
		message: `More than one attachment is named ${file_name}${place}`,
		detail: `${rows.slice(0, MOST_HITS).map(shown).join('; ')}${rows.length > MOST_HITS ? ' and more' : ''}`,
		advice: 'Name the record with the option Record of the File, or use the sys_id of the one that is meant.',
		method,
		path,
	});
}

function shown({ sys_id, table_name, table_sys_id, sys_created_on }: Json): string {
	return `${String(sys_id)} (${String(table_name)} ${String(table_sys_id)}, ${String(sys_created_on)})`;
}
