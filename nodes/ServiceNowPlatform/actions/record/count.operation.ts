import { countOf } from '../../domain/query/aggregate';
import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import type { Operation } from '../operation';
import { assertFields } from './knownFields';

export const count: Operation = {
	option: {
		name: 'Count',
		description: 'Count the records of a table that match a filter, without reading them',
		action: 'Count records',
	},
	readOnly: true,
	properties: [tableLocator, ...filterFields],
	*run(parameters) {
		const table = resolveTable(parameters);
		const query = yield* resolveFilter(parameters, table);
		yield* assertFields(parameters, table, 'Filter', filterColumns(parameters));
		return [{ table, count: yield* countOf(table, query) }];
	},
};
