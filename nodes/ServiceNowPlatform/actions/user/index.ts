import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { grantRole } from '../verbs/grantRole.operation';
import { revokeRole } from '../verbs/revokeRole.operation';
import type { RoleHolder } from '../verbs/roles';
import { tableVerbs } from '../verbs/tableVerbs';

const subject = SUBJECTS.user;
const roles: RoleHolder = { subject, table: 'sys_user_has_role', holder: 'user' };

export const user: Resource<Operations['user']> = {
	option: { name: 'User', description: 'Somebody who signs in to the instance, or is known to it' },
	operations: { ...tableVerbs(subject), grantRole: grantRole(roles), revokeRole: revokeRole(roles) },
};
