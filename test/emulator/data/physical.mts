/**
 * The SQLite side of a table: all classes of a hierarchy share one table, named after the root, told apart by
 * `sys_class_name`. Every column is text that compares without case; no value is ever NULL, empty is ''.
 */
import { quote } from './database.mts';
import type { Database } from './database.mts';

const COLUMN = "TEXT DEFAULT '' COLLATE NOCASE";

/** Always there, because the keys below need them; the dictionary says whether the API shows them. */
const FIXED = ['sys_id', 'sys_class_name', 'sys_created_on', 'sys_updated_on'];

const CLASS_INDEXES = [
	['sys_class_name', 'sys_id'],
	['sys_class_name', 'sys_updated_on', 'sys_id'],
	['sys_class_name', 'sys_created_on', 'sys_id'],
];
const ROOT_INDEXES = [
	['sys_updated_on', 'sys_id'],
	['sys_created_on', 'sys_id'],
];
/** With the key behind, as rows of one value come in its order: else SQLite reads a whole class rather than sort a few rows. */
const FIELD_INDEXES = [
	'number',
	'assignment_group',
	'assigned_to',
	'caller_id',
	'parent',
	'user',
	'user_name',
	'name',
	'element_id',
	'table_sys_id',
	'documentkey',
	'token',
];

/** All columns at once: SQLite reads its whole schema again after every ALTER TABLE. */
export function createTable(database: Database, root: string, elements: Iterable<string>): void {
	const columns = [...new Set([...FIXED, ...elements])].map((name) => `${quote(name)} ${COLUMN}`).join(', ');
	database.db.exec(`CREATE TABLE IF NOT EXISTS ${quote(root)} (${columns})`);
	database.db.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${quote(`${root}__sys_id`)} ON ${quote(root)} (sys_id)`);
}

export function physicalColumns(database: Database, root: string): Set<string> {
	const rows = database.all('SELECT name FROM pragma_table_info(?)', [root]);
	return new Set(rows.map(({ name }) => name ?? ''));
}

export function addColumns(database: Database, root: string, elements: Iterable<string>): void {
	const present = physicalColumns(database, root);
	for (const element of elements) {
		if (present.has(element)) continue;
		database.db.exec(`ALTER TABLE ${quote(root)} ADD COLUMN ${quote(element)} ${COLUMN}`);
		present.add(element);
	}
}

/** From here on a deletion has to find what refers to the record by an index. */
const LONG = 5_000;

/** Of the filled references only. Hundreds of short tables would take as long to index as all the rest of a start. */
export function createReferenceIndexes(database: Database, root: string, elements: Iterable<string>): void {
	if (!database.get(`SELECT 1 AS n FROM ${quote(root)} LIMIT 1 OFFSET ${LONG}`)) return;
	for (const element of new Set(elements)) {
		const name = quote(`${root}__to__${element}`);
		const column = quote(element);
		database.db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${quote(root)} (${column}) WHERE ${column} <> ''`);
	}
}

/** Made after the bulk load: filling an index row by row takes several times as long. */
export function createIndexes(database: Database, root: string, hasClasses: boolean): void {
	const present = physicalColumns(database, root);
	const byClass = hasClasses ? CLASS_INDEXES : [];
	const wanted = [
		...byClass,
		...ROOT_INDEXES,
		...FIELD_INDEXES.filter((name) => present.has(name)).map((name) => [name, 'sys_id']),
	];
	for (const columns of wanted) {
		const name = quote(`${root}__${columns.join('__')}`);
		database.db.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${quote(root)} (${columns.map(quote).join(', ')})`);
	}
}
