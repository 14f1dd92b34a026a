/** Field names of a query, dot-walked ones included, as SQL columns of joined tables. */
import type { Column } from '../../types.mts';
import { isReference } from '../columnTypes.mts';
import { quote } from '../database.mts';
import type { LiveSchema } from '../schema.mts';

export interface Field {
	/** SQL of the value; never NULL, compares without case. */
	sql: string;
	column: Column;
	/** The table that the last step of the path stands on. */
	table: string;
}

interface Place {
	alias: string;
	table: string;
	joined: boolean;
}

export interface Scope {
	readonly table: string;
	readonly alias: string;
	field(path: string): Field | undefined;
	/** What text operators look at: the display value of a reference, else the value itself. */
	text(field: Field, path: string): Field;
	/** A name that no other table of the statement has. */
	nextAlias(): string;
	/** ` LEFT JOIN …` for all paths asked for so far. */
	joins(): string;
}

/** Display values that are references themselves are followed this far. */
const MAX_DISPLAY_DEPTH = 3;

export function createScope(schema: LiveSchema, table: string, nextAlias: () => string): Scope {
	const base: Place = { alias: nextAlias(), table, joined: false };
	const places = new Map<string, Place>();
	const joins: string[] = [];

	const column = (place: Place, element: string): Field | undefined => {
		const found = schema.column(place.table, element);
		if (!found) return undefined;
		const sql = `${place.alias}.${quote(element)}`;
		// An empty reference joins nothing and its columns are NULL; a function's result would lose the collation.
		return { sql: place.joined ? `(COALESCE(${sql}, '') COLLATE NOCASE)` : sql, column: found, table: place.table };
	};

	const join = (from: Place, path: string, element: string): Place | undefined => {
		const known = places.get(path);
		if (known) return known;
		const field = column(from, element);
		if (!field || !isReference(field.column) || !schema.exists(field.column.reference)) return undefined;
		const target = field.column.reference;
		const place: Place = { alias: nextAlias(), table: target, joined: true };
		const key = quote(field.column.reference_key || 'sys_id');
		joins.push(` LEFT JOIN ${schema.source(target)} AS ${place.alias} ON ${place.alias}.${key} = ${field.sql}`);
		places.set(path, place);
		return place;
	};

	const step = (from: Place, path: string, element: string): Place | undefined => {
		// `ref_incident.caller_id` on a task query reads a column of the record's own class.
		const cast = /^ref_(\w+)$/.exec(element)?.[1];
		if (cast && schema.descendants(from.table).includes(cast)) return { ...from, table: cast };
		return join(from, path, element);
	};

	const field = (path: string): Field | undefined => {
		const parts = path.split('.');
		let place: Place | undefined = base;
		for (let index = 0; place && index < parts.length - 1; index += 1) {
			place = step(place, parts.slice(0, index + 1).join('.'), parts[index] ?? '');
		}
		return place && column(place, parts.at(-1) ?? '');
	};

	const text = (start: Field, path: string): Field => {
		let current = start;
		let walked = path;
		for (let depth = 0; depth < MAX_DISPLAY_DEPTH && isReference(current.column); depth += 1) {
			walked = `${walked}.${schema.displayColumn(current.column.reference)}`;
			const next = field(walked);
			if (!next) return start;
			current = next;
		}
		return current;
	};

	return { table, alias: base.alias, field, text, nextAlias, joins: () => joins.join('') };
}
