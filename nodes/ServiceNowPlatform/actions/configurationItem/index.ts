import { widestClassLocator } from './ciProperties';
import { CONFIGURATION_ITEM } from '../../properties/pickers/kinds';
import type { Operations, Resource } from '../operation';
import { deleteRecord } from '../verbs/delete';
import { getAll } from '../verbs/getAll';
import type { Subject } from '../../properties/pickers/subject';
import { addRelation } from './addRelation';
import { get } from './get';
import { getClassMetadata } from './getClassMetadata';
import { removeRelation } from './removeRelation';
import { update } from './update';
import { upsert } from './upsert';

const subject: Subject = {
	kind: CONFIGURATION_ITEM,
	many: 'configuration items',
	tableField: widestClassLocator,
};

export const configurationItem: Resource<Operations['configurationItem']> = {
	option: {
		name: 'Configuration Item',
		description: 'Something the CMDB keeps track of: a server, an application, a service',
	},
	operations: {
		addRelation: addRelation(subject),
		delete: deleteRecord(subject),
		get: get(subject),
		getAll: getAll(subject),
		getClassMetadata,
		removeRelation: removeRelation(subject),
		update: update(subject),
		upsert,
	},
};
