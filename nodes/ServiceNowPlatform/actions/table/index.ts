import type { Operations, Resource } from '../operation';
import { describe } from './describe';
import { getAll } from './getAll';

export const table: Resource<Operations['table']> = {
	option: { name: 'Table', description: 'The tables of the instance and what columns they have' },
	operations: { describe, getAll },
};
