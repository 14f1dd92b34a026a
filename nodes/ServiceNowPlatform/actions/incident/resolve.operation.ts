import type { Subject } from '../../properties/pickers/subject';
import { wholeClosureOf } from '../../properties/values/closure';
import { codeField, filled, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';

const RESOLVED = '6';

export function resolve(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Resolve',
			description: 'Set an incident to Resolved, with its resolution code and notes',
			action: 'Resolve incident',
		},
		properties: [
			codeField('close_code', 'Resolution Code', {
				required: true,
				description: 'How the incident was resolved',
			}),
			{
				displayName: 'Resolution Notes',
				name: 'close_notes',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				required: true,
				placeholder: 'e.g. Replaced the toner',
				description: 'What was done; ServiceNow refuses a resolution without notes',
			},
		],
		options: [stateOption(RESOLVED)],
		values: (item) => ({
			state: RESOLVED,
			...filled(item.collection('options'), ['state']),
			...wholeClosureOf(item, 'Resolution Code', 'Resolution Notes'),
		}),
	});
}
