import { NUMBER } from '../../fields/locator';
import type { Resource } from '../operation';
import { create } from '../verbs/create';
import { deleteRecord } from '../verbs/delete';
import { get } from '../verbs/get';
import { getAll } from '../verbs/getAll';
import type { Subject } from '../verbs/subject';
import { update } from '../verbs/update';

const subject: Subject = {
	kind: {
		displayName: 'Incident',
		one: 'an incident',
		table: 'incident',
		searchListMethod: 'searchRecords',
		keys: [NUMBER],
	},
	many: 'incidents',
};

export const incident: Resource<'create' | 'delete' | 'get' | 'getAll' | 'update'> = {
	option: { name: 'Incident', description: 'An unplanned interruption or a loss of quality of a service' },
	operations: {
		create: create(subject),
		delete: deleteRecord(subject),
		get: get(subject),
		getAll: getAll(subject),
		update: update(subject),
	},
};
