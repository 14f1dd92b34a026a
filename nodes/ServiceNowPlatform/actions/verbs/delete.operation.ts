import { sysIdOf } from '../../domain/records/lookup';
import { apiPath } from '../../domain/api/request';
import type { Operation } from '../operation';
import { recordLane, recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

export function deleteRecord(subject: Subject): Operation {
	return {
		option: {
			name: 'Delete',
			description: `Delete ${subject.kind.one} for ever`,
			action: `Delete ${subject.kind.one}`,
		},
		properties: recordProperties(subject),
		lane: recordLane(subject),
		*run(parameters) {
			const { table, key } = recordOfSubject(subject, parameters);
			const sys_id = yield* sysIdOf(table, key);
			yield { method: 'DELETE', path: apiPath`/api/now/table/${table}/${sys_id}` };
			return [{ deleted: true, sys_id }];
		},
	};
}
