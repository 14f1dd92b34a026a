import type { Ledger } from './line.mts';

const FILE = 'changeProcess';

/** What is done with a change: items, conflicts, approvals, schedules and their workers. */
export const changeProcessLedger: Ledger = {
	'change.ci.list': [['association_type', 'yes', FILE, 'adds items and lists them']],
	'change.ci.add': [
		['202 and a worker', 'yes', FILE, 'adds items and lists them'],
		['ignored items', 'yes', FILE, 'passes over items that are not there or there already'],
		['refresh_impacted_services', 'yes', FILE, 'refreshes the services along with the items'],
	],
	'change.conflict.start': [
		['the id of the job', 'yes', FILE, 'checks, and tells the documented status even without a conflict'],
		['400 without item or window', 'yes', FILE, 'cancels a check that is under way, once'],
	],
	'change.conflict.get': [
		['documented body', 'yes', FILE, 'checks, and tells the documented status even without a conflict'],
		[
			'conflicts',
			'partly',
			FILE,
			'finds changes that want the same item at the same time',
			'blackout and maintenance windows are not looked at',
		],
	],
	'change.conflict.cancel': [['200, then 400', 'yes', FILE, 'cancels a check that is under way, once']],
	'change.approvals': [
		[
			'approved',
			'yes',
			FILE,
			'asks for approvals when a normal change is assessed and authorised, and goes through to its end',
		],
		['rejected, comments', 'yes', FILE, 'sends a rejected change back, and only with comments'],
	],
	'change.risk': [
		[
			'risk',
			'partly',
			FILE,
			'works out the risk',
			'three conditions; assessments are records that nobody answers here',
		],
	],
	'change.impacted': [['a worker', 'yes', FILE, 'finds the services above the items']],
	'change.nextstates': [['documented keys', 'yes', FILE, 'tells the next states of a change that follows a model']],
	'change.schedule': [['a worker with spans', 'yes', FILE, 'tells the free time for a change']],
	'change.schedule.first': [['a worker that moves the change', 'yes', FILE, 'moves a change to the first free time']],
	'change.schedule.ci': [['a worker with spans', 'yes', FILE, 'tells the free time on an item']],
	'change.worker': [
		['states', 'yes', FILE, 'adds items and lists them'],
		['404', 'yes', FILE, 'does not know a worker that was never there'],
	],
};
