import { SUBJECTS } from '../../properties/pickers/subjects';
import type { Operations, Resource } from '../operation';
import { deleteRecord } from '../verbs/delete.operation';
import { getAll } from '../verbs/getAll.operation';
import { addRelation } from './addRelation.operation';
import { get } from './get.operation';
import { getClassMetadata } from './getClassMetadata.operation';
import { removeRelation } from './removeRelation.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

const subject = SUBJECTS.configurationItem;

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
