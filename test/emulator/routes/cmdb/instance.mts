/** `/api/now/cmdb/instance/{className}…` */
import { noRecord, ServiceNowError } from '../../errors.mts';
import { isObject, parseObject } from '../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Row } from '../../types.mts';
import type { Outcome } from '../identifyReconcile/outcome.mts';
import { valuesOf } from '../identifyReconcile/payload.mts';
import { isDataSource, reconcile } from '../identifyReconcile/reconcile.mts';
import { isConfigurationItem } from '../identifyReconcile/rules.mts';
import { storable } from '../identifyReconcile/values.mts';
import { paging } from '../table/parameters.mts';
import { demandRole } from './access.mts';
import { addRelations, relationsIn } from './relations.mts';
import type { Relation } from './relations.mts';
import { answer } from './view.mts';

const ROLE = 'itil';

export function classOf(request: ApiRequest, { store }: Context): string {
	const { className = '' } = request.params;
	if (!isConfigurationItem(store, className)) throw new ServiceNowError(400, `Invalid class ${className}`, null);
	return className;
}

/** With all columns of its own class, through whatever parent class it is asked for. */
function itemOf(request: ApiRequest, context: Context): Row {
	const { store } = context;
	const sys_id = request.params.sys_id ?? '';
	const { sys_class_name = '' } = store.get(request.session, classOf(request, context), sys_id);
	return store.get(request.session, sys_class_name, sys_id);
}

/** Every write has to say where it comes from. */
function sourceOf(body: Record<string, unknown>, { store }: Context): string {
	const { source } = body;
	if (typeof source === 'string' && isDataSource(store, source)) return source;
	throw new ServiceNowError(
		400,
		'Invalid data source',
		'source is required and has to be a choice of discovery_source',
	);
}

export function listItems(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	const className = classOf(request, context);
	const { rows } = context.store.query(request.session, className, {
		...paging(request),
		query: request.query.get('sysparm_query') ?? '',
		fields: ['name'],
		noCount: true,
	});
	return { status: 200, body: { result: rows.map(({ sys_id = '', name = '' }) => ({ sys_id, name })) } };
}

export function getItem(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	return answer(request, context, itemOf(request, context));
}

function demandSuccess(outcome: Outcome | undefined): string {
	const problem = outcome?.errors[0];
	if (!outcome || problem) throw new ServiceNowError(400, problem?.error ?? 'ABANDONED', problem?.message ?? null);
	return outcome.sysId;
}

/** `depends_on` says on what an item of a dependent class runs; it is an outbound relation like others. */
function dependencies(body: Record<string, unknown>): Relation[] {
	const { depends_on } = body;
	const { outbound_relations } = isObject(depends_on) ? depends_on : {};
	return relationsIn({ outbound_relations: isObject(outbound_relations) ? [outbound_relations] : outbound_relations });
}

export function createItem(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	const { store } = context;
	const { session } = request;
	const body = parseObject(request);
	const values = valuesOf(body.attributes);
	const dataSource = sourceOf(body, context);
	const named = values.sys_class_name ?? '';
	const asked = classOf(request, context);
	const className = isConfigurationItem(store, named) ? named : asked;
	const relations = [...relationsIn(body), ...dependencies(body)];
	const hosts = relations.filter(({ direction }) => direction === 'outbound').map(({ target }) => target);
	const row = store.transaction(() => {
		const item = { index: 0, className, values, internalId: '', lookup: [], related: [], settings: {}, hosts };
		const options = { dataSource, write: true, partialPayloads: false, partialCommits: false, deduplicate: false };
		const { outcomes } = reconcile(store, session, { items: [item], relations: [], references: [] }, options);
		const sys_id = demandSuccess(outcomes[0]);
		addRelations(store, sys_id, relations);
		return store.get(session, className, sys_id);
	});
	return answer(request, context, row);
}

/** PUT blanks nothing either (the page says so itself); names that do not exist are ignored. */
export function updateItem(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	const { store } = context;
	const body = parseObject(request);
	const discovery_source = sourceOf(body, context);
	const { sys_class_name = '', sys_id = '' } = itemOf(request, context);
	const values = storable(store, sys_class_name, valuesOf(body.attributes));
	const last_discovered = store.clock.timestamp();
	const row = store.update(request.session, sys_class_name, sys_id, { ...values, discovery_source, last_discovered });
	return answer(request, context, row);
}

export function addItemRelations(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	const { store } = context;
	const body = parseObject(request);
	const { sys_class_name = '', sys_id = '', discovery_source: present = '' } = itemOf(request, context);
	// The page calls it required; a client's tests on real instances send none, and get 200.
	const discovery_source = body.source === undefined ? present : sourceOf(body, context);
	const relations = relationsIn(body);
	if (relations.length === 0) throw new ServiceNowError(400, 'No relation given', null);
	const row = store.transaction(() => {
		addRelations(store, sys_id, relations);
		const last_discovered = store.clock.timestamp();
		return store.update(request.session, sys_class_name, sys_id, { discovery_source, last_discovered });
	});
	return answer(request, context, row);
}

export function deleteRelation(request: ApiRequest, context: Context): ApiResponse {
	demandRole(request, ROLE);
	const { store } = context;
	const { sys_id = '' } = itemOf(request, context);
	const relation = store.get(request.session, 'cmdb_rel_ci', request.params.rel_sys_id ?? '');
	if (relation.parent !== sys_id && relation.child !== sys_id) throw noRecord();
	store.delete(request.session, 'cmdb_rel_ci', relation.sys_id ?? '');
	return { status: 200 };
}
