import { NUMBER } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';

const subject: Subject = {
	kind: {
		displayName: 'Change Task',
		one: 'a change task',
		table: 'change_task',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. CTASK0010001' }],
	},
	many: 'change tasks',
};

export const changeTask: Resource<Operations['changeTask']> = {
	option: { name: 'Change Task', description: 'A piece of the work of a change request' },
	operations: { ...tableVerbs(subject), assign: assign(subject), close: close(subject) },
};
