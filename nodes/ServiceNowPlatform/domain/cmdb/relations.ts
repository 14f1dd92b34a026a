import { encoded } from '../encodedQuery';
import { type Json, text } from '../api/json';
import { listRequest } from '../api/listRequest';
import { isObject, objectsIn, recordsOf, type Steps } from '../api/request';

/** Which end of its relations an item is: the parent of outbound ones, the child of inbound ones. */
export type Direction = 'outbound' | 'inbound';

export const RELATIONS = 'cmdb_rel_ci';
export const RELATION_TYPES = 'cmdb_rel_type';

/** The columns of a relation's row. */
export interface RelationEnds extends Record<string, string> {
	parent: string;
	child: string;
	type: string;
}

/** One relation of an item, as the node puts it out. */
export interface Relation {
	sys_id: string;
	/** Both ways to read it: `Depends on::Used by`. */
	type: string;
	type_sys_id: string;
	/** Name of the item at the other end. */
	target: string;
	target_sys_id: string;
	/** Its class; '' where it is not known. */
	target_class: string;
}

export function endsOf(direction: Direction, item: string, target: string, type: string): RelationEnds {
	return direction === 'outbound' ? { parent: item, child: target, type } : { parent: target, child: item, type };
}

/** The relations of one direction in an Instance API answer. */
export function relationsOf(result: Json, direction: Direction): Relation[] {
	return objectsIn(result[`${direction}_relations`]).map(({ sys_id, type, target }) => {
		const [kind, other] = [reference(type), reference(target)];
		return {
			sys_id: text(sys_id),
			type: kind.display_value,
			type_sys_id: kind.value,
			target: other.display_value,
			target_sys_id: other.value,
			target_class: '',
		};
	});
}

/** Ids in one query; longer ones are slow to read for the instance. */
const IDS = 200;

/** The answer of the Instance API does not tell the classes of the related items. */
export function* addClasses(relations: Relation[]): Steps<Relation[]> {
	const ids = [...new Set(relations.map(({ target_sys_id }) => target_sys_id))].filter((id) => id !== '');
	const classes = new Map<unknown, string>();
	for (let start = 0; start < ids.length; start += IDS) {
		const rows = yield* readRows('cmdb_ci', ids.slice(start, start + IDS), ['sys_id', 'sys_class_name']);
		for (const { sys_id, sys_class_name } of rows) classes.set(sys_id, text(sys_class_name));
	}
	return relations.map((relation) => ({ ...relation, target_class: classes.get(relation.target_sys_id) ?? '' }));
}

/** The rows with these ids that the user may see. */
export function* readRows(table: string, ids: string[], columns: string[]): Steps<Json[]> {
	if (ids.length === 0) return [];
	return recordsOf(yield listRequest(table, encoded`sys_idIN${ids.join(',')}`, columns, ids.length));
}

function reference(content: unknown): { value: string; display_value: string } {
	if (!isObject(content)) return { value: text(content), display_value: '' };
	return { value: text(content.value), display_value: text(content.display_value) };
}
