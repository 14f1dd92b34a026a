/** Holds an answer against a documented one: the same keys all the way down, with values of the same kind. */

const kindOf = (value: unknown): string => {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
};

const isRecord = (value: unknown): value is Record<string, unknown> => kindOf(value) === 'object';

/** What is empty says nothing about what would be in it: a missing text, a reference to nobody. */
const isEmpty = (value: unknown): boolean => value === null || value === '';

function comparable(actual: unknown, documented: unknown): boolean {
	const kinds = [kindOf(actual), kindOf(documented)];
	if (kinds[0] === kinds[1]) return true;
	const mayBeEmpty = kinds.every((kind) => ['null', 'string', 'object'].includes(kind));
	return mayBeEmpty && (isEmpty(actual) || isEmpty(documented));
}

/** Every entry of a list is held against the documented entry of its place, or the last one. */
function listDifferences(actual: unknown[], documented: unknown[], path: string): string[] {
	if (documented.length === 0) return [];
	if (actual.length === 0) return [`${path} is empty`];
	return actual.flatMap((value, index) =>
		differences(value, documented[Math.min(index, documented.length - 1)], `${path}[${index}]`),
	);
}

/** Where the answer differs, as `.result[0].number: string instead of number`. Keys besides the documented ones are no difference. */
export function differences(actual: unknown, documented: unknown, path = ''): string[] {
	if (!comparable(actual, documented)) return [`${path}: ${kindOf(actual)} instead of ${kindOf(documented)}`];
	if (Array.isArray(actual) && Array.isArray(documented)) return listDifferences(actual, documented, path);
	if (!isRecord(actual) || !isRecord(documented)) return [];
	return Object.entries(documented).flatMap(([key, value]) =>
		key in actual ? differences(actual[key], value, `${path}.${key}`) : [`${path}.${key} is missing`],
	);
}

/** Keys that hold one of many names (`variables` by label, `headers` by name) are left out with `except`. */
export function expectKeys(actual: unknown, documented: unknown, except: readonly string[] = []): void {
	const found = differences(actual, documented).filter(
		(difference) => !except.some((key) => difference.startsWith(`.${key}.`) || difference.includes(`].${key}.`)),
	);
	expect(found).toEqual([]);
}
