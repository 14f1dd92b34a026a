import type { INodeProperties } from 'n8n-workflow';
import { type Item, linesOf } from '../item/item';
import { columnLocator, columnNamed } from '../pickers/column';

/** Among the options: most lists need none. */
export const sortOption: INodeProperties = {
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

export interface Sort {
	/** `^ORDERBYopened_at^ORDERBYDESCnumber`, or ''. */
	orderBy: string;
	columns: string[];
}

/** @throws InputError */
export function resolveSort(item: Item): Sort {
	const lines = linesOf(item.collection('options').sort, 'fields');
	const columns = lines.map(({ field }) => columnNamed(field, 'Sort'));
	const terms = lines.map(({ direction }, index) => {
		const order = direction === 'ORDERBYDESC' ? 'ORDERBYDESC' : 'ORDERBY';
		return `^${order}${columns[index]}`;
	});
	return { orderBy: terms.join(''), columns };
}
