import type { INodeProperties } from 'n8n-workflow';
import { columnLocator, columnNamed } from '../pickers/column';
import type { Parameters } from '../item/parameters';

export const sortField: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	placeholder: 'Add Sort Field',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description: 'The order of the records. Without one they come by sys_id, which is the quickest.',
	options: [
		{
			displayName: 'Field',
			name: 'fields',
			values: [
				columnLocator(),
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

/** `^ORDERBYopened_at^ORDERBYDESCnumber`, or ''. @throws InputProblem */
export function resolveSort(parameters: Parameters): string {
	return linesOf(parameters)
		.map(({ field, direction }) => {
			const order = direction === 'ORDERBYDESC' ? 'ORDERBYDESC' : 'ORDERBY';
			return `^${order}${columnNamed(field, 'Sort')}`;
		})
		.join('');
}

/** @throws InputProblem */
export function sortColumns(parameters: Parameters): string[] {
	return linesOf(parameters).map(({ field }) => columnNamed(field, 'Sort'));
}

function linesOf(parameters: Parameters): Array<{ field?: unknown; direction?: string }> {
	return (parameters.collection('sort').fields ?? []) as Array<{ field?: unknown; direction?: string }>;
}
