import { NUMBER } from '../../properties/pickers/locator';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign';
import type { Subject } from '../../properties/pickers/subject';
import { tableVerbs } from '../verbs/tableVerbs';
import { addAffectedCis } from './addAffectedCis';
import { approve, reject } from './approval';
import { checkConflicts } from './checkConflicts';
import { close } from './close';
import { createFromModel, createOfType, createStandard } from './create';
import { getAffectedCis } from './getAffectedCis';
import { getNextStates } from './getNextStates';
import { getSchedule } from './getSchedule';
import { getTasks } from './getTasks';
import { moveToState } from './moveToState';

const subject: Subject = {
	kind: {
		displayName: 'Change Request',
		one: 'a change request',
		table: 'change_request',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. CHG0030001' }],
	},
	many: 'change requests',
};

export const changeRequest: Resource<Operations['changeRequest']> = {
	option: { name: 'Change Request', description: 'A planned change of a service or what it rests on' },
	operations: {
		...tableVerbs(subject),
		addAffectedCis: addAffectedCis(subject),
		approve: approve(subject),
		assign: assign(subject),
		checkConflicts: checkConflicts(subject),
		close: close(subject),
		createEmergency: createOfType('emergency'),
		createFromModel,
		createNormal: createOfType('normal'),
		createStandard,
		getAffectedCis: getAffectedCis(subject),
		getNextStates: getNextStates(subject),
		getSchedule: getSchedule(subject),
		getTasks: getTasks(subject),
		moveToState: moveToState(subject),
		reject: reject(subject),
	},
};
