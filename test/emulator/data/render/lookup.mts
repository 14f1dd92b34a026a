import type { Row, Store } from '../../types.mts';

/** A record of another table by one of its columns; each is read once per answer. */
export type Lookup = (table: string, key: string, value: string) => Row | undefined;

export function createLookup(store: Store): Lookup {
	const known = new Map<string, Row | undefined>();
	return (table, key, value) => {
		const name = `${table}/${key}/${value}`;
		if (!known.has(name)) known.set(name, value === '' ? undefined : store.one(table, { [key]: value }));
		return known.get(name);
	};
}
