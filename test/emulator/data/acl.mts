/**
 * Access rules, read from the rows of `sys_security_acl`. The most specific name that has any rule decides, and any
 * one of its rules is enough: `table.field`, the same up the class chain, `*.field`, `table.*`, up the chain, `*.*`;
 * `table`, up the chain, `*`.
 */
import type { AclSeed, Session } from '../types.mts';
import type { Database } from './database.mts';
import type { LiveSchema } from './schema.mts';
import type { View } from './view/read.mts';

export type Operation = AclSeed['operation'];

/** For some rows only: any one of these encoded queries has to match. */
export type Decision = 'allow' | 'deny' | { conditions: string[] };

export interface Acl {
	table(session: Session, table: string, operation: Operation): Decision;
	/** Is there a rule on this view itself? */
	isOfView(table: string, operation: Operation): boolean;
	field(session: Session, table: string, element: string, operation: Operation): boolean;
	/** Rules of the type REST_Endpoint, whose operation is `execute`. */
	api(session: Session, api: string): boolean;
	invalidate(): void;
}

interface Rule {
	roles: string[];
	condition: string;
}

/** A role that nobody has, not even an administrator. */
const NOBODY = 'nobody';

function readRules(database: Database): Map<string, Rule[]> {
	const rules = new Map<string, Rule[]>();
	const rows = database.all("SELECT name, operation, roles, condition FROM sys_security_acl WHERE active <> 'false'");
	for (const { name = '', operation = '', roles = '', condition = '' } of rows) {
		const key = `${operation} ${name}`;
		const names = roles
			.split(',')
			.map((role) => role.trim())
			.filter(Boolean);
		rules.set(key, [...(rules.get(key) ?? []), { roles: names, condition }]);
	}
	return rules;
}

function passes({ roles }: Rule, session: Session): boolean {
	if (roles.includes(NOBODY)) return false;
	return roles.length === 0 || session.roles.has('admin') || roles.some((role) => session.roles.has(role));
}

function decide(rules: Rule[], session: Session): Decision {
	const passed = rules.filter((rule) => passes(rule, session));
	if (passed.length === 0) return 'deny';
	if (session.roles.has('admin') || passed.some(({ condition }) => condition === '')) return 'allow';
	return { conditions: passed.map(({ condition }) => condition) };
}

type Find = (operation: Operation | 'execute', names: readonly string[]) => Rule[] | undefined;

/** The rules of the first of the names that has any. */
function createFinder(database: Database): { find: Find; forget(): void } {
	let rules: Map<string, Rule[]> | undefined;
	return {
		find(operation, names) {
			rules ??= readRules(database);
			for (const name of names) {
				const found = rules.get(`${operation} ${name}`);
				if (found) return found;
			}
			return undefined;
		},
		forget() {
			rules = undefined;
		},
	};
}

interface Rulebook {
	schema: LiveSchema;
	find: Find;
}

function tableRule({ schema, find }: Rulebook, session: Session, table: string, operation: Operation): Decision {
	const found = find(operation, [...schema.chain(table), '*']);
	return found ? decide(found, session) : 'allow';
}

/** Rules on a view itself stand over those of its tables; nobody writes to it (c_DatabaseViews.md). */
function viewRule(book: Rulebook, session: Session, view: View, operation: Operation): Decision {
	if (operation !== 'read') return 'deny';
	const found = book.find('read', [view.name]);
	if (found) return decide(found, session) === 'deny' ? 'deny' : 'allow';
	const denied = view.parts.some((part) => tableRule(book, session, part.table, 'read') === 'deny');
	return denied ? 'deny' : 'allow';
}

function fieldRules(book: Rulebook, table: string, element: string, operation: Operation): Rule[] | undefined {
	const { schema, find } = book;
	const origin = schema.origin(table, element);
	if (origin) {
		const own = find(operation, [`${table}.${element}`, `${table}.*`]);
		return own ?? fieldRules(book, origin.table, origin.element, operation);
	}
	const names = [...schema.chain(table), '*'];
	return find(
		operation,
		[element, '*'].flatMap((column) => names.map((name) => `${name}.${column}`)),
	);
}

export function createAcl(database: Database, schema: LiveSchema): Acl {
	const { find, forget } = createFinder(database);
	const book = { schema, find };
	// Sessions share their set of roles for a while, and each answer asks for some hundred columns.
	let answers = new WeakMap<ReadonlySet<string>, Map<string, boolean>>();
	return {
		table(session, table, operation) {
			const view = schema.view(table);
			if (session.via === 'system' && (!view || operation === 'read')) return 'allow';
			return view ? viewRule(book, session, view, operation) : tableRule(book, session, table, operation);
		},
		isOfView: (table, operation) => find(operation, [table]) !== undefined,
		field(session, table, element, operation) {
			if (session.via === 'system') return true;
			const known = answers.get(session.roles) ?? new Map<string, boolean>();
			answers.set(session.roles, known);
			const key = `${operation} ${table}.${element}`;
			const answer = known.get(key);
			if (answer !== undefined) return answer;
			const found = fieldRules(book, table, element, operation);
			const allowed = !found || found.some((rule) => passes(rule, session));
			known.set(key, allowed);
			return allowed;
		},
		api(session, api) {
			const found = find('execute', [api]);
			return !found || found.some((rule) => passes(rule, session));
		},
		invalidate() {
			forget();
			answers = new WeakMap();
		},
	};
}
