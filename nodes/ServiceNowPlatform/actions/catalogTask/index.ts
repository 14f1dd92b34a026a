import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';

const subject = SUBJECTS.catalogTask;

export const catalogTask: Resource<Operations['catalogTask']> = {
	option: { name: 'Catalog Task', description: 'A piece of work that delivers a requested item' },
	operations: { ...tableVerbs(subject), assign: assign(subject), close: close(subject) },
};
