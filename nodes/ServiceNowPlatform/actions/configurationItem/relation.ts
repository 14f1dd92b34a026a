import type { INodeProperties } from 'n8n-workflow';
import { type ConfigurationItem, itemNamed, ROOT_CLASS } from '../../domain/cmdb/configurationItem';
import { sysIdOf } from '../../domain/records/lookup';
import { type Direction, endsOf, RELATION_TYPES, type RelationEnds } from '../../domain/cmdb/relations';
import type { Steps } from '../../domain/api/request';
import { directionOf, relationFields } from './properties';
import { RELATED_ITEM, RELATION_TYPE } from '../../properties/pickers/kinds';
import { resolveLocator } from '../../properties/pickers/locator';
import type { Parameters } from '../../properties/item/parameters';
import { recordOfSubject, recordProperties, type Subject } from '../../properties/pickers/subject';

export interface NamedRelation {
	item: ConfigurationItem;
	direction: Direction;
	/** The row that joins the two, as long as it is there. */
	ends: RelationEnds;
	/** The item at the other end. */
	target: string;
}

export function relationProperties(subject: Subject): INodeProperties[] {
	return [...recordProperties(subject), ...relationFields];
}

/** Everything is read before anything is sent. */
export function* relationNamed(subject: Subject, parameters: Parameters): Steps<NamedRelation> {
	const { table, key } = recordOfSubject(subject, parameters);
	const direction = directionOf(parameters.raw('direction'));
	const typeKey = resolveLocator(parameters, RELATION_TYPE, 'relationType');
	const targetKey = resolveLocator(parameters, RELATED_ITEM, 'target');
	const item = yield* itemNamed(table, key);
	const type = yield* sysIdOf(RELATION_TYPES, typeKey);
	const { sys_id: target } = yield* itemNamed(ROOT_CLASS, targetKey);
	return { item, direction, target, ends: endsOf(direction, item.sys_id, target, type) };
}

/** Items that name the same relation go one after the other, so that the second finds what the first has made. */
export function relationLane(subject: Subject): (parameters: Parameters) => string {
	return (parameters) => {
		const { key } = recordOfSubject(subject, parameters);
		const others = [
			resolveLocator(parameters, RELATION_TYPE, 'relationType'),
			resolveLocator(parameters, RELATED_ITEM, 'target'),
		];
		return JSON.stringify([key, parameters.raw('direction'), ...others]).toLowerCase();
	};
}
