/** Counting, adding up and grouping in SQL. Empty values take no part in averages, sums and extremes. */
import { invalidTable, queryForbidden } from '../../errors.mts';
import type { AggregateFunction, AggregateGroup, AggregateOptions, AggregateTerm, Row } from '../../types.mts';
import { isDuration, isNumeric } from '../columnTypes.mts';
import { compileQuery } from '../query/compile.mts';
import type { Field, Scope } from '../query/scope.mts';
import { fromMillis } from '../time.mts';
import type { Caller } from './caller.mts';
import { askedQuery } from './pairs.mts';

const OPERATORS = new Set(['=', '!=', '<', '<=', '>', '>=']);

interface Names extends Caller {
	scope: Scope;
}

interface Expression {
	term: AggregateTerm;
	field: Field | undefined;
	sql: string;
}

function lookUp({ engine, session, scope }: Names, path: string): Field | undefined {
	const field = scope.field(path);
	if (field && !engine.acl.field(session, field.table, field.column.element, 'read')) throw queryForbidden();
	return field;
}

function numberOf({ sql, column }: Field): string {
	return isDuration(column.type)
		? `CAST(strftime('%s', NULLIF(${sql}, '')) AS REAL)`
		: `CAST(NULLIF(${sql}, '') AS REAL)`;
}

/** undefined where the field does not exist: the term is dropped, as in queries. */
function expression(names: Names, term: AggregateTerm): Expression | undefined {
	if (term.function === 'count') return { term, field: undefined, sql: 'COUNT(*)' };
	const field = lookUp(names, term.field);
	if (!field) return undefined;
	const extreme = term.function === 'min' || term.function === 'max';
	const operand = extreme && !isNumeric(field.column.type) ? `NULLIF(${field.sql}, '')` : numberOf(field);
	return { term, field, sql: `${term.function.toUpperCase()}(${operand})` };
}

/** Numbers leave as strings, averages with four decimals; spans of time in the form they are stored in. */
function text({ term, field }: Expression, value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	const number = Number(value);
	if (field && isDuration(field.column.type)) return fromMillis(number * 1000);
	return term.function === 'avg' ? number.toFixed(4) : String(Number(number.toFixed(4)));
}

function havingClause(names: Names, having: AggregateOptions['having']): { sql: string; params: string[] } {
	const parts = having.flatMap((condition) => {
		const found = OPERATORS.has(condition.operator) ? expression(names, condition) : undefined;
		return found ? [{ sql: `${found.sql} ${condition.operator} CAST(? AS REAL)`, value: condition.value }] : [];
	});
	const sql = parts.length > 0 ? ` HAVING ${parts.map((part) => part.sql).join(' AND ')}` : '';
	return { sql, params: parts.map(({ value }) => value) };
}

function orderClause(
	names: Names,
	orderBy: AggregateOptions['orderBy'],
	groups: ReadonlyArray<{ field: Field }>,
): string {
	const wanted = orderBy.flatMap(({ function: name, field, descending }) => {
		const term: { function: AggregateFunction; field: string } | undefined = name && { function: name, field };
		const sql = term ? expression(names, term)?.sql : lookUp(names, field)?.sql;
		return sql ? [`${sql}${descending ? ' DESC' : ''}`] : [];
	});
	const terms = [...wanted, ...groups.map(({ field }) => field.sql)];
	return terms.length > 0 ? ` ORDER BY ${terms.join(', ')}` : '';
}

export function aggregate({ engine, session }: Caller, table: string, options: AggregateOptions): AggregateGroup[] {
	if (!engine.schema.exists(table)) throw invalidTable(table);
	if (engine.acl.table(session, table, 'read') === 'deny') throw queryForbidden();
	const parsed = askedQuery(engine, table, options);
	const { scope, where, from } = compileQuery(engine.context(session), table, { ...parsed, order: [] });
	const names = { engine, session, scope };
	const groups = [...options.groupBy, ...parsed.groupBy].flatMap((path) => {
		const field = lookUp(names, path);
		return field ? [{ path, field }] : [];
	});
	const expressions = options.terms.flatMap((term) => expression(names, term) ?? []);
	const having = havingClause(names, options.having);
	const grouping = groups.length > 0 ? ` GROUP BY ${groups.map(({ field }) => field.sql).join(', ')}` : '';
	const order = groups.length > 0 ? orderClause(names, options.orderBy, groups) : '';
	const select = [
		...groups.map(({ field }, index) => `${field.sql} AS g${index}`),
		...expressions.map(({ sql }, index) => `${sql} AS e${index}`),
		'COUNT(*) AS n',
	];
	const sql = `SELECT ${select.join(', ')} FROM ${from()} WHERE ${where.sql}${grouping}${having.sql}${order}`;
	const rows: Row[] = engine.database.all(sql, [...where.params, ...having.params]);
	engine.rowsRead += rows.length;
	return rows.map((row) => ({
		values: expressions.map((found, index) => ({ ...found.term, value: text(found, row[`e${index}`]) })),
		groups: groups.map(({ path }, index) => ({ field: path, value: row[`g${index}`] ?? '' })),
	}));
}
