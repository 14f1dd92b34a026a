/** `/api/now/import/{staging table}`: rows go into a staging table and from there, by transform maps, into others. */
import { isObject, parseJsonObject, parseObject } from '../http/content/body.mts';
import { invalidTable, noRecord, ServiceNowError } from '../errors.mts';
import type { ApiRequest, ApiResponse, Context, Route, Row, Store } from '../types.mts';
import { openTable } from './openTable.mts';
import { transformLater } from './importSet/later.mts';
import { outcomesOf, resultView } from './importSet/result.mts';
import { newImportSet, openImportSet, rowsIn, stageRow } from './importSet/staging.mts';
import { transformRow } from './importSet/transform.mts';

const COLLECTION = '/api/now/import/:table';

function stagingTable(request: ApiRequest, context: Context): string {
	const table = openTable(request, context);
	if (!context.store.schema.chain(table).includes('sys_import_set_row')) throw invalidTable(table);
	return table;
}

function answer(request: ApiRequest, store: Store, status: number, row: Row): ApiResponse {
	const { number = '' } = store.one('sys_import_set', { sys_id: row.sys_import_set ?? '' }) ?? {};
	const outcomes = outcomesOf(store, row);
	return {
		status,
		body: {
			import_set: number,
			staging_table: request.params.table,
			result: outcomes.map((outcome) => resultView(request, store, row, outcome)),
		},
	};
}

/** 201 whatever became of the row: a failed transform is told in its result alone. */
function insert(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const table = stagingTable(request, context);
	const importSet = openImportSet(store, request.session, table);
	const staged = { importSet, entries: Object.entries(parseObject(request)), place: rowsIn(store, importSet) };
	const row = stageRow(store, request.session, table, staged);
	transformRow(store, request.session, table, row);
	return answer(request, store, 201, row);
}

function get(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const table = stagingTable(request, context);
	const row = store.get(request.session, table, request.params.sys_id ?? '');
	if (!row.sys_import_set) throw noRecord();
	return answer(request, store, 200, row);
}

const bad = (detail: string) => new ServiceNowError(400, 'Invalid request', detail);

/** Keys are the columns' labels unless a record of `sys_rest_insert_multiple` says otherwise. */
function byColumn(store: Store, table: string, isByName: boolean, record: Row): Array<[string, unknown]> {
	if (isByName) return Object.entries(record);
	const labels = new Map([...store.schema.columns(table).values()].map(({ label, element }) => [label, element]));
	return Object.entries(record).flatMap(([label, value]): Array<[string, unknown]> => {
		const element = labels.get(label);
		return element === undefined ? [] : [[element, value]];
	});
}

function existing({ query }: ApiRequest, store: Store, name: string, table: string): Row | undefined {
	const sys_id = query.get(name);
	if (!sys_id) return undefined;
	const row = store.one(table, { sys_id });
	if (!row) throw bad(`${name}: no record ${sys_id} in ${table}`);
	return row;
}

function insertMultiple(request: ApiRequest, context: Context): ApiResponse {
	const { store } = context;
	const { session } = request;
	const table = stagingTable(request, context);
	const { records } = parseJsonObject(request);
	if (!Array.isArray(records) || !records.every(isObject)) throw bad('records is not a list of objects');
	const runAfter = existing(request, store, 'run_after', 'sys_import_set')?.sys_id ?? '';
	const settings = store.one('sys_rest_insert_multiple', { source_table: table });
	const isByName = settings?.column_mapping === 'column_name';
	const made = store.transaction(() => {
		const group = existing(request, store, 'multi_import_set_id', 'sys_multi_import_set');
		const importSet = newImportSet(store, session, table, group);
		for (const [place, record] of records.entries()) {
			const entries = byColumn(store, table, isByName, record as Row);
			stageRow(store, session, table, { importSet, entries, place });
		}
		return importSet;
	});
	transformLater(context, session, made, { runAfter, now: settings?.transformation === 'synchronous' });
	return {
		status: 201,
		body: { import_set_id: made.sys_id, multi_import_set_id: made.multi_import_set },
	};
}

const access = 'session';

export const importSetRoutes: Route[] = [
	{ name: 'importSet.insert', method: 'POST', path: COLLECTION, access, handle: insert },
	{ name: 'importSet.get', method: 'GET', path: `${COLLECTION}/:sys_id`, access, handle: get },
	{
		name: 'importSet.insertMultiple',
		method: 'POST',
		path: `${COLLECTION}/insertMultiple`,
		access,
		handle: insertMultiple,
	},
];
