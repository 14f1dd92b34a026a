import { NUMBER } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { reopen } from '../verbs/reopen.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';
import { resolve } from './resolve.operation';

const subject: Subject = {
	kind: {
		displayName: 'Incident',
		one: 'an incident',
		table: 'incident',
		searchListMethod: 'searchRecords',
		keys: [NUMBER],
	},
	many: 'incidents',
};

const IN_PROGRESS = '2';

export const incident: Resource<Operations['incident']> = {
	option: { name: 'Incident', description: 'An unplanned interruption or a loss of quality of a service' },
	operations: {
		...tableVerbs(subject),
		assign: assign(subject),
		close: close(subject),
		reopen: reopen(subject, {
			state: IN_PROGRESS,
			description: 'Take a resolved incident up again; ServiceNow keeps closed ones closed',
		}),
		resolve: resolve(subject),
	},
};
