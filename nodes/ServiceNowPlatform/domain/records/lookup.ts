import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { tableRequest } from '../api/listRequest';
import { apiPath, type ApiRequest, recordOf, recordsOf, type Steps } from '../api/request';
import { equals } from '../encodedQuery';
import { inWords } from '../schema/inWords';
import { nounOf } from '../schema/stockTables';
import { hitList, MOST_HITS } from './hits';

/** A record as the user named it: by its sys_id, or by another column that should be unique. */
export type RecordKey = { sys_id: string } | { column: string; value: string };

/** The sys_id of the record, looked up where the user named it by something else. */
export function* findSysId(table: string, key: RecordKey): Steps<string> {
	if ('sys_id' in key) return key.sys_id;
	const record = yield* findOne(table, key, {
		sysparm_fields: `sys_id,${key.column}`,
		sysparm_exclude_reference_link: 'true',
	});
	return String(record.sys_id);
}

/** The condition that a column leads to the record. `field` is where it was named. */
export function* resolveEquals(column: string, table: string, key: RecordKey, field: string): Steps<EncodedQuery> {
	return equals(column, yield* findSysId(table, key), field);
}

/** Reads the record in one request, by whatever it was named. @throws ApiFailure */
export function* readOne(table: string, key: RecordKey, query: Record<string, string>): Steps<Json> {
	if (!('sys_id' in key)) return yield* findOne(table, key, query);
	return recordOf(yield { method: 'GET', path: apiPath`/api/now/table/${table}/${key.sys_id}`, query });
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
): Steps<Json> {
	const { sysparm_fields: asked } = query;
	const isAdded = asked !== undefined && !asked.split(',').includes(column);
	// The column shows that the condition counted. Two records are enough to see that one is not the only one.
	const wide = isAdded ? { ...query, sysparm_fields: `${asked},${column}` } : query;
	const request = search(table, { column, value }, wide, 2);
	const [first, second] = recordsOf(yield request);
	const place = { method: request.method, path: request.path };
	if (first === undefined) {
		throw new ApiFailure({
			...place,
			kind: 'not-found',
			message: `No ${nounOf(table)} has the ${inWords(column)} ${value}`,
			advice: `Check the ${inWords(column)}; or an access rule (ACL) hides the record from the signed-in user.`,
		});
	}
	if (Object.keys(first).length > 0 && wasIgnored(first, column, wide)) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `${table} has no column ${column}, or the user may not read it`,
			detail: 'ServiceNow drops such a condition, so that any record would have been found.',
		});
	}
	if (second !== undefined) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `More than one ${nounOf(table)} has the ${inWords(column)} ${value}`,
			detail: yield* listHits(table, { column, value }),
			advice: 'ServiceNow does not keep this value unique. Use the sys_id of the one that is meant.',
		});
	}
	return isAdded ? without(first, column) : first;
}

function without(record: Json, column: string): Json {
	return Object.fromEntries(Object.entries(record).filter(([name]) => name !== column));
}

/** @throws ApiFailure when there is no such record */
export function* assertRecord(table: string, sys_id: string): Steps<void> {
	yield { method: 'GET', path: apiPath`/api/now/table/${table}/${sys_id}`, query: { sysparm_fields: 'sys_id' } };
}

/** Where a record is kept. */
export interface Place {
	/** Its own class: rules, mails and files of a record do not run or show when it is taken for one of a parent class. */
	table: string;
	sys_id: string;
	/** What was read of it. */
	record: Json;
}

/** The record that the user named, in its own class. @throws ApiFailure when there is none */
export function* findPlace(table: string, key: RecordKey, columns: string[] = []): Steps<Place> {
	const own = 'sys_id' in key ? [] : [key.column];
	const query = {
		sysparm_fields: [...new Set(['sys_id', 'sys_class_name', ...own, ...columns])].join(','),
		sysparm_exclude_reference_link: 'true',
	};
	const record = yield* readOne(table, key, query);
	return { table: String(record.sys_class_name || table), sys_id: String(record.sys_id), record };
}

function search(
	table: string,
	{ column, value }: { column: string; value: string },
	query: Record<string, string>,
	most: number,
): ApiRequest {
	const asked = { ...query, sysparm_limit: String(most), sysparm_no_count: 'true' };
	return tableRequest(table, equals(column, value, column), asked);
}

/** Which records they are: the request before may have asked for other columns than the sys_id. */
function* listHits(table: string, key: { column: string; value: string }): Steps<string> {
	const shape = { sysparm_fields: 'sys_id,number,name,sys_class_name', sysparm_exclude_reference_link: 'true' };
	return hitList(recordsOf(yield search(table, key, shape, MOST_HITS + 1)));
}

/** A condition on a column that is not there is dropped in silence. The record tells, where it was asked for with this column. */
function wasIgnored(record: Json, column: string, { sysparm_fields, sysparm_view }: Record<string, string>): boolean {
	if (sysparm_fields === undefined ? sysparm_view !== undefined : !sysparm_fields.split(',').includes(column))
		return false;
	return !(column in record);
}
