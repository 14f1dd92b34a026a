import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fieldName } from '../../domain/encodedQuery';
import { pages } from '../../domain/paging';
import { limitField, queryField, returnAllField } from '../../fields/list';
import type { Parameters } from '../../fields/parameters';
import { readOptions, readQuery } from '../../fields/read';
import type { Operation } from '../operation';
import { type Subject, tableOf, tableProperties } from './subject';

const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add sort field',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description: 'The order of the records. Without one they come by sys_id, which is the quickest.',
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				{ displayName: 'Field', name: 'field', type: 'string', default: '', placeholder: 'e.g. opened_at' },
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'ORDERBY' },
						{ name: 'Descending', value: 'ORDERBYDESC' },
					],
					default: 'ORDERBY',
				},
			],
		},
	],
};

export function getAll(subject: Subject): Operation {
	const { many } = subject;
	return {
		option: { name: 'Get Many', description: `Get many ${many}`, action: `Get many ${many}` },
		properties: [
			...tableProperties(subject),
			returnAllField,
			limitField,
			queryField,
			sortField,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: readOptions,
			},
		],
		*run(parameters) {
			const table = tableOf(subject, parameters);
			const list = {
				table,
				query: parameters.text('sysparm_query'),
				orderBy: orderBy(parameters),
				limit: parameters.flag('returnAll') ? Number.POSITIVE_INFINITY : parameters.count('limit', 'Limit'),
				options: readQuery(parameters.collection('options')),
			};
			return (yield* pages(list)) as IDataObject[];
		},
	};
}

/** `^ORDERBYopened_at^ORDERBYDESCnumber`, or '' */
function orderBy(parameters: Parameters): string {
	const fields = (parameters.collection('sort').fields ?? []) as Array<{ field?: string; direction?: string }>;
	return fields
		.map(
			({ field, direction }) =>
				`^${direction === 'ORDERBYDESC' ? 'ORDERBYDESC' : 'ORDERBY'}${fieldName(field ?? '', 'Sort')}`,
		)
		.join('');
}
