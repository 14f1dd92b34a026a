import type { INodeProperties } from 'n8n-workflow';
import type { Steps } from '../../domain/api/request';
import { type ConfigurationItem, findItem, ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import { type Direction, endsOf, RELATION_TYPES, type RelationEnds } from '../../domain/cmdb/relations';
import { findSysId, type RecordKey } from '../../domain/records/lookup';
import type { Item } from '../../properties/item/item';
import { oncePerItem } from '../../properties/item/oncePerItem';
import { RELATED_ITEM, RELATION_TYPE } from '../../properties/pickers/kinds';
import { resolveLocator } from '../../properties/pickers/locator';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';
import { directionOf, relationFields } from './properties';

export interface NamedRelation {
	ci: ConfigurationItem;
	direction: Direction;
	/** The row that joins the two, as long as it is there. */
	ends: RelationEnds;
	/** The item at the other end. */
	target: string;
}

export function relationProperties(subject: Subject): INodeProperties[] {
	return [...recordProperties(subject), ...relationFields];
}

const typeAndTarget = oncePerItem((item): [type: RecordKey, target: RecordKey] => [
	resolveLocator(item, RELATION_TYPE, 'relationType'),
	resolveLocator(item, RELATED_ITEM, 'target'),
]);

/** Everything is read before anything is sent. */
export function* resolveRelation(subject: Subject, item: Item): Steps<NamedRelation> {
	const { table, key } = recordOfSubject(subject, item);
	const direction = directionOf(item.raw('direction'));
	const [typeKey, targetKey] = typeAndTarget(item);
	const ci = yield* findItem(table, key);
	const type = yield* findSysId(RELATION_TYPES, typeKey);
	const { sys_id: target } = yield* findItem(ROOT_CLASS, targetKey);
	return { ci, direction, target, ends: endsOf(direction, ci.sys_id, target, type) };
}

/** Items that name the same relation go one after the other, so that the second finds what the first has made. */
export function relationLane(subject: Subject): (item: Item) => string {
	return (item) => {
		const { key } = recordOfSubject(subject, item);
		return JSON.stringify([key, item.raw('direction'), ...typeAndTarget(item)]).toLowerCase();
	};
}
