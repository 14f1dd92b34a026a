import { resolveEquals } from '../../domain/records/lookup';
import { simpleColumns } from '../../domain/values/simple/simplified';
import { ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import { listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { outputBehind, simplifiedOrSelected } from '../../properties/output/output';
import { valuesOption } from '../../properties/output/read';
import { associationField, associationOf } from '../../properties/pickers/associations';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

const USUAL_COLUMNS = simpleColumns('sys_id name sys_class_name operational_status');

/** From the table itself: the Change API's own list shows nothing of an item but its name. */
export function getAffectedCis(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Affected CIs',
			description: 'Get the configuration items or services that a change request affects',
			action: 'Get affected configuration items of change request',
		},
		readOnly: true,
		lists: (item) => associationOf(item).table,
		returns: ROOT_CLASS,
		properties: [
			...recordProperties(subject),
			...listProperties,
			...simplifiedOrSelected,
			optionsField([associationField, valuesOption, ...listOptions], 'listed'),
		],
		*run(item): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, item);
			const { table: links, column } = associationOf(item);
			const output = outputBehind(item, column, USUAL_COLUMNS);
			const own = resolveEquals('task', table, key, 'Change Request');
			return yield* readMany(item, yield* resolveList(item, links, { own }), output);
		},
	};
}
