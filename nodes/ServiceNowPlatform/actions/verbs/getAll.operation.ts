import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { limitField, limitOf, returnAllField } from '../../properties/lists/list';
import { outputFields, outputOf } from '../../properties/output/output';
import { resolveSort, sortColumns, sortField } from '../../properties/lists/sort';
import type { Operation } from '../operation';
import { readMany } from '../steps/readMany';
import { type Subject, tableOf, tableProperties } from '../../properties/pickers/subject';

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		readOnly: true,
		properties: [...tableProperties(subject), returnAllField, limitField, ...filterFields, sortField, ...outputFields],
		*run(parameters): ReturnType<Operation['run']> {
			const table = tableOf(subject, parameters);
			const [orderBy, limit] = [resolveSort(parameters), limitOf(parameters)];
			const query = yield* resolveFilter(parameters, table);
			const columns = [...filterColumns(parameters), ...sortColumns(parameters)];
			const output = yield* outputOf(parameters, table);
			return yield* readMany(parameters, { table, query, orderBy, limit }, columns, output);
		},
	};
}
