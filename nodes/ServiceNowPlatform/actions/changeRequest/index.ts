import { NUMBER } from '../../fields/locator';
import type { Operations, Resource } from '../operation';
import type { Subject } from '../verbs/subject';
import { tableVerbs } from '../verbs/tableVerbs';

const subject: Subject = {
	kind: {
		displayName: 'Change Request',
		one: 'a change request',
		table: 'change_request',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. CHG0030001' }],
	},
	many: 'change requests',
};

export const changeRequest: Resource<Operations['changeRequest']> = {
	option: { name: 'Change Request', description: 'A planned change of a service or what it rests on' },
	operations: { ...tableVerbs(subject) },
};
