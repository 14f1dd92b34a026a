import type { Subject } from '../../properties/pickers/subject';
import type { Operation, TableVerb } from '../operation';
import { create } from './create.operation';
import { deleteRecord } from './delete.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';
import { update } from './update.operation';
import { upsert } from './upsert.operation';

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
