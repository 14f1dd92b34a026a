import { summaryOf, summaryRequest } from '../../domain/query/aggregate';
import { filterField, resolveFilter } from '../../properties/lists/filter';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import type { Operation } from '../operation';
import { assertColumns } from './knownColumns';
import { resolveSummary, summaryFields } from './summaryProperties';

export const summarize: Operation = {
	option: {
		name: 'Summarize',
		description: 'Count, add up and average the records of a table, in groups if you like, without reading them',
		action: 'Summarize records',
	},
	readOnly: true,
	properties: [tableLocator, filterField, ...summaryFields],
	*run(item) {
		const [table, figures] = [resolveTable(item), resolveSummary(item)];
		const { query, columns } = yield* resolveFilter(item, table);
		const summary = { table, query, ...figures };
		yield* assertColumns(item, table, 'Filter', columns);
		yield* assertColumns(item, table, 'Group By', summary.groupBy);
		const request = summaryRequest(summary);
		return summaryOf(request, yield request, summary);
	},
};
