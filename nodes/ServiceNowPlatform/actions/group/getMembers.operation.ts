import type { IDataObject } from 'n8n-workflow';
import { equals, narrowed } from '../../domain/query/encodedQuery';
import { assertRecord, sysIdOf } from '../../domain/records/lookup';
import { pages } from '../../domain/paging/paging';
import { filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { fieldList } from '../../properties/output/read';
import { pageSizeOf } from '../../properties/requestSettings';
import { resolveSort, sortField } from '../../properties/lists/sort';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
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
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const { activeOnly, userFields } = parameters.collection('options');
			const [orderBy, limit] = [resolveSort(parameters) || '^ORDERBYuser.name', limitOf(parameters)];
			const given = yield* resolveFilter(parameters, MEMBERS);
			const named = fieldList(userFields);
			const fields = named.length > 0 ? named : USUAL_FIELDS.split(',');
			const group = yield* sysIdOf(table, key);
			const rows = yield* pages({
				table: MEMBERS,
				query: narrowed(given, `${equals('group', group, 'Group')}${activeOnly === true ? '^user.active=true' : ''}`),
				orderBy,
				limit,
				pageSize: pageSizeOf(parameters),
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
