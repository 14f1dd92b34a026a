import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, type ApiRequest, attempt, recordOf, type Steps } from '../../domain/api/request';
import { RELATIONS, relationsOf } from '../../domain/cmdb/relations';
import { findLinks } from '../../domain/records/links';
import type { Subject } from '../../properties/pickers/subject';
import type { Operation } from '../operation';
import { dataSourceField, dataSourceOf } from './properties';
import { type NamedRelation, relationLane, resolveRelation, relationProperties } from './relation';

export function addRelation(subject: Subject): Operation {
	return {
		option: {
			name: 'Add Relation',
			description: 'Relate a configuration item to another; nothing changes where they are related that way already',
			action: 'Add relation to configuration item',
		},
		properties: [...relationProperties(subject), dataSourceField],
		lane: relationLane(subject),
		*run(item) {
			const source = dataSourceOf(item);
			const relation = yield* resolveRelation(subject, item);
			const [known] = yield* findLinks(RELATIONS, relation.ends);
			const sys_id = known === undefined ? yield* createRelation(relation, source) : String(known.sys_id);
			return [{ ...relation.ends, sys_id, added: known === undefined }];
		},
	};
}

/** The sys_id of the relation, which is also looked for where it is not known what became of the request. */
function* createRelation({ ci, direction, ends, target }: NamedRelation, source: string): Steps<string> {
	const request: ApiRequest = {
		method: 'POST',
		path: apiPath`/api/now/cmdb/instance/${ci.className}/${ci.sys_id}/relation`,
		body: { [`${direction}_relations`]: [{ type: ends.type, target }], source },
	};
	const answer = yield* attempt(request);
	const made =
		answer instanceof ApiFailure
			? undefined
			: relationsOf(recordOf(answer), direction).find(
					({ target_sys_id, type_sys_id }) => target_sys_id === target && type_sys_id === ends.type,
				);
	if (made !== undefined) return made.sys_id;
	const [found] = yield* findLinks(RELATIONS, ends);
	if (found !== undefined) return String(found.sys_id);
	if (answer instanceof ApiFailure) throw answer;
	const { method, path } = request;
	const message = 'ServiceNow took the relation and did not store it';
	throw new ApiFailure({ kind: 'not-stored', message, method, path, body: answer.body });
}
