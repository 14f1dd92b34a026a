import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../item/parameters';

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

/** Infinity for all. @throws InputProblem */
export function limitOf(parameters: Parameters): number {
	return parameters.flag('returnAll') ? Number.POSITIVE_INFINITY : parameters.count('limit', 'Limit');
}
