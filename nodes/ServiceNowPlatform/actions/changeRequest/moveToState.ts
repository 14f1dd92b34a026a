import type { INodeProperties } from 'n8n-workflow';
import { standingOf } from '../../domain/changeStates';
import { answerForm, changeWriteOptions } from '../../fields/change';
import type { Parameters } from '../../fields/parameters';
import { codeField, codeOf, filled, noteOptions } from '../../fields/work';
import { optionsField } from '../../fields/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../verbs/subject';
import { moved, targetOf } from './move';

const stateField: INodeProperties = {
	displayName: 'New State',
	name: 'newState',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'Where the change request goes',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a state',
			typeOptions: { searchListMethod: 'searchNextStates', searchable: true },
		},
		{
			displayName: 'By Name or Value',
			name: 'value',
			type: 'string',
			placeholder: 'e.g. Assess or -4',
			hint: 'The state as ServiceNow shows it, or its number',
		},
	],
};

const closeFields: INodeProperties[] = [
	codeField('close_code', 'Close Code', { description: 'How the change ended; needed to close it' }),
	{
		displayName: 'Close Notes',
		name: 'close_notes',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		placeholder: 'e.g. Carried out as planned',
		description: 'Needed to close the change',
	},
];

const NEEDED = ['notStored', 'sysparm_fields', 'sysparm_display_value'];

export function moveToState(subject: Subject): Operation {
	return {
		option: {
			name: 'Move to State',
			description: 'Take a change request to another state, such as Assess, Implement or Closed',
			action: 'Move a change request to a state',
		},
		properties: [
			...recordProperties(subject),
			stateField,
			...closeFields,
			optionsField([...changeWriteOptions.filter(({ name }) => NEEDED.includes(name)), ...noteOptions]),
		],
		lane: recordLane(subject),
		*run(parameters) {
			const { key } = recordOfSubject(subject, parameters);
			const options = parameters.collection('options');
			const values = { ...filled(options, ['comments', 'work_notes']), ...closing(parameters) };
			const { value: wanted } = parameters.located('newState', 'New State');
			answerForm(options);
			const standing = yield* standingOf(key);
			const target = yield* targetOf(wanted, standing);
			return [yield* moved(parameters, standing, { target, values, options })];
		},
	};
}

function closing(parameters: Parameters): Record<string, string> {
	return filled({ close_code: codeOf(parameters, 'close_code'), close_notes: parameters.text('close_notes') }, [
		'close_code',
		'close_notes',
	]);
}
