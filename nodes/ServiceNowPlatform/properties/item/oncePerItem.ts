import type { Item } from './item';

/** Reads for each item only once what is needed in two places: its lane and its requests name the same record. */
export function oncePerItem<Result>(read: (item: Item) => Result): (item: Item) => Result {
	const known = new WeakMap<Item, { result: Result }>();
	return (item) => {
		const { result } = known.get(item) ?? { result: read(item) };
		known.set(item, { result });
		return result;
	};
}
