import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';

const subject = SUBJECTS.changeTask;

export const changeTask: Resource<Operations['changeTask']> = {
	option: { name: 'Change Task', description: 'A piece of the work of a change request' },
	operations: { ...tableVerbs(subject), assign: assign(subject), close: close(subject) },
};
