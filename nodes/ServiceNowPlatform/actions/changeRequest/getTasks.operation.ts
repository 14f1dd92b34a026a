import { resolveEquals } from '../../domain/records/lookup';
import { listOptions, listProperties, resolveList } from '../../properties/lists/listing';
import { outputFields, resolveOutput } from '../../properties/output/output';
import { readOptions } from '../../properties/output/read';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { optionsField } from '../../properties/values/write';
import { readMany } from '../steps/readMany';

const TASKS = 'change_task';

/** From the table itself: the Change API's own list has neither fields to choose nor a form of the values. */
export function getTasks(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Tasks',
			description: 'Get the change tasks of a change request, by number unless sorted otherwise',
			action: 'Get tasks of change request',
		},
		readOnly: true,
		lists: TASKS,
		properties: [
			...recordProperties(subject),
			...listProperties,
			...outputFields,
			optionsField([...readOptions, ...listOptions], 'listed'),
		],
		*run(item): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, item);
			const own = resolveEquals('change_request', table, key, 'Change Request');
			const listing = yield* resolveList(item, TASKS, { own, usualOrder: '^ORDERBYnumber' });
			return yield* readMany(item, listing, yield* resolveOutput(item, TASKS));
		},
	};
}
