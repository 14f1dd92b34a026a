/** `/api/now/table/{table}[/{sys_id}]` */
import { createRenderer } from '../data/render/render.mts';
import { neededColumns } from '../data/render/plan.mts';
import { noRecord } from '../errors.mts';
import type { ApiRequest, ApiResponse, Context, Route, Row } from '../types.mts';
import { openTable } from './openTable.mts';
import { bodyValues, writeOptions } from './table/input.mts';
import { pagingHeaders } from './table/links.mts';
import { isTrue, nameValuePairs, paging, renderOptions, tableBase } from './table/parameters.mts';
import { wantedFields } from './table/view.mts';

const COLLECTION = '/api/now/table/:table';
const RECORD = `${COLLECTION}/:sys_id`;

/** A record, by the name of the table that it was asked for. */
interface Found {
	table: string;
	row: Row;
}

function rendered(request: ApiRequest, { store }: Context, { table, row }: Found): object {
	const options = renderOptions(request, wantedFields(request, store, table));
	return { result: createRenderer(store, request.session, table, options)(row) };
}

/** `X-no-response-body: true` asks for the write without its answer; the status of that is not documented. */
function answer(request: ApiRequest, context: Context, status: 200 | 201, found: Found): ApiResponse {
	const location = `${tableBase(request)}/${found.table}/${found.row.sys_id ?? ''}`;
	const headers: Record<string, string> = status === 201 ? { Location: location } : {};
	if (request.headers['x-no-response-body']?.toLowerCase() === 'true') return { status: 204, headers };
	return { status, headers, body: rendered(request, context, found) };
}

function list(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const table = openTable(request, context);
	const page = paging(request);
	const fields = wantedFields(request, store, table);
	const { rows, total } = store.query(request.session, table, {
		...page,
		query: request.query.get('sysparm_query') ?? '',
		pairs: nameValuePairs(request),
		noCount: isTrue(request, 'sysparm_no_count'),
		replica: request.query.has('sysparm_query_category'),
		...(fields ? { fields: neededColumns(store.schema, table, fields) } : {}),
	});
	// Version 1 calls an empty list a missing record.
	if (request.version === 'v1' && rows.length === 0) throw noRecord();
	const render = createRenderer(store, request.session, table, renderOptions(request, fields));
	const headers = pagingHeaders(request, page, rows.length, total);
	return { status: 200, headers, body: { result: rows.map(render) } };
}

function get(request: ApiRequest, context: Context): ApiResponse {
	const table = openTable(request, context);
	const row = context.store.get(request.session, table, request.params.sys_id ?? '');
	return { status: 200, body: rendered(request, context, { table, row }) };
}

function create(request: ApiRequest, context: Context): ApiResponse {
	const table = openTable(request, context);
	const row = context.store.writing(writeOptions(request)).insert(request.session, table, bodyValues(request));
	return answer(request, context, 201, { table, row });
}

/** PUT is documented to want all fields and blanks none of those left out: both verbs are partial updates. */
function update(request: ApiRequest, context: Context): ApiResponse {
	const table = openTable(request, context);
	const sys_id = request.params.sys_id ?? '';
	const records = context.store.writing(writeOptions(request));
	const row = records.update(request.session, table, sys_id, bodyValues(request));
	return answer(request, context, 200, { table, row });
}

function remove(request: ApiRequest, context: Context): ApiResponse {
	const table = openTable(request, context);
	context.store.delete(request.session, table, request.params.sys_id ?? '');
	return { status: 204 };
}

const access = 'session';

export const tableRoutes: Route[] = [
	{ name: 'table.list', method: 'GET', path: COLLECTION, access, handle: list },
	{ name: 'table.create', method: 'POST', path: COLLECTION, access, handle: create },
	{ name: 'table.get', method: 'GET', path: RECORD, access, handle: get },
	{ name: 'table.patch', method: 'PATCH', path: RECORD, access, handle: update },
	{ name: 'table.put', method: 'PUT', path: RECORD, access, handle: update },
	{ name: 'table.delete', method: 'DELETE', path: RECORD, access, handle: remove },
];
