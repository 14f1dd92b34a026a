/** The values of an item as they are stored: names of referenced records become their ids, unknown names are dropped. */
import { isReference } from '../../data/columnTypes.mts';
import type { Column, Row, Store } from '../../types.mts';

const SYS_ID = /^[0-9a-f]{32}$/i;

function referenced(store: Store, { reference }: Column, value: string): string {
	if (value === '' || SYS_ID.test(value) || !store.schema.exists(reference)) return value;
	const found = store.find(reference, { [store.schema.displayColumn(reference)]: value });
	return found.length === 1 ? (found[0]?.sys_id ?? '') : '';
}

/** Only the identification decides on the class, and only the source of the call is the source. */
const DECIDED = new Set(['sys_class_name', 'sys_id', 'discovery_source', 'first_discovered', 'last_discovered']);

export function storable(store: Store, className: string, values: Row): Row {
	return Object.fromEntries(
		Object.entries(values).flatMap(([name, value]): Array<[string, string]> => {
			const column = DECIDED.has(name) ? undefined : store.schema.column(className, name);
			return column ? [[name, isReference(column) ? referenced(store, column, value) : value]] : [];
		}),
	);
}
