import type { Subject } from '../../properties/pickers/subject';
import { filled, requiredText, stateOption } from '../../properties/values/work';
import { bare } from '../../properties/pickers/locator';
import type { Operation } from '../operation';
import { transition } from './transition';

interface Reopening {
	/** Where work goes on. */
	state: string;
	description: string;
}

export function reopen(subject: Subject, { state, description }: Reopening): Operation {
	return transition(subject, {
		option: {
			name: 'Reopen',
			description,
			action: `Reopen ${bare(subject.kind)}`,
		},
		properties: [
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				required: true,
				placeholder: 'e.g. The printer is jammed again',
				description: 'Why work goes on; written as a work note',
			},
		],
		options: [stateOption(state)],
		values: (item) => ({
			state,
			...filled(item.collection('options'), ['state']),
			work_notes: workNotes(
				requiredText(item, 'reason', 'Reason', 'Say why work goes on.'),
				filled(item.collection('options'), ['work_notes']).work_notes,
			),
		}),
	});
}

/** A record takes one work note at a time. */
function workNotes(reason: string, more: string | undefined): string {
	return more === undefined ? reason : `${reason}\n\n${more}`;
}
