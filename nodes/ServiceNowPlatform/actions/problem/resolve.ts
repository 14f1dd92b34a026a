import { InputProblem } from '../../domain/problem';
import { codeField, codeOf, stateOption } from '../../fields/work';
import type { Operation } from '../operation';
import type { Subject } from '../verbs/subject';
import { transition } from '../verbs/transition';
import { solution, solutionOptions } from './solution';

const RESOLVED = '106';

export function resolve(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Resolve',
			description: 'Set a problem to Resolved, with its resolution code, cause and fix',
			action: 'Resolve a problem',
		},
		properties: [
			codeField('resolution_code', 'Resolution Code', { required: true, description: 'How the problem was resolved' }),
			{
				displayName: 'Cause Notes',
				name: 'cause_notes',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. A setting of the last upgrade',
				description: 'What caused the problem; needed with the code Fix Applied',
			},
			{
				displayName: 'Fix Notes',
				name: 'fix_notes',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. Setting corrected',
				description: 'What was done about it; needed with the code Fix Applied',
			},
		],
		options: [...solutionOptions, stateOption(RESOLVED)],
		values: (parameters) => {
			if (codeOf(parameters, 'resolution_code') === '')
				throw new InputProblem('Resolution Code', 'It is empty', 'Choose or type a code.');
			return solution(parameters, RESOLVED);
		},
	});
}
