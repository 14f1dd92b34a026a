import type { Subject } from '../../properties/pickers/subject';
import { closureFields, wholeClosureOf } from '../../properties/values/closure';
import { filled, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';

const CLOSED = '3';

export function close(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Close',
			description: 'Set a change task to Closed, with its code and notes; ServiceNow opens none again',
			action: 'Close change task',
		},
		properties: closureFields({ isRequired: true }),
		options: [stateOption(CLOSED)],
		values: (item) => ({
			state: CLOSED,
			...filled(item.collection('options'), ['state']),
			...wholeClosureOf(item),
		}),
	});
}
