import { nextStates, nextStatesRequest, readStanding } from '../../domain/change/states';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

export function getNextStates(subject: Subject): Operation {
	return {
		option: {
			name: 'Get Next States',
			description: 'Get the states that a change request can go to, and what stands in the way of others',
			action: 'Get next states of change request',
		},
		readOnly: true,
		properties: [
			...recordProperties(subject),
			optionsField([
				{
					displayName: 'Only Available',
					name: 'onlyAvailable',
					type: 'boolean',
					default: false,
					description: 'Whether states are left out whose conditions are not met yet',
				},
			]),
		],
		*run(item) {
			const { key } = recordOfSubject(subject, item);
			const { onlyAvailable } = item.collection('options');
			const { sys_id, number, state } = yield* readStanding(key);
			const states = nextStates(yield nextStatesRequest(sys_id), state);
			return states
				.filter(({ available }) => available || onlyAvailable !== true)
				.map(({ value, label, available, automatic, unmet }) => ({
					state: value,
					label,
					available,
					automatic,
					unmet_conditions: unmet,
					current_state: state.value,
					sys_id,
					number,
				}));
		},
	};
}
