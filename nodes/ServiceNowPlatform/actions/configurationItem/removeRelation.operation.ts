import { apiPath } from '../../domain/api/request';
import { RELATIONS } from '../../domain/cmdb/relations';
import { findLinks } from '../../domain/records/links';
import type { Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { relationLane, resolveRelation, relationProperties } from './relation';

export function removeRelation(subject: Subject): Operation {
	return {
		option: {
			name: 'Remove Relation',
			description: 'Take a relation away from a configuration item; nothing changes where there is none',
			action: 'Remove relation from configuration item',
		},
		properties: relationProperties(subject),
		lane: relationLane(subject),
		*run(item) {
			const { ci, ends } = yield* resolveRelation(subject, item);
			const rows = yield* findLinks(RELATIONS, ends);
			for (const { sys_id } of rows) {
				const path = apiPath`/api/now/cmdb/instance/${ci.className}/${ci.sys_id}/relation/${String(sys_id)}`;
				yield { method: 'DELETE', path };
			}
			return [{ ...ends, removed: rows.length > 0 }];
		},
	};
}
