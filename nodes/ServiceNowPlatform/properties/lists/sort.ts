import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../item/item';
import { columnLocator, columnNamed } from '../pickers/column';

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

/** `^ORDERBYopened_at^ORDERBYDESCnumber`, or ''. @throws InputError */
export function resolveSort(item: Item): string {
	return linesOf(item)
		.map(({ field, direction }) => {
			const order = direction === 'ORDERBYDESC' ? 'ORDERBYDESC' : 'ORDERBY';
			return `^${order}${columnNamed(field, 'Sort')}`;
		})
		.join('');
}

/** @throws InputError */
export function sortColumns(item: Item): string[] {
	return linesOf(item).map(({ field }) => columnNamed(field, 'Sort'));
}

function linesOf(item: Item): Array<{ field?: unknown; direction?: string }> {
	return (item.collection('sort').fields ?? []) as Array<{ field?: unknown; direction?: string }>;
}
