import { equals, narrowed } from '../../domain/encodedQuery';
import { sysIdOf } from '../../domain/lookup';
import { pages } from '../../domain/paging';
import { filterFields, resolveFilter } from '../../fields/filter';
import { limitField, limitOf, returnAllField } from '../../fields/list';
import { outputFields, outputOf } from '../../fields/output';
import type { Operation } from '../operation';
import { recordOfSubject, recordProperties, type Subject } from '../verbs/subject';

const TASKS = 'change_task';

/** From the table itself: the Change API's own list has neither fields to choose nor a form of the values. */
export function getTasks(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Tasks',
			description: 'Get the change tasks of a change request, by number',
			action: 'Get tasks of a change request',
		},
		readOnly: true,
		properties: [...recordProperties(subject), returnAllField, limitField, ...filterFields, ...outputFields],
		*run(parameters): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, parameters);
			const limit = limitOf(parameters);
			const given = yield* resolveFilter(parameters, TASKS);
			const own = equals('change_request', yield* sysIdOf(table, key), 'Change Request');
			const { query: options, shaped } = yield* outputOf(parameters, TASKS);
			const list = { table: TASKS, query: narrowed(given, own), orderBy: '^ORDERBYnumber', limit, options };
			return (yield* pages(list)).map(shaped);
		},
	};
}
