import { InputError } from '../failure/inputError';
import type { Column } from '../schema/columns';
import { IMPORT_SET_ROW } from './importSet';

/**
 * The keys by which insertMultiple knows the columns of a staging table: their labels, unless the instance has been told otherwise.
 * A name that is no column's may be a label already.
 *
 * @throws InputError when two columns of the table have the same label
 */
export function byLabel(columns: Column[], values: Record<string, string>): Record<string, string> {
	const own = columns.filter(({ table }) => table !== IMPORT_SET_ROW);
	return Object.fromEntries(Object.entries(values).map(([element, value]) => [labelOf(element, own), value]));
}

function labelOf(element: string, columns: Column[]): string {
	const label = columns.find((column) => column.element === element)?.label;
	if (label === undefined) return element;
	const same = columns.filter((column) => column.label === label);
	if (same.length < 2) return label;
	throw new InputError(
		'Fields',
		`The columns ${same.map((column) => column.element).join(' and ')} have the same label "${label}"`,
		'ServiceNow could not tell them apart. Give one another label, or have the instance take column names and choose them in the option Column Keys.',
	);
}
