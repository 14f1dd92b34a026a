/** Records that hang on an item without saying what it is, and references from one item of the payload to another. */
import type { Row, Store } from '../../types.mts';
import { isFailed } from './outcome.mts';
import type { Outcome } from './outcome.mts';
import type { Reference, Related } from './payload.mts';
import { ruleOf } from './rules.mts';
import { storable } from './values.mts';

function relatedRule(store: Store, className: string, table: string): Row | undefined {
	const identifier = ruleOf(store, className)?.row.sys_id ?? '';
	return store
		.find('cmdb_related_entry', { identifier, active: 'true' })
		.find((rule) => store.schema.chain(table).includes(rule.table ?? ''));
}

/** Which tables may hang on a class is told by records; what no record names is passed over. */
function writeRelated(store: Store, { item, sysId }: Outcome, { className, values }: Related): void {
	const rule = relatedRule(store, item.className, className);
	if (!rule) return;
	const row: Row = { ...storable(store, className, values), [rule.referenced_field ?? '']: sysId };
	const names = [rule.referenced_field ?? '', ...(rule.attributes ?? '').split(',').filter(Boolean)];
	const known = store.one(className, Object.fromEntries(names.map((name) => [name, row[name] ?? ''])));
	if (known) store.update(store.system, className, known.sys_id ?? '', row);
	else store.insert(store.system, className, row);
}

/** `referenceItems`: the field of one item holds the id of another. */
function writeReference(store: Store, { by, to, field }: Reference, places: ReadonlyMap<number, Outcome>): void {
	const [from, target] = [places.get(by), places.get(to)];
	if (!from || !target || isFailed(from) || isFailed(target)) return;
	if (store.schema.column(from.item.className, field)) {
		store.update(store.system, from.item.className, from.sysId, { [field]: target.sysId });
	}
}

export function writeBelongings(
	store: Store,
	outcomes: readonly Outcome[],
	references: readonly Reference[],
	places: ReadonlyMap<number, Outcome>,
): void {
	for (const outcome of outcomes.filter((each) => !isFailed(each)))
		for (const related of outcome.item.related) writeRelated(store, outcome, related);
	for (const reference of references) writeReference(store, reference, places);
}
