import { USER } from '../../properties/pickers/kinds';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { grantRole } from '../verbs/grantRole.operation';
import { revokeRole } from '../verbs/revokeRole.operation';
import type { RoleHolder } from '../verbs/roles';
import { tableVerbs } from '../verbs/tableVerbs';

const subject: Subject = { kind: USER, many: 'users' };
const roles: RoleHolder = { subject, table: 'sys_user_has_role', holder: 'user' };

export const user: Resource<Operations['user']> = {
	option: { name: 'User', description: 'Somebody who signs in to the instance, or is known to it' },
	operations: { ...tableVerbs(subject), grantRole: grantRole(roles), revokeRole: revokeRole(roles) },
};
