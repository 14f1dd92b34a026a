/** What the process behind a change does, whichever API the change was written with. */
import { processOf } from '../../../data/changeModel/models.mts';
import {
	activeTasks,
	isAvailable,
	pendingApprovals,
	STATE,
	transitionsFrom,
} from '../../../data/changeModel/states.mts';
import { cell } from '../../../row.mts';
import type { Row, Store } from '../../../types.mts';
import { requestApprovals } from './approvers.mts';

const TABLE = 'change_request';

function dropApprovals(store: Store, change: Row, state: string): void {
	for (const { sys_id = '' } of pendingApprovals(store, change)) {
		store.update(store.system, 'sysapproval_approver', sys_id, { state });
	}
}

function cancelTasks(store: Store, change: Row): void {
	for (const { sys_id = '' } of activeTasks(store, change)) {
		store.update(store.system, 'change_task', sys_id, { state: STATE.canceled });
	}
}

/** What the platform adds to a change that has just come into a state. */
function entered(store: Store, change: Row): Row {
	switch (change.state) {
		case STATE.assess:
		case STATE.authorize:
			return { approval: requestApprovals(store, change) ? 'requested' : 'not requested' };
		case STATE.scheduled:
			return { approval: 'approved' };
		case STATE.implement:
			return change.work_start ? {} : { work_start: store.clock.timestamp() };
		case STATE.review:
			return change.work_end ? {} : { work_end: store.clock.timestamp() };
		case STATE.canceled:
			dropApprovals(store, change, 'cancelled');
			cancelTasks(store, change);
			return {};
		default:
			return {};
	}
}

/** A move that the caller does not have to be allowed to make: the process makes it. */
function moveTo(store: Store, { sys_id = '' }: Row, state: string, also: Row = {}): void {
	store.update(store.system, TABLE, sys_id, { ...also, state });
}

/** Makes the moves that need nobody to ask for them. */
function moveOn(store: Store, sys_id: string): void {
	const change = store.one(TABLE, { sys_id });
	if (!change) return;
	const due = transitionsFrom(processOf(store, change), change.state ?? '').find(
		(transition) => transition.automatic && isAvailable(store, change, transition),
	);
	if (due) moveTo(store, change, due.to);
}

/** One approval or rejection ends the round: nobody else needs to answer any more. */
function answered(store: Store, { sysapproval = '', state }: Row): void {
	const change = store.one(TABLE, { sys_id: sysapproval });
	if (!change) return;
	dropApprovals(store, change, 'not_required');
	if (state === 'rejected') moveTo(store, change, STATE.new, { approval: 'rejected' });
	else moveOn(store, sysapproval);
}

const ANSWERS = ['approved', 'rejected'];

type Follower = (store: Store, row: Row, changes: Row) => void;

const changeFollowed: Follower = (store, row, changes) => {
	if (changes.state === undefined) return;
	const extra = entered(store, row);
	if (Object.keys(extra).length > 0) store.update(store.system, TABLE, cell(row, 'sys_id'), extra);
};

/** A change that is being implemented goes into review when its last task is done. */
const taskFollowed: Follower = (store, row, changes) => {
	if (changes.active === 'false') moveOn(store, cell(row, 'change_request'));
};

const approvalFollowed: Follower = (store, row, changes) => {
	if (ANSWERS.includes(cell(changes, 'state'))) answered(store, row);
};

const FOLLOWERS: ReadonlyMap<string, Follower> = new Map([
	[TABLE, changeFollowed],
	['change_task', taskFollowed],
	['sysapproval_approver', approvalFollowed],
]);

export function followChanges(store: Store): void {
	store.onWrite((event) => {
		if (event.operation === 'update') FOLLOWERS.get(event.table)?.(store, event.row, event.changes ?? {});
	});
}
