/**
 * The filter conditions of a rule, on a record that may not be in the database: term by term. Texts count with their case here
 * (documented), and what changes can be asked for; all other operators are those of queries.
 */
import type { Column } from '../../types.mts';
import { isBoolean, isText } from '../columnTypes.mts';
import type { FieldTerm, Query, Term } from '../query/ast.mts';
import { compileQuery } from '../query/compile.mts';
import { quote } from '../database.mts';
import { booleanValue } from '../query/operators.mts';
import { parseQuery } from '../query/parse.mts';
import { evaluate } from '../query/script.mts';
import type { View } from './view.mts';

type TextTest = (value: string, words: string) => boolean;

/** An empty field holds no text, not even an empty one. */
const TEXT: Readonly<Record<string, TextTest>> = {
	LIKE: (value, words) => value !== '' && value.includes(words),
	'NOT LIKE': (value, words) => value !== '' && !value.includes(words),
	STARTSWITH: (value, words) => value !== '' && value.startsWith(words),
	ENDSWITH: (value, words) => value !== '' && value.endsWith(words),
};

type ChangeTest = (before: string, now: string, wanted: string) => boolean;

const CHANGES: Readonly<Record<string, ChangeTest>> = {
	VALCHANGES: (before, now) => before !== now,
	CHANGESFROM: (before, now, wanted) => before !== now && before === wanted,
	CHANGESTO: (before, now, wanted) => before !== now && now === wanted,
};

function wantedBy({ engine, session }: View, column: Column, value: string): string {
	const wanted = evaluate(value, engine.context(session).script);
	return isBoolean(column.type) ? booleanValue(wanted) : wanted;
}

/** undefined where the question is one for the database. */
function byHand(view: View, column: Column, { operator, value }: FieldTerm): boolean | undefined {
	const now = view.current[column.element] ?? '';
	const change = CHANGES[operator];
	if (change) return change(view.previous?.[column.element] ?? '', now, wantedBy(view, column, value));
	const test = isText(column.type) ? TEXT[operator] : undefined;
	return test?.(now, wantedBy(view, column, value));
}

const queryOf = (term: Term): Query => ({ groups: [[[term]]], order: [], groupBy: [], invalid: false });

/** The record as a table of one row, asked as any table is. */
function byDatabase({ engine, session, table, current }: View, term: Term): boolean | undefined {
	// The rule sees fields that the caller may not.
	const context = { ...engine.context(session), mayRead: () => true };
	const { scope, where } = compileQuery(context, table, queryOf(term));
	if (term.kind === 'field' && !scope.field(term.field)) return undefined;
	const names = new Set([...engine.schema.columns(table).keys(), 'sys_class_name']);
	const values = [...names].map((element) => (element === 'sys_class_name' ? table : (current[element] ?? '')));
	const columns = [...names].map((element) => `? AS ${quote(element)}`);
	const from = `(SELECT ${columns.join(', ')}) AS ${scope.alias}${scope.joins()}`;
	const sql = `SELECT 1 AS met FROM ${from} WHERE ${where.sql}`;
	return engine.database.get(sql, [...values, ...where.params]) !== undefined;
}

/** undefined for a term that makes no sense: it is left out, as of queries. */
function termHolds(view: View, term: Term): boolean | undefined {
	if (term.kind === 'field') {
		const column = view.engine.schema.column(view.table, term.field);
		const known = column && byHand(view, column, term);
		if (known !== undefined) return known;
		if (Object.hasOwn(CHANGES, term.operator)) return undefined;
	}
	return byDatabase(view, term);
}

export function meetsFilter(view: View, filter: string): boolean {
	if (filter === '') return true;
	return parseQuery(filter).groups.some((clauses) =>
		clauses.every((terms) => {
			const answers = terms.map((term) => termHolds(view, term)).filter((answer) => answer !== undefined);
			return answers.length === 0 || answers.includes(true);
		}),
	);
}
