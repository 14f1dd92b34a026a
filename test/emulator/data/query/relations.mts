/** Conditions about other records: related lists, joins, tags; and words looked for in all texts of a record. */
import type { Column } from '../../types.mts';
import { hasChoices, isText } from '../columnTypes.mts';
import { quote } from '../database.mts';
import type { LiveSchema } from '../schema.mts';
import type { FieldTerm, JoinTerm, Query, RelatedTerm, TextTerm } from './ast.mts';
import { fragment, joined } from './fragment.mts';
import type { Fragment } from './fragment.mts';
import type { Scope } from './scope.mts';

/** Compiles a query on another table inside the same statement. */
export type Inner = (table: string, query: Query) => Within;

interface Within {
	scope: Scope;
	where: Fragment;
}

function subquery(schema: LiveSchema, what: string, { scope, where }: Within, link: string): Fragment {
	const from = `${schema.source(scope.table)} AS ${scope.alias}${scope.joins()}`;
	return { sql: `(SELECT ${what} FROM ${from} WHERE ${link} AND ${where.sql})`, params: where.params };
}

export function related(schema: LiveSchema, outer: Scope, term: RelatedTerm, inner: Inner): Fragment | undefined {
	if (!schema.column(term.table, term.field)) return undefined;
	const within = inner(term.table, term.query);
	const link = `${within.scope.alias}.${quote(term.field)} = ${outer.alias}.sys_id`;
	const counted = subquery(schema, 'COUNT(*)', within, link);
	return { sql: `${counted.sql} ${term.operator} ?`, params: [...counted.params, term.count] };
}

export function join(schema: LiveSchema, outer: Scope, term: JoinTerm, inner: Inner): Fragment | undefined {
	const own = outer.field(term.field);
	if (!own || !schema.column(term.table, term.otherField)) return undefined;
	const within = inner(term.table, term.query);
	const link = `${within.scope.alias}.${quote(term.otherField)} = ${own.sql} AND ${own.sql} <> ''`;
	const found = subquery(schema, '1', within, link);
	return { sql: `EXISTS ${found.sql}`, params: found.params };
}

const TAGS = 'sys_tags.';

export function isTag(term: FieldTerm): boolean {
	return term.field.startsWith(TAGS);
}

/** `sys_tags.<label id>=<label id>`; label_entry rows hold which records carry a label. */
export function tag(schema: LiveSchema, outer: Scope, term: FieldTerm): Fragment | undefined {
	if (!schema.exists('label_entry')) return undefined;
	const table = quote(schema.root('label_entry'));
	const entries = `SELECT 1 FROM ${table} WHERE label = ? AND table_key = ${outer.alias}.sys_id`;
	const absent = term.operator === 'DOESNOTHAVE' || term.operator === 'EXCLUDING' || term.operator === '!=';
	return fragment(`${absent ? 'NOT ' : ''}EXISTS (${entries})`, term.value || term.field.slice(TAGS.length));
}

const searched = (column: Column): boolean =>
	isText(column.type) && !hasChoices(column) && !column.element.startsWith('sys_');

export function containsWords(schema: LiveSchema, outer: Scope, { words }: TextTerm): Fragment {
	const texts = [...schema.columns(outer.table).values()].filter(searched);
	const all = texts.map(({ element }) => `${outer.alias}.${quote(element)}`).join(` || ' ' || `) || "''";
	const found = words.map((word) => fragment(`instr(lower(${all}), lower(?)) > 0`, word));
	return found.length > 0 ? joined(found, 'AND') : fragment('1');
}
