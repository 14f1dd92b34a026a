/** Relations of one item to records that exist already. */
import { ServiceNowError } from '../../errors.mts';
import { isObject } from '../../http/content/body.mts';
import type { Store } from '../../types.mts';
import { putRelation, relationType } from '../identifyReconcile/relations.mts';

export interface Relation {
	direction: 'outbound' | 'inbound';
	/** The id or the name of a relation type. */
	type: string;
	target: string;
}

function listed(value: unknown, direction: Relation['direction']): Relation[] {
	if (!Array.isArray(value)) return [];
	return value.filter(isObject).map(({ type, target }) => ({ direction, type: String(type), target: String(target) }));
}

export function relationsIn(body: Record<string, unknown>): Relation[] {
	return [...listed(body.outbound_relations, 'outbound'), ...listed(body.inbound_relations, 'inbound')];
}

/** The documentation shows the bare failure of the platform's script for a target that is not there. */
const badTarget = () =>
	new ServiceNowError(
		500,
		'Exception while executing request: null',
		'Check logs for error trace or enable glide.rest.debug property to verify REST request processing',
	);

export function addRelations(store: Store, item: string, relations: readonly Relation[]): void {
	for (const { direction, type, target } of relations) {
		const known = store.one('cmdb_rel_type', { sys_id: type })?.sys_id ?? relationType(store, type);
		if (known === undefined || !store.one('cmdb', { sys_id: target })) throw badTarget();
		const ends = direction === 'outbound' ? { parent: item, child: target } : { parent: target, child: item };
		putRelation(store, { ...ends, type: known }, true);
	}
}
