import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { findSysId } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { GROUP, USER } from '../../properties/pickers/kinds';
import { bare, type LocatorKind, locator } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import { optionalKey } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from './transition';

const TEAM: LocatorKind = { ...GROUP, displayName: 'Assignment Group' };
const ASSIGNEE: LocatorKind = { ...USER, displayName: 'Assigned To' };

const clearAssigneeOption: INodeProperties = {
	displayName: 'Clear Assignee',
	name: 'clearAssignee',
	type: 'boolean',
	default: false,
	description: 'Whether the former assignee is removed when only a group is given',
};

export function assign(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Assign',
			description: `Assign ${subject.kind.one} to a group, a user or both`,
			action: `Assign ${bare(subject.kind)}`,
		},
		properties: [
			locator(TEAM, { name: 'assignment_group', required: false, description: 'The group that is to work on it' }),
			locator(ASSIGNEE, { name: 'assigned_to', required: false, description: 'The user who is to work on it' }),
		],
		options: [clearAssigneeOption],
		values: resolveAssignment,
	});
}

function* resolveAssignment(item: Item): Steps<Record<string, string>> {
	const group = optionalKey(item, TEAM, 'assignment_group');
	const user = optionalKey(item, ASSIGNEE, 'assigned_to');
	if (group === undefined && user === undefined) {
		throw new InputError(ASSIGNEE.displayName, 'Nobody is chosen', 'Choose a group, a user or both.');
	}
	const isCleared = user === undefined && item.collection('options').clearAssignee === true;
	return {
		...(group === undefined ? {} : { assignment_group: yield* findSysId(GROUP.table, group) }),
		...(user === undefined ? {} : { assigned_to: yield* findSysId(USER.table, user) }),
		...(isCleared ? { assigned_to: '' } : {}),
	};
}
