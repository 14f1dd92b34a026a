import { NUMBER } from '../../properties/pickers/locator';
import type { Subject } from '../../properties/pickers/subject';
import type { Operations, Resource } from '../operation';
import { assign } from '../verbs/assign.operation';
import { tableVerbs } from '../verbs/tableVerbs';
import { getVariables } from './getVariables.operation';
import { setVariables } from './setVariables.operation';

const subject: Subject = {
	kind: {
		displayName: 'Requested Item',
		one: 'a requested item',
		table: 'sc_req_item',
		searchListMethod: 'searchRecords',
		keys: [{ ...NUMBER, placeholder: 'e.g. RITM0010001' }],
	},
	many: 'requested items',
};

export const requestedItem: Resource<Operations['requestedItem']> = {
	option: { name: 'Requested Item', description: 'An item of a request that was ordered from the catalog' },
	operations: {
		...tableVerbs(subject),
		assign: assign(subject),
		getVariables: getVariables(subject),
		setVariables: setVariables(subject),
	},
};
