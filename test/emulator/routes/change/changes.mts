/** Changes of any type, and of one type: list, read, create, change, delete. */
import { noRecord } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';
import { demandReader, demandWriter } from './access.mts';
import { readFields } from './input.mts';
import { list } from './list.mts';
import { withModel } from '../../data/changeModel/models.mts';
import type { Process } from '../../data/changeModel/models.mts';
import { insertChange, updateChange } from './process/moves.mts';
import { createRecordRenderer, single } from './record.mts';
import { LOCKED } from './standard.mts';

const TABLE = 'change_request';

/** '' is every type. */
type Kind = Process | '';

function answer(request: ApiRequest, context: Context, row: Row, ignored: readonly string[] = []): ApiResponse {
	const render = createRecordRenderer(context.store, request.session, TABLE);
	return { status: 200, body: single(context, render(row), ignored) };
}

/** Through the address of another type a change is as good as missing. */
export function changeOf(request: ApiRequest, { store }: Context, kind: Kind = '', parameter = 'sys_id'): Row {
	const row = store.get(request.session, TABLE, request.params[parameter] ?? '');
	if (kind !== '' && row.type !== kind) throw noRecord();
	return row;
}

export const listChanges = (kind: Kind) =>
	function handle(request: ApiRequest, context: Context): ApiResponse {
		demandReader(request);
		return list(request, context, { table: TABLE, fixed: kind ? [['type', kind]] : [], order: 'number' });
	};

export const getChange = (kind: Kind) =>
	function handle(request: ApiRequest, context: Context): ApiResponse {
		demandReader(request);
		return answer(request, context, changeOf(request, context, kind));
	};

export const createChange = (kind: Exclude<Kind, 'standard'>) =>
	function handle(request: ApiRequest, context: Context): ApiResponse {
		demandWriter(request);
		const { store } = context;
		const { values, ignored } = readFields(request, store, TABLE);
		const row = insertChange(store, request.session, withModel(store, kind ? { ...values, type: kind } : values));
		return answer(request, context, row, ignored);
	};

export const patchChange = (kind: Kind) =>
	function handle(request: ApiRequest, context: Context): ApiResponse {
		demandWriter(request);
		const { store } = context;
		const before = changeOf(request, context, kind);
		const fromTemplate = before.type === 'standard' && before.std_change_producer_version !== '';
		const { values, ignored } = readFields(request, store, TABLE, fromTemplate ? LOCKED : undefined);
		const row = updateChange(store, request.session, before.sys_id ?? '', values);
		return answer(request, context, row, ignored);
	};

/** 200 with the record as it was, not 204. */
export const deleteChange = (kind: Kind) =>
	function handle(request: ApiRequest, context: Context): ApiResponse {
		demandWriter(request);
		const row = changeOf(request, context, kind);
		const response = answer(request, context, row);
		context.store.delete(request.session, TABLE, row.sys_id ?? '');
		return response;
	};
