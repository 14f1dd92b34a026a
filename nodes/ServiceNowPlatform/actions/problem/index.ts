import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { reopen } from '../verbs/reopen.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { close } from './close.operation';
import { resolve } from './resolve.operation';

const subject = SUBJECTS.problem;

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
