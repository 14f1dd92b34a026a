/** Who is asked in which state: the group of the change when it is assessed, the advisory board when it is authorised. */
import type { Row, Store } from '../../../types.mts';
import { STATE } from '../../../data/changeModel/states.mts';

const COORDINATORS = 'Change Management';
const BOARD = 'CAB Approval';

function membersOf(store: Store, group: string): string[] {
	return store
		.find('sys_user_grmember', { group })
		.map(({ user = '' }) => user)
		.filter((sys_id) => store.one('sys_user', { sys_id })?.active === 'true');
}

const groupNamed = (store: Store, name: string): string => store.one('sys_user_group', { name })?.sys_id ?? '';

function approvers(store: Store, change: Row): string[] {
	if (change.state === STATE.authorize) return membersOf(store, groupNamed(store, BOARD));
	const own = change.assignment_group ? membersOf(store, change.assignment_group) : [];
	return own.length > 0 ? own : membersOf(store, groupNamed(store, COORDINATORS));
}

/** False where there is nobody to ask. */
export function requestApprovals(store: Store, change: Row): boolean {
	const asked = approvers(store, change);
	for (const approver of asked) {
		store.insert(store.system, 'sysapproval_approver', {
			approver,
			sysapproval: change.sys_id ?? '',
			document_id: change.sys_id ?? '',
			source_table: 'change_request',
			state: 'requested',
		});
	}
	return asked.length > 0;
}
