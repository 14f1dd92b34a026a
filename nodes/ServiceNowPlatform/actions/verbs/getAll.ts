import type { IDataObject } from 'n8n-workflow';
import { pages } from '../../domain/paging';
import { filterFields, resolveFilter } from '../../fields/filter';
import { limitField, limitOf, returnAllField } from '../../fields/list';
import { outputFields, outputOf } from '../../fields/output';
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
			const [orderBy, limit] = [resolveSort(parameters), limitOf(parameters)];
			const query = yield* resolveFilter(parameters, table);
			const { query: options, shaped } = yield* outputOf(parameters, table);
			const records = yield* pages({ table, query, orderBy, limit, options });
			return records.map(shaped) as IDataObject[];
		},
	};
}
