/**
 * n8n stores a run in the "flatted" form: one flat list in which objects and lists hold the positions of their members
 * as strings, so that shared and circular parts survive. Position 0 is the whole.
 */
export function parseFlatted(text: string): unknown {
	const list: unknown = JSON.parse(text);
	if (!Array.isArray(list)) throw new Error('Not a flatted document: no list at the top.');
	const entries: unknown[] = list;
	const done = new Map<number, unknown>();

	const resolve = (position: number): unknown => {
		if (done.has(position)) return done.get(position);
		const entry = entries[position];
		if (typeof entry !== 'object' || entry === null) return entry;
		// Remembered before its members are looked at: they may lead back here.
		const whole = Array.isArray(entry) ? [] : {};
		done.set(position, whole);
		for (const [key, member] of Object.entries(entry)) {
			const value: unknown = typeof member === 'string' ? resolve(Number(member)) : member;
			// An assignment would go astray at a key such as __proto__.
			Object.defineProperty(whole, key, { value, enumerable: true, configurable: true, writable: true });
		}
		return whole;
	};
	return resolve(0);
}
