import type { Json } from '../../domain/api/json';
import type { Item } from '../../properties/item/item';
import { ROLE } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Named } from '../steps/link';

/** Where the roles of users, or of groups, are kept. */
export interface RoleHolder {
	subject: Subject;
	table: string;
	/** Column that names who holds the role. */
	holder: string;
}

/** A role that comes from a group or from another role goes with it: only one that is granted by itself stays. */
export const isOwn = ({ inherited, granted_by = '' }: Json) => inherited !== 'true' && granted_by === '';

export function roleProperties(subject: Subject) {
	return [...recordProperties(subject), locator(ROLE, { name: 'role' })];
}

/** Both are looked at before anything is sent. */
export function endsOf(subject: Subject, holder: string, item: Item): Named {
	const { table, key } = recordOfSubject(subject, item);
	return { [holder]: [table, key], role: [ROLE.table, resolveLocator(item, ROLE, 'role')] };
}
