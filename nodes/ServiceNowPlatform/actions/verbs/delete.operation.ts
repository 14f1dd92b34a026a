import { apiPath } from '../../domain/api/request';
import { findSysId } from '../../domain/records/lookup';
import { bare } from '../../properties/pickers/locator';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';

export function deleteRecord(subject: Subject): Operation {
	return {
		option: {
			name: 'Delete',
			description: `Delete ${subject.kind.one} permanently`,
			action: `Delete ${bare(subject.kind)}`,
		},
		properties: recordProperties(subject),
		lane: recordLane(subject),
		*run(item) {
			const { table, key } = recordOfSubject(subject, item);
			const sys_id = yield* findSysId(table, key);
			yield { method: 'DELETE', path: apiPath`/api/now/table/${table}/${sys_id}` };
			return [{ deleted: true, sys_id }];
		},
	};
}
