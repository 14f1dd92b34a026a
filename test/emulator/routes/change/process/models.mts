/** The models that changes follow. */
import type { ApiRequest, ApiResponse, Context } from '../../../types.mts';
import { demandReader } from '../access.mts';
import { list } from '../list.mts';
import { createRecordRenderer, single } from '../record.mts';

const TABLE = 'chg_model';

export function listModels(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	return list(request, context, { table: TABLE, fixed: [], order: 'name' });
}

export function getModel(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { store } = context;
	const row = store.get(request.session, TABLE, request.params.sys_id ?? '');
	return { status: 200, body: single(context, createRecordRenderer(store, request.session, TABLE)(row)) };
}
