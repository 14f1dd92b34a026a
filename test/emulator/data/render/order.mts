/** The order in which Java's HashMap yields these keys: the platform's records come so, not in dictionary order. */
export function hashOrder<T>(entries: readonly T[], keyOf: (entry: T) => string): T[] {
	const wanted = Math.max(16, entries.length / 0.75);
	const buckets = 2 ** Math.ceil(Math.log2(wanted));
	const bucket = (key: string): number => {
		let hash = 0;
		for (let index = 0; index < key.length; index += 1) hash = (Math.imul(31, hash) + key.charCodeAt(index)) | 0;
		return (hash ^ (hash >>> 16)) & (buckets - 1);
	};
	return [...entries].sort((a, b) => bucket(keyOf(a)) - bucket(keyOf(b)));
}
