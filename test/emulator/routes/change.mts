/** `/api/sn_chg_rest/change…` */
import type { Route } from '../types.mts';
import { answerApprovals } from './change/process/approvals.mts';
import { createChange, deleteChange, getChange, listChanges, patchChange } from './change/changes.mts';
import { addItems, listItems, refreshImpactedServices } from './change/cis.mts';
import { cancelCheck, getCheck, startCheck } from './change/conflicts.mts';
import { getModel, listModels } from './change/process/models.mts';
import { nextStates } from './change/process/nextStates.mts';
import { calculateRisk } from './change/process/risk.mts';
import { changeSchedule, firstAvailable, itemSchedule } from './change/schedule.mts';
import { createFromTemplate, getTemplate, listTemplates } from './change/standard.mts';
import { createTask, deleteTask, getTask, listTasks, patchTask } from './change/tasks.mts';
import { getWorker } from './change/workers.mts';

const BASE = '/api/sn_chg_rest/change';
const CHANGE = `${BASE}/:sys_id`;
/** The documentation names the same part differently by endpoint. */
const OF_CHANGE = `${BASE}/:change_sys_id`;

const access = 'session';

/** The five verbs of one type; new standard changes come from a template. */
function typed(type: 'normal' | 'emergency' | 'standard'): Route[] {
	const path = `${BASE}/${type}`;
	const record = `${path}/:sys_id`;
	const creation: Route =
		type === 'standard'
			? {
					name: 'change.standard.create',
					method: 'POST',
					path: `${path}/:template_id`,
					access,
					handle: createFromTemplate,
				}
			: { name: `change.${type}.create`, method: 'POST', path, access, handle: createChange(type) };
	return [
		creation,
		{ name: `change.${type}.list`, method: 'GET', path, access, handle: listChanges(type) },
		{ name: `change.${type}.get`, method: 'GET', path: record, access, handle: getChange(type) },
		{ name: `change.${type}.patch`, method: 'PATCH', path: record, access, handle: patchChange(type) },
		{ name: `change.${type}.delete`, method: 'DELETE', path: record, access, handle: deleteChange(type) },
	];
}

const tasks: Route[] = [
	{ name: 'change.task.list', method: 'GET', path: `${OF_CHANGE}/task`, access, handle: listTasks },
	{ name: 'change.task.create', method: 'POST', path: `${OF_CHANGE}/task`, access, handle: createTask },
	{ name: 'change.task.get', method: 'GET', path: `${OF_CHANGE}/task/:task_sys_id`, access, handle: getTask },
	{ name: 'change.task.patch', method: 'PATCH', path: `${OF_CHANGE}/task/:task_sys_id`, access, handle: patchTask },
	{ name: 'change.task.delete', method: 'DELETE', path: `${OF_CHANGE}/task/:task_sys_id`, access, handle: deleteTask },
];

const process: Route[] = [
	{ name: 'change.ci.list', method: 'GET', path: `${CHANGE}/ci`, access, handle: listItems },
	{ name: 'change.ci.add', method: 'POST', path: `${CHANGE}/ci`, access, handle: addItems },
	{ name: 'change.conflict.start', method: 'POST', path: `${CHANGE}/conflict`, access, handle: startCheck },
	{ name: 'change.conflict.get', method: 'GET', path: `${CHANGE}/conflict`, access, handle: getCheck },
	{ name: 'change.conflict.cancel', method: 'DELETE', path: `${CHANGE}/conflict`, access, handle: cancelCheck },
	{ name: 'change.approvals', method: 'PATCH', path: `${CHANGE}/approvals`, access, handle: answerApprovals },
	{ name: 'change.risk', method: 'PATCH', path: `${CHANGE}/risk`, access, handle: calculateRisk },
	{
		name: 'change.impacted',
		method: 'POST',
		path: `${CHANGE}/refresh_impacted_services`,
		access,
		handle: refreshImpactedServices,
	},
	{ name: 'change.nextstates', method: 'GET', path: `${OF_CHANGE}/nextstates`, access, handle: nextStates },
	{ name: 'change.schedule', method: 'GET', path: `${OF_CHANGE}/schedule`, access, handle: changeSchedule },
	{
		name: 'change.schedule.first',
		method: 'PATCH',
		path: `${OF_CHANGE}/schedule/first_available`,
		access,
		handle: firstAvailable,
	},
	{
		name: 'change.schedule.ci',
		method: 'GET',
		path: `${BASE}/ci/:cmdb_ci_sys_id/schedule`,
		access,
		handle: itemSchedule,
	},
	{ name: 'change.worker', method: 'GET', path: `${BASE}/worker/:sys_id`, access, handle: getWorker },
];

const catalogue: Route[] = [
	{ name: 'change.template.list', method: 'GET', path: `${BASE}/standard/template`, access, handle: listTemplates },
	{
		name: 'change.template.get',
		method: 'GET',
		path: `${BASE}/standard/template/:sys_id`,
		access,
		handle: getTemplate,
	},
	{ name: 'change.model.list', method: 'GET', path: `${BASE}/model`, access, handle: listModels },
	{ name: 'change.model.get', method: 'GET', path: `${BASE}/model/:sys_id`, access, handle: getModel },
];

export const changeRoutes: Route[] = [
	{ name: 'change.list', method: 'GET', path: BASE, access, handle: listChanges('') },
	{ name: 'change.create', method: 'POST', path: BASE, access, handle: createChange('') },
	{ name: 'change.get', method: 'GET', path: CHANGE, access, handle: getChange('') },
	{ name: 'change.patch', method: 'PATCH', path: CHANGE, access, handle: patchChange('') },
	{ name: 'change.delete', method: 'DELETE', path: CHANGE, access, handle: deleteChange('') },
	...typed('normal'),
	...typed('emergency'),
	...typed('standard'),
	...tasks,
	...process,
	...catalogue,
];
