import { equals, narrowed } from '../../domain/query/encodedQuery';
import { findSysId } from '../../domain/records/lookup';
import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { resolveSort, sortColumns, sortField } from '../../properties/lists/sort';
import { outputFields, outputOf } from '../../properties/output/output';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

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
		lists: TASKS,
		properties: [...recordProperties(subject), returnAllField, limitField, ...filterFields, sortField, ...outputFields],
		*run(item): ReturnType<Operation['run']> {
			const { table, key } = recordOfSubject(subject, item);
			const [orderBy, limit] = [resolveSort(item) || '^ORDERBYnumber', limitOf(item)];
			const given = yield* resolveFilter(item, TASKS);
			const own = equals('change_request', yield* findSysId(table, key), 'Change Request');
			const list = { table: TASKS, query: narrowed(given, own), orderBy, limit };
			const columns = [...filterColumns(item), ...sortColumns(item)];
			return yield* readMany(item, list, columns, yield* outputOf(item, TASKS));
		},
	};
}
