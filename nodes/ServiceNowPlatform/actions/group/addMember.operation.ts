import type { Subject } from '../../properties/pickers/subject';
import { ANY_ORDER, type Operation } from '../operation';
import { join } from '../steps/link';
import { MEMBERS, membership, membershipProperties } from './membership';

export function addMember(subject: Subject): Operation {
	return {
		option: {
			name: 'Add Member',
			description: 'Add a user to a group; nothing changes where the user is a member already',
			action: 'Add member to group',
		},
		properties: membershipProperties(subject),
		lane: ANY_ORDER,
		*run(item) {
			const { ends, row, added } = yield* join(MEMBERS, membership(subject, item));
			return [{ ...ends, sys_id: String(row.sys_id), added }];
		},
	};
}
