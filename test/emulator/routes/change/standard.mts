/** Standard changes: their templates, and new changes from one. */
import { noRecord } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';
import { demandReader, demandWriter } from './access.mts';
import { readFields } from './input.mts';
import { list } from './list.mts';
import { withModel } from '../../data/changeModel/models.mts';
import { insertChange } from './process/moves.mts';
import { createRecordRenderer, single } from './record.mts';

const TABLE = 'change_request';
const TEMPLATE = 'std_change_record_producer';

/** The template's own; they cannot be changed while a change is created from it or later. */
export const LOCKED: ReadonlySet<string> = new Set(['description', 'backout_plan', 'test_plan', 'implementation_plan']);

/** `type=standard^category=Network^EQ`. A caret inside a value is doubled. */
function presetValues(preset: string): Row {
	const parts = preset.replaceAll('^^', '\0').split('^');
	const pairs = parts.flatMap((part): Array<[string, string]> => {
		const index = part.indexOf('=');
		return index > 0 ? [[part.slice(0, index), part.slice(index + 1).replaceAll('\0', '^')]] : [];
	});
	return Object.fromEntries(pairs);
}

export function listTemplates(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	return list(request, context, { table: TEMPLATE, fixed: [], order: 'name' });
}

export function getTemplate(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { store } = context;
	const row = store.get(request.session, TEMPLATE, request.params.sys_id ?? '');
	return { status: 200, body: single(context, createRecordRenderer(store, request.session, TEMPLATE)(row)) };
}

export function createFromTemplate(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const template = store.get(request.session, TEMPLATE, request.params.template_id ?? '');
	const version = store.one('std_change_producer_version', { sys_id: template.current_version ?? '' });
	if (!version || template.active !== 'true' || template.retired === 'true') throw noRecord();
	const { values, ignored } = readFields(request, store, TABLE, LOCKED);
	const row = insertChange(
		store,
		request.session,
		withModel(store, {
			...presetValues(version.std_change_producer_copy ?? ''),
			...values,
			type: 'standard',
			std_change_producer_version: version.sys_id ?? '',
		}),
	);
	return { status: 200, body: single(context, createRecordRenderer(store, request.session, TABLE)(row), ignored) };
}
