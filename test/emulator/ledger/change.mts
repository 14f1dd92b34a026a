import type { Ledger, Line } from './line.mts';

const LISTING: readonly Line[] = [
	['sysparm_query', 'yes', 'change', 'lists changes with typed values'],
	[
		'pairs, textSearch, order, sysparm_limit, sysparm_offset',
		'yes',
		'change',
		'pages by 500 and takes pairs, text search and an order instead of a query',
		'the default of the limit is the emulator’s',
	],
	[
		'dates in the zone of the caller',
		'yes',
		'change',
		'shows dates in the zone of the caller, with their internal form',
	],
];
const ROLES: Line = ['roles', 'yes', 'change', 'lets readers read, writers write and managers delete'];
const HAND_WRITTEN: Line = [
	'a list of one, as hand-written samples have it',
	'yes',
	'change',
	'gives single records in a list of one where the instance is switched to the hand-written form',
];
const NOTHING_IGNORED: Line = [
	'encrypted_fields',
	'yes',
	'change',
	'takes encrypted_fields as no field of its own (%s)',
];
const OF_TYPE: Line = ['404 for a change of another type', 'yes', 'change', 'gets a change of one type (%s)'];
const EMERGENCY: Line = [
	'states of its own',
	'yes',
	'change',
	'creates an emergency change, which is authorised at once',
];
const STANDARD: Line = [
	'the template’s own fields stay',
	'yes',
	'change',
	'creates a standard change from its template and keeps the template’s own fields',
];
const TASKS: Line = ['documented body', 'yes', 'change', 'creates, lists, changes and deletes tasks of a change'];

/** Changes, their tasks, templates and models. */
export const changeLedger: Ledger = {
	'change.list': [['typed values', 'yes', 'change', 'lists changes with typed values'], ...LISTING, ROLES],
	'change.create': [
		['the documented defaults', 'yes', 'change', 'creates by the name of a model, with the documented defaults'],
		['the default model', 'yes', 'change', 'takes the default model where neither model nor type is given'],
		NOTHING_IGNORED,
		ROLES,
	],
	'change.get': [
		['documented record', 'yes', 'change', 'lets readers read, writers write and managers delete'],
		HAND_WRITTEN,
	],
	'change.patch': [
		NOTHING_IGNORED,
		['aborted moves', 'yes', 'changeProcess', 'aborts a move that the process does not know'],
		ROLES,
	],
	'change.delete': [
		['200 and the whole record', 'yes', 'change', 'deletes a change with 200 and the whole record'],
		ROLES,
	],
	'change.normal.list': [['documented body', 'yes', 'change', 'lists the changes of one type (%s)'], ...LISTING],
	'change.normal.create': [
		[
			'query string, __meta.ignoredFields',
			'yes',
			'change',
			'creates a normal change from the query string and names what it ignored',
		],
	],
	'change.normal.get': [OF_TYPE, HAND_WRITTEN],
	'change.normal.patch': [['state by name', 'yes', 'change', 'moves a normal change by the name of the state']],
	'change.normal.delete': [['200 and the record', 'yes', 'change', 'deletes a change of one type (%s)']],
	'change.emergency.list': [['documented body', 'yes', 'change', 'lists the changes of one type (%s)'], ...LISTING],
	'change.emergency.create': [EMERGENCY],
	'change.emergency.get': [OF_TYPE],
	'change.emergency.patch': [EMERGENCY],
	'change.emergency.delete': [['200 and the record', 'yes', 'change', 'deletes a change of one type (%s)']],
	'change.standard.list': [['documented body', 'yes', 'change', 'lists the changes of one type (%s)'], ...LISTING],
	'change.standard.create': [STANDARD],
	'change.standard.get': [OF_TYPE],
	'change.standard.patch': [
		STANDARD,
		['body and query string', 'yes', 'change', 'changes a standard change from body and query string'],
	],
	'change.standard.delete': [STANDARD],
	'change.task.list': [TASKS],
	'change.task.create': [TASKS],
	'change.task.get': [TASKS],
	'change.task.patch': [TASKS],
	'change.task.delete': [TASKS],
	'change.template.list': [['list', 'yes', 'change', 'lists models and templates']],
	'change.template.get': [['documented body', 'yes', 'change', 'gets a template']],
	'change.model.list': [['list', 'yes', 'change', 'lists models and templates']],
	'change.model.get': [['documented body', 'yes', 'change', 'gets a model']],
};
