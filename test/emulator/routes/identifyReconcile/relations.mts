/** Relations between the items of a payload. */
import type { Store } from '../../types.mts';
import { isFailed, UNKNOWN } from './outcome.mts';
import type { Outcome, Problem } from './outcome.mts';
import type { RelationInput } from './payload.mts';

export const relationType = (store: Store, name: string): string | undefined =>
	store.one('cmdb_rel_type', { name })?.sys_id;

interface Ends {
	parent: string;
	child: string;
	type: string;
}

function problemOf(store: Store, relation: RelationInput, places: ReadonlyMap<number, Outcome>): Problem | undefined {
	const [parent, child] = [places.get(relation.parent), places.get(relation.child)];
	if (!parent || !child) {
		return { error: 'INVALID_INPUT_DATA', message: 'Relation refers to an item that is not in the payload' };
	}
	if (relationType(store, relation.type) === undefined) {
		const message =
			`No such relationship with name [${relation.type}] exist in table [cmdb_rel_type]. If out-of-box relationship ` +
			`for [${relation.type}] has been removed or renamed, it should be restored`;
		return { error: 'INVALID_INPUT_DATA', message };
	}
	return isFailed(parent) || isFailed(child)
		? { error: 'ABANDONED', message: 'Relation abandoned because of errors in its items' }
		: undefined;
}

/** Also for callers that name existing records. */
export function putRelation(store: Store, { parent, child, type }: Ends, write: boolean): 'INSERT' | 'NO_CHANGE' {
	const isNew = parent === UNKNOWN || child === UNKNOWN;
	if (!isNew && store.one('cmdb_rel_ci', { parent, child, type })) return 'NO_CHANGE';
	if (write) store.insert(store.system, 'cmdb_rel_ci', { parent, child, type });
	return 'INSERT';
}

export function relate(
	store: Store,
	relations: readonly RelationInput[],
	places: ReadonlyMap<number, Outcome>,
	write: boolean,
): object[] {
	return relations.map((relation, index) => {
		const problem = problemOf(store, relation, places);
		const ends = {
			parent: places.get(relation.parent)?.sysId ?? UNKNOWN,
			child: places.get(relation.child)?.sysId ?? UNKNOWN,
			type: relationType(store, relation.type) ?? '',
		};
		return {
			className: 'cmdb_rel_ci',
			operation: problem ? 'INSERT_AS_INCOMPLETE' : putRelation(store, ends, write),
			...(problem && { errors: [problem] }),
			markers: [],
			inputIndices: [index],
			mergedPayloadIds: [],
			errorCount: problem ? 1 : 0,
		};
	});
}
