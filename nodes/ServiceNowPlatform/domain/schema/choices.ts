type Row = Record<string, unknown>;

/**
 * Choices once each: an instance has a row for every language, and need not have one in every language. A label is that of the wanted
 * language, else the English one, else any.
 */
export function inOneLanguage(rows: Row[], wanted = 'en'): Row[] {
	const rank = ({ language }: Row) => [wanted, 'en', language].indexOf(language);
	const best = new Map<string, Row>();
	for (const row of rows) {
		const key = JSON.stringify([row.name, row.element, row.value, row.dependent_value]);
		const known = best.get(key);
		if (known === undefined || rank(row) < rank(known)) best.set(key, row);
	}
	const kept = new Set(best.values());
	return rows.filter((row) => kept.has(row));
}
