/** Which keys an answer has, worked out once for all of its records. */
import type { Column, Schema, Session, Store } from '../../types.mts';
import { isReference } from '../columnTypes.mts';
import { hashOrder } from './order.mts';

export interface Step {
	table: string;
	column: Column;
}

export interface Field {
	/** As it stands in the answer: `caller_id` or `caller_id.email`. */
	key: string;
	/** References to walk through, empty for a column of the record itself. */
	walk: Step[];
	table: string;
	column: Column;
}

/** undefined for names that do not exist: they are ignored, not reported. */
export function resolvePath(schema: Schema, table: string, key: string): Field | undefined {
	const parts = key.split('.');
	const walk: Step[] = [];
	let place = table;
	for (const element of parts.slice(0, -1)) {
		const column = schema.column(place, element);
		if (!column || !isReference(column) || !schema.exists(column.reference)) return undefined;
		walk.push({ table: place, column });
		place = column.reference;
	}
	const column = schema.column(place, parts.at(-1) ?? '');
	return column && { key, walk, table: place, column };
}

function ordered(schema: Schema, table: string, names: Iterable<string>): Field[] {
	const fields = [...new Set(names)].flatMap((key) => resolvePath(schema, table, key) ?? []);
	return hashOrder(fields, ({ key }) => key);
}

/** The schema hands out the same columns until the metadata changes. */
const whole = new WeakMap<ReadonlyMap<string, Column>, Field[]>();

function wholeRecord(schema: Schema, table: string): Field[] {
	const columns = schema.columns(table);
	const fields = whole.get(columns) ?? ordered(schema, table, columns.keys());
	whole.set(columns, fields);
	return fields;
}

export function planFields(store: Store, session: Session, table: string, wanted?: readonly string[]): Field[] {
	const fields = wanted ? ordered(store.schema, table, wanted) : wholeRecord(store.schema, table);
	return fields.filter(({ table: place, column }) => store.mayRead(session, place, column.element));
}

/** The columns of the record that rendering these fields looks at. */
export function neededColumns(schema: Schema, table: string, wanted: readonly string[]): string[] {
	return wanted.flatMap((key) => {
		const element = key.split('.')[0] ?? '';
		const dependent = schema.column(table, element)?.dependent;
		return dependent ? [element, dependent] : [element];
	});
}
