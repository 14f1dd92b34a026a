import type { INodeProperties } from 'n8n-workflow';
import { standingOf } from '../../domain/change/states';
import { answerForm, moveOptions } from './answerOptions';
import { closureFields, closureOf } from '../../properties/values/closure';
import { filled, noteOptions } from '../../properties/values/work';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
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
			...closureFields({ isRequired: false }),
			optionsField([...moveOptions, ...noteOptions]),
		],
		lane: recordLane(subject),
		*run(parameters) {
			const { key } = recordOfSubject(subject, parameters);
			const options = parameters.collection('options');
			const values = { ...filled(options, ['comments', 'work_notes']), ...closureOf(parameters) };
			const { value: wanted } = parameters.located('newState', 'New State');
			answerForm(options);
			const standing = yield* standingOf(key);
			const target = yield* targetOf(wanted, standing);
			return [yield* moved(parameters, standing, { target, values, options })];
		},
	};
}
