/** Holds an answer against a documented one: the same keys all the way down, with values of the same kind. */

const kindOf = (value: unknown): string => {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
};

const isRecord = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';

/** Null stands for a missing text; what is empty on either side says nothing about what would be in it. */
function differences(actual: unknown, documented: unknown, path: string): string[] {
	const [left, right] = [kindOf(actual), kindOf(documented)];
	const isText = [left, right].every((kind) => kind === 'null' || kind === 'string');
	if (left !== right && !isText) return [`${path}: ${left} instead of ${right}`];
	if (Array.isArray(actual) && Array.isArray(documented)) {
		if (actual.length === 0 || documented.length === 0) return [];
		return differences(actual[0], documented[0], `${path}[0]`);
	}
	if (!isRecord(actual) || !isRecord(documented)) return [];
	return Object.entries(documented).flatMap(([key, value]) =>
		key in actual ? differences(actual[key], value, `${path}.${key}`) : [`${path}.${key} is missing`],
	);
}

/** Keys that hold one of many names (`variables` by label, `headers` by name) are left out with `except`. */
export function expectKeys(actual: unknown, documented: unknown, except: readonly string[] = []): void {
	const found = differences(actual, documented, '').filter(
		(difference) => !except.some((key) => difference.startsWith(`.${key}.`) || difference.includes(`].${key}.`)),
	);
	expect(found).toEqual([]);
}
