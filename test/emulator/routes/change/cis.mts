/** Configuration items associated with a change. */
import { ServiceNowError } from '../../errors.mts';
import { parseObject } from '../../http/content/body.mts';
import type { ApiRequest, ApiResponse, Context, Store } from '../../types.mts';
import { demandReader, demandWriter } from './access.mts';
import { changeOf } from './changes.mts';
import { list } from './list.mts';
import { refreshServices } from './services.mts';
import { startWorker } from './workers.mts';
import type { Messages } from './workers.mts';

interface Association {
	/** Where the association is stored, and the column that names the item. */
	table: string;
	element: string;
	/** What may be associated. */
	target: string;
}

const ASSOCIATIONS: Record<string, Association> = {
	affected: { table: 'task_ci', element: 'ci_item', target: 'cmdb_ci' },
	impacted: { table: 'task_cmdb_ci_service', element: 'cmdb_ci_service', target: 'cmdb_ci' },
	offering: { table: 'task_service_offering', element: 'service_offering', target: 'service_offering' },
};

function associationOf(type: string): Association {
	const found = Object.hasOwn(ASSOCIATIONS, type) ? ASSOCIATIONS[type] : undefined;
	if (!found) throw new ServiceNowError(400, 'Invalid association_type', 'Valid values: affected, impacted, offering');
	return found;
}

export function listItems(request: ApiRequest, context: Context): ApiResponse {
	demandReader(request);
	const { sys_id = '' } = changeOf(request, context);
	const { table } = associationOf(request.query.get('association_type') ?? '');
	return list(request, context, { table, fixed: [['task', sys_id]], order: 'sys_created_on' });
}

/** A list, or the ids in one text with commas. */
function idsOf(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(',') : [];
	return [...new Set(parts.map((part) => part.trim()).filter(Boolean))];
}

interface Wanted extends Association {
	task: string;
	ids: string[];
}

function associate(store: Store, { table, element, target, task, ids }: Wanted, messages: Messages): string[] {
	const ignored: string[] = [];
	for (const id of ids) {
		if (!store.one(target, { sys_id: id })) {
			ignored.push(id);
			messages.warningMessages.push(`Invalid CMDB_CI sys_id provided: ${id}`);
		} else if (store.one(table, { task, [element]: id })) {
			ignored.push(id);
			messages.infoMessages.push(`CMDB_CI sys_id already associated: ${id}`);
		} else store.insert(store.system, table, { task, [element]: id });
	}
	return ignored;
}

export function addItems(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const { store } = context;
	const change = changeOf(request, context);
	const task = change.sys_id ?? '';
	const sent = { ...Object.fromEntries(request.query), ...parseObject(request) };
	const type = typeof sent.association_type === 'string' ? sent.association_type : '';
	const wanted = { ...associationOf(type), task, ids: idsOf(sent.cmdb_ci_sys_ids) };
	if (wanted.ids.length === 0) throw new ServiceNowError(400, 'Missing required parameter', 'cmdb_ci_sys_ids');
	return startWorker(request, context, 202, {
		type,
		request: { cmdb_ci_sys_ids: wanted.ids, association_type: type, task },
		work(messages) {
			const ignored_cmdb_ci_sys_ids = associate(store, wanted, messages);
			if (type === 'affected' && String(sent.refresh_impacted_services) === 'true') refreshServices(store, change);
			return ignored_cmdb_ci_sys_ids.length > 0 ? { ignored_cmdb_ci_sys_ids } : {};
		},
	});
}

export function refreshImpactedServices(request: ApiRequest, context: Context): ApiResponse {
	demandWriter(request);
	const change = changeOf(request, context);
	return startWorker(request, context, 200, {
		type: 'impacted',
		request: { task: change.sys_id ?? '' },
		shown: '',
		work() {
			refreshServices(context.store, change);
			return {};
		},
	});
}
