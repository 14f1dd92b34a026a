import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { reopen } from '../verbs/reopen.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';
import { resolve } from './resolve.operation';

const subject = SUBJECTS.incident;

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
