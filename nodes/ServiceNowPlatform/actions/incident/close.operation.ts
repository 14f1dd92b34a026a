import type { Subject } from '../../properties/pickers/subject';
import { closureOf } from '../../properties/values/closure';
import { codeField, filled, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';

const CLOSED = '7';

export function close(subject: Subject): Operation {
	return transition(subject, {
		option: { name: 'Close', description: 'Set an incident to Closed', action: 'Close incident' },
		properties: [
			codeField('close_code', 'Resolution Code', {
				description: 'Needed where the incident was not resolved before',
			}),
			{
				displayName: 'Resolution Notes',
				name: 'close_notes',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				placeholder: 'e.g. Replaced the toner',
				description: 'Needed where the incident was not resolved before',
			},
		],
		options: [stateOption(CLOSED)],
		values: (item) => ({ state: CLOSED, ...filled(item.collection('options'), ['state']), ...closureOf(item) }),
	});
}
