import type { INodeProperties } from 'n8n-workflow';
import { sysIdOf } from '../../domain/lookup';
import { InputProblem } from '../../domain/problem';
import type { Steps } from '../../domain/request';
import { GROUP, USER } from '../../fields/kinds';
import { locator } from '../../fields/locator';
import type { Parameters } from '../../fields/parameters';
import { optionalKey } from '../../fields/work';
import type { Operation } from '../operation';
import type { Subject } from './subject';
import { transition } from './transition';

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
			action: `Assign ${subject.kind.one}`,
		},
		properties: [
			locator(GROUP, { name: 'assignment_group', displayName: 'Assignment Group', required: false }),
			locator(USER, { name: 'assigned_to', displayName: 'Assigned To', required: false }),
		],
		options: [clearAssigneeOption],
		values: assignment,
	});
}

function* assignment(parameters: Parameters): Steps<Record<string, string>> {
	const group = optionalKey(parameters, GROUP, 'assignment_group');
	const user = optionalKey(parameters, USER, 'assigned_to');
	if (group === undefined && user === undefined) {
		throw new InputProblem('Assigned To', 'Nobody is chosen', 'Choose a group, a user or both.');
	}
	const isCleared = user === undefined && parameters.collection('options').clearAssignee === true;
	return {
		...(group === undefined ? {} : { assignment_group: yield* sysIdOf(GROUP.table, group) }),
		...(user === undefined ? {} : { assigned_to: yield* sysIdOf(USER.table, user) }),
		...(isCleared ? { assigned_to: '' } : {}),
	};
}
