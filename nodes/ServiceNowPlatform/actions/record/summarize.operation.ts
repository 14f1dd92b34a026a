import type { IDataObject } from 'n8n-workflow';
import { summaryOf, summaryRequest } from '../../domain/query/aggregate';
import { filterColumns, filterFields, resolveFilter } from '../../properties/lists/filter';
import { resolveSummary, summaryFields } from './summaryProperties';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import type { Operation } from '../operation';
import { assertFields } from './knownFields';

export const summarize: Operation = {
	option: {
		name: 'Summarize',
		description: 'Count, add up and average the records of a table, in groups if you like, without reading them',
		action: 'Summarize records',
	},
	readOnly: true,
	properties: [tableLocator, ...filterFields, ...summaryFields],
	*run(parameters) {
		const [table, figures] = [resolveTable(parameters), resolveSummary(parameters)];
		const summary = { table, query: yield* resolveFilter(parameters, table), ...figures };
		yield* assertFields(parameters, table, 'Filter', filterColumns(parameters));
		yield* assertFields(parameters, table, 'Group By', summary.groupBy);
		const request = summaryRequest(summary);
		return summaryOf(request, yield request, summary) as IDataObject[];
	},
};
