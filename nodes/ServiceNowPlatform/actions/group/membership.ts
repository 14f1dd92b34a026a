import type { INodeProperties } from 'n8n-workflow';
import { USER } from '../../properties/pickers/kinds';
import { locator, resolveLocator } from '../../properties/pickers/locator';
import type { Parameters } from '../../properties/item/parameters';
import type { Named } from '../steps/link';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

/** One row for each member of each group. */
export const MEMBERS = 'sys_user_grmember';

export function membershipProperties(subject: Subject): INodeProperties[] {
	return [...recordProperties(subject), locator(USER, { name: 'user' })];
}

/** Both are looked at before anything is sent. */
export function membership(subject: Subject, parameters: Parameters): Named {
	const { table, key } = recordOfSubject(subject, parameters);
	return { group: [table, key], user: [USER.table, resolveLocator(parameters, USER, 'user')] };
}
