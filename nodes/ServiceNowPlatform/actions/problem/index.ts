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
		displayName: 'Problem',
		one: 'a problem',
		table: 'problem',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. PRB0040001' }],
	},
	many: 'problems',
};

/** Where the platform’s own Re-Analyze leads. */
const ROOT_CAUSE_ANALYSIS = '103';

export const problem: Resource<Operations['problem']> = {
	option: { name: 'Problem', description: 'The cause of one or more incidents' },
	operations: {
		...tableVerbs(subject),
		assign: assign(subject),
		close: close(subject),
		reopen: reopen(subject, {
			state: ROOT_CAUSE_ANALYSIS,
			description:
				'Analyse a resolved or closed problem again; for a closed one ServiceNow asks for the role problem_manager',
		}),
		resolve: resolve(subject),
	},
};
