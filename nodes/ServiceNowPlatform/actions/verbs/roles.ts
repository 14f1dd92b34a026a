import { InputProblem } from '../../domain/api/inputProblem';
import { ROLE } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Parameters } from '../../properties/item/parameters';
import type { Operation } from '../operation';
import { join, type Named, separate } from './link';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

/** Where the roles of users, or of groups, are kept. */
export interface RoleHolder {
	subject: Subject;
	table: string;
	/** Column that names who holds the role. */
	holder: string;
}

/** A role that comes from a group or from another role goes with it: only one that is granted by itself stays. */
const isOwn = ({ inherited, granted_by = '' }: Record<string, unknown>) => inherited !== 'true' && granted_by === '';

export function grantRole({ subject, table, holder }: RoleHolder): Operation {
	return {
		option: {
			name: 'Grant Role',
			description: `Grant a role to ${subject.kind.one}; nothing changes where it is granted directly already`,
			action: `Grant a role to ${subject.kind.one}`,
		},
		properties: roleProperties(subject),
		*run(parameters) {
			const { ends, row, added } = yield* join(table, endsOf(subject, holder, parameters), isOwn);
			return [{ ...ends, sys_id: String(row.sys_id), granted: added }];
		},
	};
}

export function revokeRole({ subject, table, holder }: RoleHolder): Operation {
	return {
		option: {
			name: 'Revoke Role',
			description: `Take a role from ${subject.kind.one}; nothing changes where it is not granted`,
			action: `Revoke a role from ${subject.kind.one}`,
		},
		properties: roleProperties(subject),
		*run(parameters) {
			const { ends, removed, others } = yield* separate(table, endsOf(subject, holder, parameters), isOwn);
			if (!removed && others > 0) {
				throw new InputProblem(
					'Role',
					'The role is inherited from a group or from another role',
					'Revoke it where it comes from: take the user out of the group, or revoke the role that contains it.',
				);
			}
			// Inherited from elsewhere, too, it stays with the holder.
			return [{ ...ends, revoked: removed, inherited: others > 0 }];
		},
	};
}

function roleProperties(subject: Subject) {
	return [...recordProperties(subject), locator(ROLE, { name: 'role' })];
}

/** Both are looked at before anything is sent. */
function endsOf(subject: Subject, holder: string, parameters: Parameters): Named {
	const { table, key } = recordOfSubject(subject, parameters);
	return { [holder]: [table, key], role: [ROLE.table, resolveLocator(parameters, ROLE, 'role')] };
}
