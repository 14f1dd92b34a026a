import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { resolveSort, sortColumns, sortField } from '../../properties/lists/sort';
import { outputFields, outputOf } from '../../properties/output/output';
import { type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		readOnly: true,
		properties: [...tableProperties(subject), returnAllField, limitField, ...filterFields, sortField, ...outputFields],
		*run(item): ReturnType<Operation['run']> {
			const table = tableOf(subject, item);
			const [orderBy, limit] = [resolveSort(item), limitOf(item)];
			const query = yield* resolveFilter(item, table);
			const columns = [...filterColumns(item), ...sortColumns(item)];
			const output = yield* outputOf(item, table);
			return yield* readMany(item, { table, query, orderBy, limit }, columns, output);
		},
	};
}
