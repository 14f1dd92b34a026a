/** What a request asks for: its query, and besides it pairs in which display values are understood (`?state=closed&assigned_to=john.smith`). */
import type { Column, QueryOptions } from '../../types.mts';
import { hasChoices, isReference } from '../columnTypes.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import type { Clause, FieldTerm, Query } from '../query/ast.mts';
import { parseQuery } from '../query/parse.mts';

function referenced(engine: Engine, column: Column, value: string): string[] {
	const { schema, database } = engine;
	if (value === '' || !schema.exists(column.reference)) return [value];
	const names = [schema.displayColumn(column.reference), 'user_name'].filter((name) =>
		schema.column(column.reference, name),
	);
	const key = quote(column.reference_key || 'sys_id');
	const match = names.map((name) => `${quote(name)} = ?`).join(' OR ');
	const sql = `SELECT ${key} AS id FROM ${schema.source(column.reference)} WHERE ${match}`;
	return [
		value,
		...database
			.all(
				sql,
				names.map(() => value),
			)
			.map(({ id = '' }) => id),
	];
}

function alternatives(engine: Engine, table: string, field: string, value: string): string[] {
	const column = engine.schema.column(table, field);
	if (!column) return [value];
	if (isReference(column)) return referenced(engine, column, value);
	if (!hasChoices(column)) return [value];
	const choice = engine.schema.choices(table, field).find(({ label }) => label.toLowerCase() === value.toLowerCase());
	return choice ? [value, choice.value] : [value];
}

const term = (field: string, value: string): FieldTerm => ({ kind: 'field', field, operator: '=', value });

type Asked = Pick<QueryOptions, 'query' | 'pairs'>;

export function askedQuery(engine: Engine, table: string, { query, pairs = [] }: Asked): Query {
	const parsed = parseQuery(query);
	const clauses: Clause[] = pairs.map(([field, value]) =>
		[...new Set(alternatives(engine, table, field, value))].map((candidate) => term(field, candidate)),
	);
	return { ...parsed, groups: parsed.groups.map((group) => [...group, ...clauses]) };
}
