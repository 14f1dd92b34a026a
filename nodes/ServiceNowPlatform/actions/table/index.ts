import type { Operations, Resource } from '../operation';
import { describe } from './describe.operation';
import { getAll } from './getAll.operation';

export const table: Resource<Operations['table']> = {
	option: { name: 'Table', description: 'The tables of the instance and what columns they have' },
	operations: { describe, getAll },
};
