import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../../properties/item/item';
import { USER } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Named } from '../steps/link';

/** One row for each member of each group. */
export const MEMBERS = 'sys_user_grmember';

export function membershipProperties(subject: Subject): INodeProperties[] {
	return [...recordProperties(subject), locator(USER, { name: 'user' })];
}

/** Both are looked at before anything is sent. */
export function membership(subject: Subject, item: Item): Named {
	const { table, key } = recordOfSubject(subject, item);
	return { group: [table, key], user: [USER.table, resolveLocator(item, USER, 'user')] };
}
