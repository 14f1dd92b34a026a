/** Tasks of a change. */
import { noRecord } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';
import { demandReader, demandWriter } from './access.mts';
import { changeOf } from './changes.mts';
import { readFields } from './input.mts';
import { list } from './list.mts';
import { createRecordRenderer, single } from './record.mts';

const TABLE = 'change_task';

const changeOfTask = (request: ApiRequest, context: Context): Row => changeOf(request, context, '', 'change_sys_id');

function answer(request: ApiRequest, context: Context, row: Row, ignored: readonly string[] = []): ApiResponse {
	const render = createRecordRenderer(context.store, request.session, TABLE);
	return { status: 200, body: single(context, render(row), ignored) };
}

/** The task has to belong to the change in the address. */
function taskOf(request: ApiRequest, context: Context): Row {
	const change = changeOfTask(request, context);
	const task = context.store.get(request.session, TABLE, request.params.task_sys_id ?? '');
	if (task.change_request !== change.sys_id) throw noRecord();
	return task;
}

export function listTasks(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { sys_id = '' } = changeOfTask(request, context);
	return list(request, context, { table: TABLE, fixed: [['change_request', sys_id]], order: 'number' });
}

export function getTask(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	return answer(request, context, taskOf(request, context));
}

export function createTask(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const { sys_id = '' } = changeOfTask(request, context);
	const { values, ignored } = readFields(request, store, TABLE);
	const row = store.insert(request.session, TABLE, { ...values, change_request: sys_id, parent: sys_id });
	return answer(request, context, row, ignored);
}

export function patchTask(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const before = taskOf(request, context);
	const { values, ignored } = readFields(request, store, TABLE);
	const row = store.update(request.session, TABLE, before.sys_id ?? '', values);
	return answer(request, context, row, ignored);
}

export function deleteTask(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const row = taskOf(request, context);
	const response = answer(request, context, row);
	context.store.delete(request.session, TABLE, row.sys_id ?? '');
	return response;
}
