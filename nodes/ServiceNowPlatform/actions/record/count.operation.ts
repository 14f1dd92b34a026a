import { readCount } from '../../domain/query/aggregate';
import { filterField, queryOptions, resolveFilter } from '../../properties/lists/filter';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { assertColumns } from './knownColumns';

export const count: Operation = {
	option: {
		name: 'Count',
		description: 'Count the records of a table that match a filter, without reading them',
		action: 'Count records',
	},
	readOnly: true,
	properties: [tableLocator, filterField, optionsField(queryOptions)],
	*run(item) {
		const table = resolveTable(item);
		const { query, columns } = yield* resolveFilter(item, table);
		yield* assertColumns(item, table, 'Filter', columns);
		return [{ table, count: yield* readCount(table, query) }];
	},
};
