import { NUMBER } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';

const subject: Subject = {
	kind: {
		displayName: 'Catalog Task',
		one: 'a catalog task',
		table: 'sc_task',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. SCTASK0010001' }],
	},
	many: 'catalog tasks',
};

export const catalogTask: Resource<Operations['catalogTask']> = {
	option: { name: 'Catalog Task', description: 'A piece of work that delivers a requested item' },
	operations: { ...tableVerbs(subject), assign: assign(subject), close: close(subject) },
};
