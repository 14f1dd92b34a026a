import type { Subject } from '../../properties/pickers/subject';
import { codeField, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';
import { noteFields, resolveSolution, solutionOptions } from './solution';

const CLOSED = '107';

export function close(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Close',
			description: 'Set a problem to Closed: completed, a duplicate, canceled, or its risk accepted',
			action: 'Close problem',
		},
		properties: [
			codeField('resolution_code', 'Resolution Code', {
				description: 'Why it ends; needed where the problem was not resolved before',
			}),
			...noteFields,
		],
		options: [...solutionOptions, stateOption(CLOSED)],
		values: (item) => resolveSolution(item, CLOSED),
	});
}
