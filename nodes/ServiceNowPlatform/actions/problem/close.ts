import { codeField, stateOption } from '../../fields/work';
import type { Operation } from '../operation';
import type { Subject } from '../verbs/subject';
import { transition } from '../verbs/transition';
import { solution, solutionOptions } from './solution';

const CLOSED = '107';

export function close(subject: Subject): Operation {
	return transition(subject, {
		option: { name: 'Close', description: 'Set a problem to Closed', action: 'Close a problem' },
		properties: [
			codeField('resolution_code', 'Resolution Code', {
				description: 'Needed where the problem was not resolved before',
			}),
		],
		options: [...solutionOptions, stateOption(CLOSED)],
		values: (parameters) => solution(parameters, CLOSED),
	});
}
