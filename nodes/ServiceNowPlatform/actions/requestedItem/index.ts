import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { getVariables } from './getVariables.operation';
import { setVariables } from './setVariables.operation';

const subject = SUBJECTS.requestedItem;

export const requestedItem: Resource<Operations['requestedItem']> = {
	option: { name: 'Requested Item', description: 'An item of a request that was ordered from the catalog' },
	operations: {
		...tableVerbs(subject),
		assign: assign(subject),
		getVariables: getVariables(subject),
		setVariables: setVariables(subject),
	},
};
