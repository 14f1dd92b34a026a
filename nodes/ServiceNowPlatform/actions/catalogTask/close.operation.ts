import type { INodeProperties } from 'n8n-workflow';
import type { Subject } from '../../properties/pickers/subject';
import { filled, stateOption } from '../../properties/values/work';
import type { Operation } from '../operation';
import { transition } from '../verbs/transition';

const COMPLETE = '3';
const STATES = [COMPLETE, '4', '7'] as const;

const properties: INodeProperties[] = [
	{
		displayName: 'Outcome',
		name: 'outcome',
		type: 'options',
		options: [
			{ name: 'Closed Complete', value: COMPLETE, description: 'The work is done' },
			{ name: 'Closed Incomplete', value: '4', description: 'The work ended without what was asked for' },
			{ name: 'Closed Skipped', value: '7', description: 'The work was not needed' },
		],
		default: COMPLETE,
		description: 'How the task ended; when its last task ends, the requested item is closed accordingly',
	},
	{
		displayName: 'Close Notes',
		name: 'close_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Delivered to desk 12',
		description: 'What was done',
	},
];

export function close(subject: Subject): Operation {
	return transition(subject, {
		option: {
			name: 'Close',
			description: 'Close a catalog task as complete, incomplete or skipped',
			action: 'Close catalog task',
		},
		properties,
		options: [stateOption(COMPLETE)],
		values: (item) => ({
			state: item.choice('outcome', 'Outcome', STATES),
			...filled(item.collection('options'), ['state']),
			...filled({ close_notes: item.text('close_notes') }, ['close_notes']),
		}),
	});
}
