/** From an encoded query on a table to the pieces of a SELECT. Names come from the schema, values are always bound. */
import { queryForbidden } from '../../errors.mts';
import type { Session } from '../../types.mts';
import type { LiveSchema } from '../schema.mts';
import type { Clause, FieldTerm, Query, Term } from './ast.mts';
import { EVERYTHING, fragment, joined, NOTHING } from './fragment.mts';
import type { Fragment } from './fragment.mts';
import { operators } from './operators.mts';
import { orderClause } from './order.mts';
import { containsWords, isTag, join, related, tag } from './relations.mts';
import type { Inner } from './relations.mts';
import { createScope } from './scope.mts';
import type { Field, Scope } from './scope.mts';
import type { ScriptContext } from './script.mts';

export interface QueryContext {
	schema: LiveSchema;
	session: Session;
	script: ScriptContext;
	property(name: string): string | undefined;
	mayRead(session: Session, table: string, element: string): boolean;
}

export interface Compiled {
	scope: Scope;
	/** `"task" AS t0 LEFT JOIN …`; asked for last, because fields looked up later may add joins. */
	from(): string;
	where: Fragment;
	/** ` ORDER BY …` */
	orderBy: string;
}

/** Tables (comma list, or `*`) that answer an unknown field with 403, as newer and protected ones do. */
export const FORBID_UNKNOWN = 'emulator.query.forbid_unknown_fields';
/** Tables whose rows come from elsewhere (comma list): their source does not look at conditions on the sys_id. */
const REMOTE_TABLES = 'emulator.remote_tables';
const NO_ROWS = 'glide.invalid_query.returns_no_rows';

interface Work {
	context: QueryContext;
	nextAlias: () => string;
	invalid: boolean;
}

function checked(work: Work, field: Field | undefined): Field | undefined {
	if (field && !work.context.mayRead(work.context.session, field.table, field.column.element)) throw queryForbidden();
	return field;
}

function listed(setting: string | undefined): string[] {
	return (setting ?? '').split(',').map((name) => name.trim());
}

const isIgnored = ({ property }: QueryContext, { table }: Scope, { field }: FieldTerm): boolean =>
	field === 'sys_id' && listed(property(REMOTE_TABLES)).includes(table);

function fieldTerm(work: Work, scope: Scope, term: FieldTerm): Fragment | undefined {
	const { schema, script } = work.context;
	if (isTag(term)) return schema.view(scope.table) ? undefined : tag(schema, scope, term);
	if (isIgnored(work.context, scope, term)) return EVERYTHING;
	const field = checked(work, scope.field(term.field));
	const operator = operators[term.operator];
	if (!field || !operator) return undefined;
	return operator({ scope, schema, script, field, text: scope.text(field, term.field), value: term.value });
}

function compileTerm(work: Work, scope: Scope, term: Term): Fragment | undefined {
	const { schema } = work.context;
	// A row of a view is no record: nothing points at it.
	const hasKey = schema.column(scope.table, 'sys_id') !== undefined;
	const inner: Inner = (table, query) => {
		const innerScope = createScope(schema, table, work.nextAlias);
		const conditions = compileGroups(work, innerScope, query);
		return { scope: innerScope, where: joined([classCondition(schema, innerScope), conditions], 'AND') };
	};
	switch (term.kind) {
		case 'field':
			return fieldTerm(work, scope, term);
		case 'text':
			return containsWords(schema, scope, term);
		case 'related':
			return hasKey ? related(schema, scope, term, inner) : undefined;
		case 'join':
			return join(schema, scope, term, inner);
	}
}

/** A condition that makes no sense is dropped, and the rest of the query runs. */
function compileClause(work: Work, scope: Scope, clause: Clause): Fragment | undefined {
	const parts: Fragment[] = [];
	for (const term of clause) {
		const part = compileTerm(work, scope, term);
		if (part) parts.push(part);
		else work.invalid = true;
	}
	return parts.length > 0 ? joined(parts, 'OR') : undefined;
}

function compileGroups(work: Work, scope: Scope, query: Query): Fragment {
	if (query.invalid) work.invalid = true;
	const groups = query.groups.map((clauses) => {
		const parts = clauses.map((clause) => compileClause(work, scope, clause)).filter((part) => part !== undefined);
		return parts.length > 0 ? joined(parts, 'AND') : EVERYTHING;
	});
	return groups.length > 0 ? joined(groups, 'OR') : EVERYTHING;
}

/** Rows of the table and of the classes below it. */
function classCondition(schema: LiveSchema, scope: Scope): Fragment {
	const [table, ...below] = schema.descendants(scope.table);
	if (schema.root(scope.table) === scope.table) return EVERYTHING;
	if (below.length === 0) return fragment(`${scope.alias}.sys_class_name = ?`, table ?? '');
	const names = [table ?? '', ...below];
	return fragment(`${scope.alias}.sys_class_name IN (${names.map(() => '?').join(', ')})`, ...names);
}

function forbidsUnknown(context: QueryContext, table: string): boolean {
	const tables = listed(context.property(FORBID_UNKNOWN));
	return tables.includes('*') || context.schema.chain(table).some((name) => tables.includes(name));
}

export function compileQuery(context: QueryContext, table: string, query: Query): Compiled {
	let aliases = 0;
	const work: Work = { context, nextAlias: () => `t${aliases++}`, invalid: false };
	const scope = createScope(context.schema, table, work.nextAlias);
	const conditions = compileGroups(work, scope, query);
	const orderBy = orderClause(context, scope, query.order, (path) => checked(work, scope.field(path)));
	if (work.invalid && forbidsUnknown(context, table)) throw queryForbidden();
	const nothing = work.invalid && context.property(NO_ROWS) === 'true';
	const where = joined([classCondition(context.schema, scope), nothing ? NOTHING : conditions], 'AND');
	const source = context.schema.source(table);
	return { scope, where, orderBy, from: () => `${source} AS ${scope.alias}${scope.joins()}` };
}
