import { InputProblem } from '../../domain/api/inputProblem';
import { codeField, codeOf, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import type { Subject } from '../../properties/pickers/subject';
import { transition } from '../verbs/transition';
import { noteFields, solution, solutionOptions } from './solution';

const RESOLVED = '106';

export function resolve(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Resolve',
			description: 'Set a problem to Resolved, with its resolution code, cause and fix',
			action: 'Resolve a problem',
		},
		properties: [
			codeField('resolution_code', 'Resolution Code', {
				required: true,
				description: 'How the problem was resolved. Duplicate and Canceled are codes of problems that are closed.',
			}),
			...noteFields,
		],
		options: [...solutionOptions, stateOption(RESOLVED)],
		values: (parameters) => {
			if (codeOf(parameters, 'resolution_code') === '')
				throw new InputProblem('Resolution Code', 'It is empty', 'Choose or type a code.');
			return solution(parameters, RESOLVED);
		},
	});
}
