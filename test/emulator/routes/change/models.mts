/** Which process a change follows: its model's, or its type's where it has no model. */
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { demandReader } from './access.mts';
import { list } from './list.mts';
import { createRecordRenderer, single } from './record.mts';

export type Process = 'normal' | 'standard' | 'emergency';

const TABLE = 'chg_model';
const PROCESSES: readonly Process[] = ['normal', 'standard', 'emergency'];

const processNamed = (name: string | undefined): Process | undefined => PROCESSES.find((process) => process === name);

/** The preset of a model is an encoded query: `type=emergency^EQ`. */
function typeOfModel({ record_preset = '' }: Row): Process | undefined {
	return processNamed(/(?:^|\^)type=([^^]*)/.exec(record_preset)?.[1]);
}

export function processOf(store: Store, change: Row): Process {
	const model = change.chg_model ? store.one(TABLE, { sys_id: change.chg_model }) : undefined;
	return (model && typeOfModel(model)) ?? processNamed(change.type) ?? 'normal';
}

/**
 * Either of model and type decides; with both the type is a mere category. With neither the default model is taken,
 * which is documented to change from release to release.
 */
export function withModel(store: Store, values: Row): Row {
	const models = store.find(TABLE, { active: 'true' });
	const given = models.find(({ sys_id }) => sys_id === values.chg_model);
	if (given) return { type: typeOfModel(given) ?? 'normal', ...values };
	const type = processNamed(values.type);
	const model = type
		? models.find((candidate) => typeOfModel(candidate) === type)
		: models.find(({ default_change_model }) => default_change_model === 'true');
	return { ...values, chg_model: model?.sys_id ?? '', type: type ?? (model && typeOfModel(model)) ?? 'normal' };
}

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
