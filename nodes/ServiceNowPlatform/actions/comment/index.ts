import type { Operations, Resource } from '../operation';
import { add } from './add.operation';
import { getAll } from './getAll.operation';

export const comment: Resource<Operations['comment']> = {
	option: { name: 'Comment', description: 'A comment or a work note on an incident, a change or any other task' },
	usual: 'add',
	operations: { add, getAll },
};
