import type { INodeProperties } from 'n8n-workflow';
import { readStanding } from '../../domain/change/states';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { closureFields, closureOf } from '../../properties/values/closure';
import { filled, noteOptions } from '../../properties/values/work';
import { outputFieldsWithoutView } from '../../properties/output/output';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';
import { answerShape, moveOptions } from './answerOptions';
import { moveTo, resolveTarget } from './move';

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
			action: 'Move change request to state',
		},
		properties: [
			...recordProperties(subject),
			stateField,
			...outputFieldsWithoutView,
			optionsField([...moveOptions, ...noteOptions, ...closureFields({ isRequired: false })]),
		],
		lane: recordLane(subject),
		*run(item) {
			const { key } = recordOfSubject(subject, item);
			const options = item.collection('options');
			const values = { ...filled(options, ['comments', 'work_notes']), ...closureOf(item, 'options.') };
			const { value: wanted } = item.located('newState', 'New State');
			const shape = answerShape(item);
			const standing = yield* readStanding(key);
			const target = yield* resolveTarget(wanted, standing);
			return [yield* moveTo(item, standing, { target, values, options, shape })];
		},
	};
}
