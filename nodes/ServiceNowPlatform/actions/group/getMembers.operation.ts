import type { IDataObject } from 'n8n-workflow';
import { readRecords } from '../../domain/paging/paging';
import { equals, narrowed } from '../../domain/query/encodedQuery';
import { assertRecord, findSysId } from '../../domain/records/lookup';
import { filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { resolveSort, sortField } from '../../properties/lists/sort';
import { fieldList } from '../../properties/output/read';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { pageSizeOf } from '../../properties/requestSettings';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { MEMBERS } from './membership';

const USUAL_FIELDS = 'sys_id,user_name,name,email,title,active';

export function getMembers(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Members',
			description: 'Get the users of a group, by name unless sorted otherwise',
			action: 'Get members of a group',
		},
		readOnly: true,
		lists: MEMBERS,
		properties: [
			...recordProperties(subject),
			returnAllField,
			limitField,
			...filterFields,
			sortField,
			optionsField([
				{
					displayName: 'Active Only',
					name: 'activeOnly',
					type: 'boolean',
					default: false,
					description: 'Whether users who are not active are left out',
				},
				{
					displayName: 'User Fields',
					name: 'userFields',
					type: 'string',
					default: USUAL_FIELDS,
					description: 'Names of the fields of each user, separated by commas',
				},
			]),
		],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const { activeOnly, userFields } = item.collection('options');
			const [orderBy, limit] = [resolveSort(item) || '^ORDERBYuser.name', limitOf(item)];
			const given = yield* resolveFilter(item, MEMBERS);
			const named = fieldList(userFields);
			const fields = named.length > 0 ? named : USUAL_FIELDS.split(',');
			const group = yield* findSysId(table, key);
			const rows = yield* readRecords({
				table: MEMBERS,
				query: narrowed(given, `${equals('group', group, 'Group')}${activeOnly === true ? '^user.active=true' : ''}`),
				orderBy,
				limit,
				pageSize: pageSizeOf(item),
				options: {
					sysparm_fields: fields.map((field) => `user.${field}`).join(','),
					sysparm_exclude_reference_link: 'true',
				},
			});
			// A group without members, and one that is not there, look the same.
			if (rows.length === 0) yield* assertRecord(table, group);
			return rows.map((row) => Object.fromEntries(fields.map((field) => [field, row[`user.${field}`]])) as IDataObject);
		},
	};
}
