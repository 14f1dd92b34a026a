import { equals } from './encodedQuery';
import { ApiFailure } from './failure';
import { hitList, MOST_HITS } from './hits';
import { apiPath, type ApiRequest, recordsOf, type Steps } from './request';

/** A record as the user named it: by its sys_id, or by another column that should be unique. */
export type RecordKey = { sys_id: string } | { column: string; value: string };

/** The sys_id of the record, looked up where the user named it by something else. */
export function* sysIdOf(table: string, key: RecordKey): Steps<string> {
	if ('sys_id' in key) return key.sys_id;
	const record = yield* findOne(table, key, {
		sysparm_fields: `sys_id,${key.column}`,
		sysparm_exclude_reference_link: 'true',
	});
	return String(record.sys_id);
}

/**
 * The one record with this value in this column.
 *
 * @throws ApiFailure when there is none, or when there are several
 */
export function* findOne(
	table: string,
	{ column, value }: { column: string; value: string },
	query: Record<string, string>,
): Steps<Record<string, unknown>> {
	const request: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			...query,
			sysparm_query: equals(column, value, column),
			// One more shows that there are more.
			sysparm_limit: String(MOST_HITS + 1),
			sysparm_no_count: 'true',
		},
	};
	const rows = recordsOf(yield request);
	const [first] = rows;
	const place = { method: request.method, path: request.path };
	if (first === undefined) {
		throw new ApiFailure({ ...place, kind: 'not-found', message: `No record of ${table} has the ${column} ${value}` });
	}
	if (Object.keys(first).length > 0 && wasIgnored(first, column, query)) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `${table} has no column ${column}, or the user may not read it`,
			detail: 'ServiceNow drops such a condition, so that any record would have been found.',
		});
	}
	if (rows.length > 1) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `More than one record of ${table} has the ${column} ${value}`,
			detail: hitList(rows),
			advice: 'ServiceNow does not keep this value unique. Use the sys_id.',
		});
	}
	return first;
}

/** A condition on a column that is not there is dropped in silence. The record tells, where it was asked for with this column. */
function wasIgnored(
	record: Record<string, unknown>,
	column: string,
	{ sysparm_fields, sysparm_view }: Record<string, string>,
): boolean {
	if (sysparm_fields === undefined ? sysparm_view !== undefined : !sysparm_fields.split(',').includes(column))
		return false;
	return !(column in record);
}
