/** A column of a table, as its dictionary row tells. */
export interface Column {
	/** Technical name: `short_description`. */
	element: string;
	label: string;
	/** `sys_dictionary.internal_type`. */
	type: string;
	/** Target table of a reference, otherwise ''. */
	reference: string;
	mandatory: boolean;
	readOnly: boolean;
	/** Choices of a column whose values are a closed list, in display order. */
	choices: Choice[];
}

export interface Choice {
	value: string;
	label: string;
}

interface DictionaryRow extends Record<string, unknown> {
	name?: unknown;
	element?: unknown;
}

/** Filled by the platform itself; writing them has no effect. */
const SYSTEM = /^sys_(id|created_on|created_by|updated_on|updated_by|mod_count|tags|class_name|domain|domain_path)$/;

/**
 * Columns of a table from the dictionary rows of its whole class chain. `chain` goes from the table to its root; the row of the
 * table closest to it wins.
 */
export function columnsOf(
	chain: string[],
	dictionary: DictionaryRow[],
	choices: Array<Record<string, unknown>>,
): Column[] {
	const closest = new Map<string, DictionaryRow>();
	for (const table of [...chain].reverse()) {
		for (const row of dictionary)
			if (row.name === table && text(row.element) !== '') closest.set(text(row.element), row);
	}
	const choicesByElement = closestChoices(chain, choices);
	return [...closest.values()].map((row) => columnOf(row, choicesByElement.get(text(row.element)) ?? [])).sort(byLabel);
}

/** Whether a value can be written to the column at all. */
export function isWritable({ element, readOnly }: Column): boolean {
	return !readOnly && !SYSTEM.test(element);
}

function columnOf(row: DictionaryRow, choices: Choice[]): Column {
	const element = text(row.element);
	// 2 is "suggestion": other values may be typed.
	const closed = text(row.choice) === '1' || text(row.choice) === '3';
	return {
		element,
		label: text(row.column_label) || element,
		type: text(row.internal_type),
		reference: text(row.reference),
		mandatory: row.mandatory === 'true',
		readOnly: row.read_only === 'true',
		choices: closed ? choices : [],
	};
}

/** Choices are inherited like columns: those of the closest table that has any. */
function closestChoices(chain: string[], rows: Array<Record<string, unknown>>): Map<string, Choice[]> {
	const result = new Map<string, Choice[]>();
	for (const table of [...chain].reverse()) {
		const own = new Map<string, Choice[]>();
		for (const row of rows) {
			if (row.name !== table) continue;
			const list = own.get(text(row.element)) ?? [];
			// The same value stands once for each category it depends on.
			if (!list.some(({ value }) => value === text(row.value)))
				list.push({ value: text(row.value), label: text(row.label) });
			own.set(text(row.element), list);
		}
		for (const [element, list] of own) result.set(element, list);
	}
	return result;
}

function byLabel(a: Column, b: Column): number {
	return a.label.localeCompare(b.label) || a.element.localeCompare(b.element);
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
