import { equals, narrowed } from '../../domain/query/encodedQuery';
import { sysIdOf } from '../../domain/records/lookup';
import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { outputFields, outputOf } from '../../properties/output/output';
import { resolveSort, sortColumns, sortField } from '../../properties/lists/sort';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

const TASKS = 'change_task';

/** From the table itself: the Change API's own list has neither fields to choose nor a form of the values. */
export function getTasks(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Tasks',
			description: 'Get the change tasks of a change request, by number unless sorted otherwise',
			action: 'Get tasks of a change request',
		},
		readOnly: true,
		properties: [...recordProperties(subject), returnAllField, limitField, ...filterFields, sortField, ...outputFields],
		*run(parameters): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, parameters);
			const [orderBy, limit] = [resolveSort(parameters) || '^ORDERBYnumber', limitOf(parameters)];
			const given = yield* resolveFilter(parameters, TASKS);
			const own = equals('change_request', yield* sysIdOf(table, key), 'Change Request');
			const list = { table: TASKS, query: narrowed(given, own), orderBy, limit };
			const columns = [...filterColumns(parameters), ...sortColumns(parameters)];
			return yield* readMany(parameters, list, columns, yield* outputOf(parameters, TASKS));
		},
	};
}
