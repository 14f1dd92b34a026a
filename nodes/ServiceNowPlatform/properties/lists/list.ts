import type { INodeProperties } from 'n8n-workflow';
import type { Item } from '../item/item';

export const returnAllField: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limitField: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

/** Infinity for all. @throws InputError */
export function limitOf(item: Item): number {
	return item.flag('returnAll') ? Number.POSITIVE_INFINITY : item.count('limit', 'Limit');
}
