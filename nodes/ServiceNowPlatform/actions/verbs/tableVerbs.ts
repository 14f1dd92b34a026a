import type { Operation, TableVerb } from '../operation';
import { create } from './create';
import { deleteRecord } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import type { Subject } from '../../properties/pickers/subject';
import { update } from './update';
import { upsert } from './upsert';

/** What can be done with the records of every table. */
export function tableVerbs(subject: Subject): Record<TableVerb, Operation> {
	return {
		create: create(subject),
		delete: deleteRecord(subject),
		get: get(subject),
		getAll: getAll(subject),
		update: update(subject),
		upsert: upsert(subject),
	};
}
