import type { Subject } from '../../properties/pickers/subject';
import { codeField, requiredCode, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';
import { noteFields, resolveSolution, solutionOptions } from './solution';

const RESOLVED = '106';

export function resolve(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Resolve',
			description: 'Set a problem to Resolved, with its resolution code, cause and fix',
			action: 'Resolve problem',
		},
		properties: [
			codeField('resolution_code', 'Resolution Code', {
				required: true,
				description: 'How the problem was resolved. Duplicate and Canceled are codes of problems that are closed.',
			}),
			...noteFields,
		],
		options: [...solutionOptions, stateOption(RESOLVED)],
		values: (item) => {
			requiredCode(item, 'resolution_code', 'Resolution Code');
			return resolveSolution(item, RESOLVED);
		},
	});
}
