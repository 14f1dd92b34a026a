import { NUMBER } from '../../fields/locator';
import type { Operations, Resource } from '../operation';
import { create } from '../verbs/create';
import { deleteRecord } from '../verbs/delete';
import { get } from '../verbs/get';
import { getAll } from '../verbs/getAll';
import type { Subject } from '../verbs/subject';
import { update } from '../verbs/update';
import { upsert } from '../verbs/upsert';

const subject: Subject = {
	kind: { displayName: 'Record', one: 'a record', table: '', searchListMethod: 'searchRecords', keys: [NUMBER] },
	many: 'records',
};

export const record: Resource<Operations['record']> = {
	option: { name: 'Record', description: 'A record of any table' },
	operations: {
		create: create(subject),
		delete: deleteRecord(subject),
		get: get(subject),
		getAll: getAll(subject),
		update: update(subject),
		upsert: upsert(subject),
	},
};
