import type { IDataObject } from 'n8n-workflow';
import { pages } from '../../domain/paging';
import { filterFields, resolveFilter } from '../../fields/filter';
import { limitField, limitOf, returnAllField } from '../../fields/list';
import { outputFields, outputOf } from '../../fields/output';
import { pageSizeOf } from '../../fields/requests';
import { resolveSort, sortField } from '../../fields/sort';
import type { Operation } from '../operation';
import { type Subject, tableOf, tableProperties } from './subject';

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		readOnly: true,
		properties: [...tableProperties(subject), returnAllField, limitField, ...filterFields, sortField, ...outputFields],
		*run(parameters): ReturnType<Operation['run']> {
			const table = tableOf(subject, parameters);
			const [query, orderBy, limit] = [resolveFilter(parameters), resolveSort(parameters), limitOf(parameters)];
			const { query: options, shaped } = yield* outputOf(parameters, table);
			const pageSize = pageSizeOf(parameters);
			const records = yield* pages({ table, query, orderBy, limit, pageSize, options });
			return records.map(shaped) as IDataObject[];
		},
	};
}
