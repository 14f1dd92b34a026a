/** Payloads that were too thin to recognise an item by wait for more from the same source. */
import { isObject } from '../../http/content/body.mts';
import type { Row, Store } from '../../types.mts';
import type { Outcome } from './outcome.mts';
import { itemOf } from './payload.mts';
import type { Item } from './payload.mts';

export const PARTIAL = 'cmdb_ire_partial_payloads';

/** As it was sent, so that it can be read again as if it had just come in. */
export function kept({ className, values, internalId, lookup, settings, source }: Item): string {
	const sys_object_source_info = source ?? {};
	return JSON.stringify({ className, values, internal_id: internalId, lookup, settings, sys_object_source_info });
}

function itemIn({ payload = '' }: Row, index: number): Item | undefined {
	const parsed: unknown = JSON.parse(payload || 'null');
	return isObject(parsed) ? itemOf(parsed, index) : undefined;
}

/** What the new payload says wins; what only an old one says joins it. */
export function mergeKept(store: Store, outcome: Outcome): void {
	const { item } = outcome;
	const { source } = item;
	if (!source) return;
	for (const row of store.find(PARTIAL, {})) {
		const before = itemIn(row, item.index);
		const isSame =
			before?.source?.source_name === source.source_name &&
			before.source.source_native_key === source.source_native_key;
		if (!before || !isSame) continue;
		item.values = { ...before.values, ...item.values };
		if (item.lookup.length === 0) item.lookup = before.lookup;
		outcome.related = item.lookup.map(() => null);
		outcome.mergedIds.push(row.sys_id ?? '');
	}
}
