import { linksBetween } from '../../domain/records/links';
import { RELATIONS } from '../../domain/cmdb/relations';
import { apiPath } from '../../domain/api/request';
import type { Operation } from '../operation';
import type { Subject } from '../../properties/pickers/subject';
import { relationLane, relationNamed, relationProperties } from './relation';

export function removeRelation(subject: Subject): Operation {
	return {
		option: {
			name: 'Remove Relation',
			description: 'Take a relation away from a configuration item; nothing changes where there is none',
			action: 'Remove a relation from a configuration item',
		},
		properties: relationProperties(subject),
		lane: relationLane(subject),
		*run(parameters) {
			const { item, ends } = yield* relationNamed(subject, parameters);
			const rows = yield* linksBetween(RELATIONS, ends);
			for (const { sys_id } of rows) {
				const path = apiPath`/api/now/cmdb/instance/${item.className}/${item.sys_id}/relation/${String(sys_id)}`;
				yield { method: 'DELETE', path };
			}
			return [{ ...ends, removed: rows.length > 0 }];
		},
	};
}
