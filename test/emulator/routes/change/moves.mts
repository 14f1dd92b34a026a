/** Writing a change: the check of the move between states, and what each state brings with it. */
import { metaId } from '../../data/meta/rows.mts';
import { ServiceNowError } from '../../errors.mts';
import type { Row, Session, Store } from '../../types.mts';
import { requestApprovals } from './approvers.mts';
import { processOf } from './models.mts';
import { activeTasks, isAvailable, pendingApprovals, STATE, transitionsFrom } from './states.mts';

const TABLE = 'change_request';
const RULE = 'Change Model: Check State Transition';

/** Field recording: the message carries what other APIs say in the detail, which is empty. The status is not recorded. */
function notUpdated(reason: string): ServiceNowError {
	return new ServiceNowError(400, `Change Request record could not be updated. ${reason}`, '');
}

const refusedMove = () =>
	notUpdated(
		`Operation against file '${TABLE}' was aborted by Business Rule '${RULE}^${metaId('sys_script', RULE)}'. ` +
			`Business Rule Stack:${RULE}`,
	);

/** Aborts of the data layer in this API's own words. */
function inOwnWords(work: () => Row): Row {
	try {
		return work();
	} catch (error) {
		const isAbort = error instanceof ServiceNowError && error.message === 'Operation Failed' && error.status === 403;
		if (!isAbort || error.detail?.startsWith('ACL ')) throw error;
		throw notUpdated(error.detail ?? '');
	}
}

function demandMove(store: Store, before: Row, after: Row): void {
	const possible = transitionsFrom(processOf(store, before), before.state ?? '');
	const wanted = possible.filter(({ to }) => to === after.state);
	if (!wanted.some((transition) => isAvailable(store, after, transition))) throw refusedMove();
}

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
export function moveTo(store: Store, change: Row, state: string, also: Row = {}): void {
	const sys_id = change.sys_id ?? '';
	const moved = store.update(store.system, TABLE, sys_id, { ...also, state });
	const extra = entered(store, moved);
	if (Object.keys(extra).length > 0) store.update(store.system, TABLE, sys_id, extra);
}

/** One approval or rejection ends the round: nobody else needs to answer any more. */
export function endRound(store: Store, change: Row): void {
	dropApprovals(store, change, 'not_required');
}

/** Makes the moves that need nobody to ask for them. */
export function moveOn(store: Store, sys_id: string): void {
	const change = store.one(TABLE, { sys_id });
	if (!change) return;
	const due = transitionsFrom(processOf(store, change), change.state ?? '').find(
		(transition) => transition.automatic && isAvailable(store, change, transition),
	);
	if (due) moveTo(store, change, due.to);
}

export function updateChange(store: Store, session: Session, sys_id: string, values: Row): Row {
	return store.transaction(() => {
		const before = store.get(session, TABLE, sys_id);
		const isMove = values.state !== undefined && values.state !== before.state;
		if (isMove) demandMove(store, before, { ...before, ...values });
		const after = inOwnWords(() => store.update(session, TABLE, sys_id, values));
		const extra = isMove ? entered(store, after) : {};
		if (Object.keys(extra).length > 0) store.update(store.system, TABLE, sys_id, extra);
		return store.get(session, TABLE, sys_id);
	});
}

export function insertChange(store: Store, session: Session, values: Row): Row {
	// A new change is New, whatever state is asked for.
	return store.insert(session, TABLE, { ...values, state: STATE.new });
}
