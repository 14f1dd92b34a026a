import { linksBetween } from '../../domain/links';
import type { Operation } from '../operation';
import { separate } from '../verbs/link';
import type { Subject } from '../verbs/subject';
import { MEMBERS, membership, membershipProperties } from './membership';

export function removeMember(subject: Subject): Operation {
	return {
		option: {
			name: 'Remove Member',
			description: 'Take a user out of a group',
			action: 'Remove a member from a group',
		},
		properties: membershipProperties(subject),
		*run(parameters) {
			const ends = yield* membership(subject, parameters);
			const rows = yield* linksBetween(MEMBERS, ends);
			yield* separate(MEMBERS, rows);
			return [{ ...ends, removed: rows.length > 0 }];
		},
	};
}
