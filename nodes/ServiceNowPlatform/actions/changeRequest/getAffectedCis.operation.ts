import { leadsTo } from '../../domain/records/lookup';
import { listProperties, resolveList } from '../../properties/lists/listing';
import { fieldsBehind } from '../../properties/output/output';
import { fieldList, readOptions } from '../../properties/output/read';
import { associationField, associationOf } from '../../properties/pickers/associations';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

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
			...listProperties,
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
		*run(item): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, item);
			const { ciFields, sysparm_display_value: form } = item.collection('options');
			const named = fieldList(ciFields);
			const fields = named.length > 0 ? named : USUAL_FIELDS.split(',');
			const { table: links, column } = associationOf(item);
			const own = leadsTo('task', table, key, 'Change Request');
			return yield* readMany(item, yield* resolveList(item, links, { own }), fieldsBehind(column, fields, form));
		},
	};
}
