/** A database view as SQL, and its columns: those of its tables, each with the prefix of its table. */
import type { Column } from '../../types.mts';
import { quote } from '../database.mts';
import type { View, ViewPart } from './read.mts';
import { whereSql } from './whereClause.mts';

/** What of the schema a view is made of. */
export interface Tables {
	columns(table: string): ReadonlyMap<string, Column>;
	descendants(table: string): string[];
	root(table: string): string;
	source(table: string): string;
}

/** Where a column of a view comes from. */
export interface Origin {
	table: string;
	element: string;
}

const shownName = ({ prefix }: ViewPart, element: string): string => `${prefix}_${element}`;

function elementsOf(tables: Tables, { table, fields }: ViewPart): string[] {
	const elements = [...tables.columns(table).keys()];
	return fields.length > 0 ? elements.filter((element) => fields.includes(element)) : elements;
}

export function viewColumns(tables: Tables, view: View): Map<string, Column> {
	const columns = new Map<string, Column>();
	for (const part of view.parts) {
		const own = tables.columns(part.table);
		for (const element of elementsOf(tables, part)) {
			const column = own.get(element);
			if (!column) continue;
			const name = shownName(part, element);
			const dependent = column.dependent && shownName(part, column.dependent);
			columns.set(name, { ...column, element: name, table: view.name, dependent, unique: false });
		}
	}
	return columns;
}

export function viewOrigins(tables: Tables, view: View): Map<string, Origin> {
	return new Map(
		view.parts.flatMap((part) =>
			elementsOf(tables, part).map((element) => [shownName(part, element), { table: part.table, element }] as const),
		),
	);
}

/** The sys_ids of the rows that a row is made of, which the view itself need not show. */
const keyOf = (index: number): string => `__key${index}`;

export const keysOf = ({ parts }: View): string[] => parts.map((_part, index) => keyOf(index));

const alias = (index: number): string => `p${index}`;

/** An absent row of a left join has no values; empty is '' everywhere else. */
function value({ leftJoin }: ViewPart, index: number, element: string): string {
	const sql = `${alias(index)}.${quote(element)}`;
	return leftJoin ? `(COALESCE(${sql}, '') COLLATE NOCASE)` : sql;
}

function classCondition(tables: Tables, { table }: ViewPart, index: number): string {
	if (tables.root(table) === table) return '1';
	const names = tables.descendants(table).map((name) => `'${name}'`);
	return `${alias(index)}.sys_class_name IN (${names.join(', ')})`;
}

/** Words of a where clause that are no column of the view stand for themselves; a clause that cannot be read joins nothing. */
function joinCondition(tables: Tables, view: View, { where }: ViewPart): string {
	if (where.trim() === '') return '1';
	const columnOf = (name: string): string | undefined => {
		for (const [index, part] of view.parts.entries()) {
			const element = name.startsWith(`${part.prefix}_`) ? name.slice(part.prefix.length + 1) : '';
			if (elementsOf(tables, part).includes(element)) return `${alias(index)}.${quote(element)}`;
		}
		return undefined;
	};
	const sql = whereSql(where, columnOf);
	return sql === undefined ? '0' : `(${sql})`;
}

export function viewSource(tables: Tables, view: View): string {
	const columns = view.parts.flatMap((part, index) => [
		...elementsOf(tables, part).map(
			(element) => `${value(part, index, element)} AS ${quote(shownName(part, element))}`,
		),
		`${value(part, index, 'sys_id')} AS ${quote(keyOf(index))}`,
	]);
	const conditions: string[] = [];
	const joins = view.parts.map((part, index) => {
		const condition = `${classCondition(tables, part, index)} AND ${joinCondition(tables, view, part)}`;
		const table = `${tables.source(part.table)} AS ${alias(index)}`;
		if (index > 0 && part.leftJoin) return ` LEFT JOIN ${table} ON ${condition}`;
		conditions.push(condition);
		return `${index > 0 ? ' JOIN ' : ''}${table}`;
	});
	return `(SELECT ${columns.join(', ')} FROM ${joins.join('')} WHERE ${conditions.join(' AND ')})`;
}
