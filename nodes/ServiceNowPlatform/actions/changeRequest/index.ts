import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { addAffectedCis } from './addAffectedCis.operation';
import { approve } from './approval/approve.operation';
import { reject } from './approval/reject.operation';
import { checkConflicts } from './checkConflicts.operation';
import { close } from './close.operation';
import { createEmergency } from './create/createEmergency.operation';
import { createFromModel } from './create/createFromModel.operation';
import { createNormal } from './create/createNormal.operation';
import { createStandard } from './create/createStandard.operation';
import { getAffectedCis } from './getAffectedCis.operation';
import { getNextStates } from './getNextStates.operation';
import { getSchedule } from './getSchedule.operation';
import { getTasks } from './getTasks.operation';
import { moveToState } from './moveToState.operation';

const subject = SUBJECTS.changeRequest;

export const changeRequest: Resource<Operations['changeRequest']> = {
	option: { name: 'Change Request', description: 'A planned change of a service or what it rests on' },
	operations: {
		...tableVerbs(subject),
		addAffectedCis: addAffectedCis(subject),
		approve: approve(subject),
		assign: assign(subject),
		checkConflicts: checkConflicts(subject),
		close: close(subject),
		createEmergency,
		createFromModel,
		createNormal,
		createStandard,
		getAffectedCis: getAffectedCis(subject),
		getNextStates: getNextStates(subject),
		getSchedule: getSchedule(subject),
		getTasks: getTasks(subject),
		moveToState: moveToState(subject),
		reject: reject(subject),
	},
};
