import { type Json, text } from '../api/json';
import { type Choice, closestChoices } from './choices';
import { type ColumnFamily, familyOf } from './columnTypes';
import { chainOf, REFERENCE } from './dictionary';

/** A column of a table, as the dictionary tells. */
export interface Column {
	/** Technical name: `short_description`. */
	element: string;
	label: string;
	/** The table of the class chain that defines it. */
	table: string;
	/** `sys_dictionary.internal_type`. */
	type: string;
	family: ColumnFamily;
	/** How it uses `sys_choice`: 1 and 3 as a closed list, 2 as suggestions; 0 or '' not at all. */
	choice: string;
	/** Column whose value decides which choices there are, or ''. */
	dependent: string;
	maxLength: number | undefined;
	/** Table that a reference or list leads to, otherwise ''. */
	reference: string;
	/** That table and, where they were asked for, its parent classes, closest first. */
	targets: string[];
	/** Column of that table whose value is stored. */
	key: string;
	mandatory: boolean;
	readOnly: boolean;
	/** Records of the table are known by it. */
	display: boolean;
	/** As it is stored: a value, or a script that makes one. */
	defaultValue: string;
	/** In display order; of columns without choices there are none. */
	choices: Choice[];
	/** No other values than the choices can be given. */
	closed: boolean;
}

/** Filled by the platform itself; writing them has no effect. */
export const SYSTEM =
	/^sys_(id|created_on|created_by|updated_on|updated_by|mod_count|tags|class_name|domain|domain_path)$/;

/** What a class may change of a column that it inherits; a flag beside each says that it does. */
const CHANGEABLE = ['mandatory', 'read_only', 'display', 'default_value'];

/**
 * Columns of a table from the dictionary rows of its whole class chain, by label. `chain` goes from the table to its root; what is said
 * closest to the table wins, in rows, overrides and choices alike.
 */
export function columnsOf(chain: string[], dictionary: Json[], choices: Json[] = [], overrides: Json[] = []): Column[] {
	const closest = new Map<string, Json>();
	for (const table of [...chain].reverse()) {
		for (const row of dictionary)
			if (row.name === table && text(row.element) !== '') closest.set(text(row.element), row);
		for (const row of overrides) {
			const known = closest.get(text(row.element));
			if (row.name === table && known !== undefined) closest.set(text(row.element), overridden(known, row));
		}
	}
	const choicesByElement = closestChoices(chain, choices);
	return [...closest.values()].map((row) => columnOf(row, choicesByElement.get(text(row.element)) ?? [])).sort(byLabel);
}

/** Whether a column that uses choices so takes no other value. */
export function isClosed(choice: string): boolean {
	return choice === '1' || choice === '3';
}

/** Whether a value can be written to the column at all. */
export function isWritable({ element, readOnly }: Column): boolean {
	return !readOnly && !SYSTEM.test(element);
}

/** The column by which records of the table are known: that of the closest class. */
export function displayOf(chain: string[], columns: Column[]): string | undefined {
	const shown = columns.filter(({ display }) => display);
	return chain.map((table) => shown.find((column) => column.table === table)).find((column) => column)?.element;
}

function overridden(column: Json, override: Json): Json {
	const changed = CHANGEABLE.filter((property) => override[`${property}_override`] === 'true');
	return { ...column, ...Object.fromEntries(changed.map((property) => [property, override[property]])) };
}

function columnOf(row: Json, choices: Choice[]): Column {
	const element = text(row.element);
	const [length, type, reference] = [text(row.max_length), text(row.internal_type), text(row.reference)];
	return {
		element,
		label: text(row.column_label) || element,
		table: text(row.name),
		type,
		family: familyOf(type, text(row.choice)),
		choice: text(row.choice),
		dependent: text(row.dependent),
		maxLength: length === '' || !Number.isFinite(Number(length)) ? undefined : Number(length),
		reference,
		targets: reference === '' ? [] : chainOf(row, reference, REFERENCE),
		key: text(row.reference_key) || 'sys_id',
		mandatory: row.mandatory === 'true',
		readOnly: row.read_only === 'true',
		display: row.display === 'true',
		defaultValue: text(row.default_value),
		choices,
		// 2 is "suggestion": other values may be typed.
		closed: choices.length > 0 && isClosed(text(row.choice)),
	};
}

function byLabel(a: Column, b: Column): number {
	return a.label.localeCompare(b.label) || a.element.localeCompare(b.element);
}
