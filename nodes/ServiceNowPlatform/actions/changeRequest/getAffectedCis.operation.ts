import type { IDataObject } from 'n8n-workflow';
import { readRecords } from '../../domain/paging/paging';
import { equals, narrowed } from '../../domain/query/encodedQuery';
import { findSysId } from '../../domain/records/lookup';
import { filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { resolveSort, sortField } from '../../properties/lists/sort';
import { fieldList, readOptions } from '../../properties/output/read';
import { associationField, associationOf } from '../../properties/pickers/associations';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { pageSizeOf } from '../../properties/requestSettings';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const USUAL_FIELDS = 'sys_id,name,sys_class_name,operational_status';

/** From the table itself: the Change API's own list shows nothing of an item but its name. */
export function getAffectedCis(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Affected CIs',
			description: 'Get the configuration items or services that a change request affects',
			action: 'Get affected configuration items of a change request',
		},
		readOnly: true,
		lists: (item) => associationOf(item).table,
		properties: [
			...recordProperties(subject),
			associationField,
			returnAllField,
			limitField,
			...filterFields,
			sortField,
			optionsField([
				{
					displayName: 'CI Fields',
					name: 'ciFields',
					type: 'string',
					default: USUAL_FIELDS,
					description: 'Names of the fields of each configuration item, separated by commas',
				},
				...readOptions.filter(({ name }) => name === 'sysparm_display_value'),
			]),
		],
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const { ciFields, sysparm_display_value: form } = item.collection('options');
			const [orderBy, limit] = [resolveSort(item), limitOf(item)];
			const named = fieldList(ciFields);
			const fields = named.length > 0 ? named : USUAL_FIELDS.split(',');
			const association = associationOf(item);
			const given = yield* resolveFilter(item, association.table);
			const change = yield* findSysId(table, key);
			const rows = yield* readRecords({
				table: association.table,
				query: narrowed(given, equals('task', change, 'Change Request')),
				orderBy,
				limit,
				pageSize: pageSizeOf(item),
				options: {
					sysparm_fields: fields.map((field) => `${association.column}.${field}`).join(','),
					sysparm_display_value: String(form ?? 'false'),
					sysparm_exclude_reference_link: 'true',
				},
			});
			const content = (row: Record<string, unknown>) =>
				fields.map((field) => [field, row[`${association.column}.${field}`]]);
			return rows.map((row) => Object.fromEntries(content(row)) as IDataObject);
		},
	};
}
