import type { EncodedQuery } from '../../domain/api/checked';
import type { Steps } from '../../domain/api/request';
import { equals, all, encoded, EVERY } from '../../domain/encodedQuery';
import { assertRecord, findSysId } from '../../domain/records/lookup';
import { simpleColumns } from '../../domain/values/simple/simplified';
import { listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { outputBehind, simplifiedOrSelected } from '../../properties/output/output';
import { valuesOption } from '../../properties/output/read';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';
import { MEMBERS } from './membership';

const USUAL_COLUMNS = simpleColumns('sys_id user_name name email title ?active');

export function getMembers(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Members',
			description: 'Get the users of a group, by name unless sorted otherwise',
			action: 'Get members of group',
		},
		readOnly: true,
		lists: MEMBERS,
		returns: 'sys_user',
		properties: [
			...recordProperties(subject),
			...listProperties,
			...simplifiedOrSelected,
			optionsField(
				[
					{
						displayName: 'Active Only',
						name: 'activeOnly',
						type: 'boolean',
						default: false,
						description: 'Whether users who are not active are left out',
					},
					valuesOption,
					...listOptions,
				],
				'listed',
			),
		],
		*run(item): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, item);
			const { activeOnly } = item.collection('options');
			const output = outputBehind(item, 'user', USUAL_COLUMNS);
			let group = '';
			const own = (function* (): Steps<EncodedQuery> {
				group = yield* findSysId(table, key);
				return all(equals('group', group, 'Group'), activeOnly === true ? encoded`user.active=true` : EVERY);
			})();
			const listing = yield* resolveList(item, MEMBERS, { own, usualOrder: '^ORDERBYuser.name' });
			const users = yield* readMany(item, listing, output);
			// A group without members, and one that is not there, look the same.
			if (users.length === 0) yield* assertRecord(table, group);
			return users;
		},
	};
}
