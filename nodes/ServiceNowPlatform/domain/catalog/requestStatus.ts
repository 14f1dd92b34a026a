import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { type ApiRequest, attempt, recordsOf, type Steps } from '../api/request';
import { readRecords } from '../paging/paging';
import { equals, any, encoded } from '../encodedQuery';
import type { RecordKey } from '../records/lookup';
import { valueOf } from '../values/forms';
import { composed, ITEM, REQUEST, TASK, WORK } from './requestView';

/** No request has more items, so that a page that is not full is the last one. */
const MOST = 1000;

/**
 * A request with its items and their tasks, or one of its items: two requests, however many there are, and one more where somebody has to
 * approve. Choices and references come as value and label.
 *
 * @throws ApiFailure when there is none
 */
export function* readRequestStatus(key: RecordKey): Steps<Json> {
	const items = yield* readItems(key);
	const request = items[0] === undefined ? yield* readBareRequest(key) : requestIn(items[0]);
	const named = items.find((row) => isNamed(row, key));
	const tasks = items.length === 0 ? [] : yield* readTasks(request, named);
	const waiting = yield* readApprovals([request, ...items]);
	return composed(request, items, tasks, waiting);
}

function* readItems(key: RecordKey): Steps<Json[]> {
	const query =
		'sys_id' in key
			? any(equals('request', key.sys_id, 'Request'), equals('sys_id', key.sys_id, 'Request'))
			: any(equals('request.number', key.value, 'Request'), equals('number', key.value, 'Request'));
	const columns = [...ITEM, ...WORK, ...REQUEST.map((column) => `request.${column}`)];
	const rows = yield* readAll('sc_req_item', query, columns);
	// A condition on a column that the user may not read is dropped in silence.
	return rows.filter((row) => isNamed(row, key) || isNamed(requestIn(row), key)).sort(byNumber);
}

/** A request without items, or with none that the user may see. */
function* readBareRequest(key: RecordKey): Steps<Json> {
	const query = 'sys_id' in key ? equals('sys_id', key.sys_id, 'Request') : equals('number', key.value, 'Request');
	const request = labelled('sc_request', query, REQUEST, 1);
	const [row] = recordsOf(yield request).filter((candidate) => isNamed(candidate, key));
	if (row !== undefined) return row;
	throw new ApiFailure({
		kind: 'not-found',
		message: `No request and no requested item has the ${'sys_id' in key ? `sys_id ${key.sys_id}` : `number ${key.value}`}`,
		method: request.method,
		path: request.path,
	});
}

function* readTasks(request: Json, catalogItem: Json | undefined): Steps<Json[]> {
	const query =
		catalogItem === undefined
			? equals('request_item.request', valueOf(request.sys_id), 'Request')
			: equals('request_item', valueOf(catalogItem.sys_id), 'Request');
	return (yield* readAll('sc_task', query, [...TASK, ...WORK, 'request_item'])).sort(byNumber);
}

/** Who is asked for an approval; those who may not read approvals are not told. */
function* readApprovals(rows: Json[]): Steps<Json[]> {
	const ids = rows.filter(({ approval }) => valueOf(approval) === 'requested').map(({ sys_id }) => valueOf(sys_id));
	if (ids.length === 0) return [];
	const query = encoded`sysapprovalIN${ids.slice(0, 100).join(',')}^state=requested`;
	const answer = yield* attempt(labelled('sysapproval_approver', query, ['sysapproval', 'approver', 'due_date'], MOST));
	return answer instanceof ApiFailure ? [] : recordsOf(answer);
}

function* readAll(table: string, query: EncodedQuery, columns: string[]): Steps<Json[]> {
	const request = labelled(table, query, columns, MOST);
	const rows = recordsOf(yield request);
	if (rows.length < MOST) return rows;
	const { sysparm_fields = '', sysparm_display_value = '', sysparm_exclude_reference_link = '' } = request.query ?? {};
	const options = { sysparm_fields, sysparm_display_value, sysparm_exclude_reference_link };
	return yield* readRecords({ table, query, orderBy: '', limit: Number.POSITIVE_INFINITY, options });
}

/** Labels beside the stored values. */
function labelled(table: string, query: EncodedQuery, columns: string[], most: number): ApiRequest {
	const list = listRequest(table, query, columns, most);
	return { ...list, query: { ...list.query, sysparm_display_value: 'all' } };
}

function requestIn(catalogItem: Json): Json {
	return Object.fromEntries(REQUEST.map((column) => [column, catalogItem[`request.${column}`]]));
}

function isNamed(row: Json, key: RecordKey): boolean {
	if ('sys_id' in key) return valueOf(row.sys_id) === key.sys_id;
	return valueOf(row.number).toUpperCase() === key.value.toUpperCase();
}

function byNumber(a: Json, b: Json): number {
	return valueOf(a.number).localeCompare(valueOf(b.number), 'en', { numeric: true });
}
