import type { Task, Way } from '../task.mts';
import { LISTED_FIELDS, newIncidents, toUpsert } from './material.mts';

/** How a node is set up for a piece of work, and what comes into it. */
export interface Call {
	parameters: Record<string, unknown>;
	items: object[];
}

const located = (mode: string, value: string) => ({ __rl: true, mode, value });
const EVERY_COLUMN = { mappingMode: 'autoMapInputData', value: null };

/** The parameters of this package's node, with its defaults: the records stand in its input, as in a workflow. */
export function nodeCall(task: Task): Call | undefined {
	const { items, records, table } = task;
	const record = located('id', '={{ $json.sys_id }}');
	const list = { resource: 'record', operation: 'getAll', table: located('name', table), returnAll: true };
	const few = { ...list, output: 'selected', selectedFields: LISTED_FIELDS };
	const update = { record, fields: { mappingMode: 'defineBelow', value: { impact: '2' } } };
	const calls: Partial<Record<Way, Call>> = {
		create: { parameters: incident('create', { fields: EVERY_COLUMN }), items: newIncidents(items) },
		get: { parameters: incident('get', { record: located('number', '={{ $json.number }}') }), items: records },
		update: { parameters: incident('update', update), items: records },
		updateUnbridled: {
			parameters: incident('update', { ...update, options: { parallel: 16, batchSize: 200 } }),
			items: records,
		},
		upsert: {
			parameters: incident('upsert', { fields: { ...EVERY_COLUMN, matchingColumns: ['number'] } }),
			items: toUpsert(task),
		},
		delete: { parameters: incident('delete', { record }), items: records },
		list: { parameters: few, items: [{}] },
		listMoving: { parameters: few, items: [{}] },
		listAllFields: { parameters: list, items: [{}] },
		listSorted: {
			parameters: { ...few, sort: { fields: [{ field: located('name', 'priority'), direction: 'ORDERBY' }] } },
			items: [{}],
		},
	};
	return calls[task.way];
}

const incident = (operation: string, parameters: object) => ({ resource: 'incident', operation, ...parameters });

/** The same of the node that n8n brings along. */
export function builtInCall({ way, items, records, table }: Task): Call | undefined {
	const common = { authentication: 'basicAuth', resource: 'incident' };
	const ofTable = { authentication: 'basicAuth', resource: 'tableRecord', tableName: table };
	const plain = { sysparm_exclude_reference_link: true };
	const few = { ...plain, sysparm_fields: LISTED_FIELDS.join(',') };
	const list = { ...ofTable, operation: 'getAll', returnAll: true };
	const more = { description: '={{ $json.description }}', impact: 2, urgency: 3, category: 'hardware' };
	const calls: Partial<Record<Way, Call>> = {
		create: {
			parameters: {
				...common,
				operation: 'create',
				short_description: '={{ $json.short_description }}',
				additionalFields: more,
			},
			items: newIncidents(items),
		},
		// It knows no way by the number; by sys_id is as much work.
		get: { parameters: { ...common, operation: 'get', id: '={{ $json.sys_id }}', options: plain }, items: records },
		update: {
			parameters: { ...common, operation: 'update', id: '={{ $json.sys_id }}', updateFields: { impact: 2 } },
			items: records,
		},
		delete: {
			parameters: { ...ofTable, operation: 'delete', tableName: 'incident', id: '={{ $json.sys_id }}' },
			items: records,
		},
		list: { parameters: { ...list, options: few }, items: [{}] },
		listAllFields: { parameters: { ...list, options: plain }, items: [{}] },
	};
	return calls[way];
}
