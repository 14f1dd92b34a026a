import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { grantRole } from '../verbs/grantRole.operation';
import { revokeRole } from '../verbs/revokeRole.operation';
import type { RoleHolder } from '../verbs/roles';
import { tableVerbs } from '../verbs/tableVerbs';
import { addMember } from './addMember.operation';
import { getMembers } from './getMembers.operation';
import { removeMember } from './removeMember.operation';

const subject = SUBJECTS.group;
const roles: RoleHolder = { subject, table: 'sys_group_has_role', holder: 'group' };

export const group: Resource<Operations['group']> = {
	option: { name: 'Group', description: 'A group of users to whom work is assigned' },
	operations: {
		...tableVerbs(subject),
		addMember: addMember(subject),
		getMembers: getMembers(subject),
		grantRole: grantRole(roles),
		removeMember: removeMember(subject),
		revokeRole: revokeRole(roles),
	},
};
