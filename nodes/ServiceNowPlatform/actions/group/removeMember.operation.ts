import type { Subject } from '../../properties/pickers/subject';
import { ANY_ORDER, type Operation } from '../operation';
import { separate } from '../steps/link';
import { MEMBERS, membership, membershipProperties } from './membership';

export function removeMember(subject: Subject): Operation {
	return {
		option: {
			name: 'Remove Member',
			description: 'Take a user out of a group; nothing changes where the user is no member',
			action: 'Remove member from group',
		},
		properties: membershipProperties(subject),
		lane: ANY_ORDER,
		*run(item) {
			const { ends, removed } = yield* separate(MEMBERS, membership(subject, item));
			return [{ ...ends, removed }];
		},
	};
}
