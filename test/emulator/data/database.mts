/** The SQLite connection with what node:sqlite leaves out: cached statements, nested transactions, quoted names. */
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { SQLInputValue, StatementSync } from 'node:sqlite';
import type { Row } from '../types.mts';
import { datePart } from './query/datePart.mts';
import { shuffled } from './query/shuffle.mts';
import { timed } from './trace.mts';
import { createTransactions } from './transactions.mts';
import type { Transactions } from './transactions.mts';

const MAX_STATEMENTS = 500;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

export function isName(name: string): boolean {
	return NAME.test(name);
}

/** Names cannot be bound as parameters; whatever is not a plain identifier never reaches a statement. */
export function quote(name: string): string {
	if (!isName(name)) throw new Error(`Not an identifier: ${name}`);
	return `"${name}"`;
}

export interface Database extends Transactions {
	readonly db: DatabaseSync;
	all(sql: string, params?: SQLInputValue[]): Row[];
	get(sql: string, params?: SQLInputValue[]): Row | undefined;
	number(sql: string, params?: SQLInputValue[]): number;
	run(sql: string, params?: SQLInputValue[]): number;
	close(): void;
}

function asRow(row: Record<string, unknown>): Row {
	return row as Row;
}

function statements(db: DatabaseSync): (sql: string) => StatementSync {
	const cache = new Map<string, StatementSync>();
	return (sql) => {
		const known = cache.get(sql);
		if (known) return known;
		if (cache.size >= MAX_STATEMENTS) cache.clear();
		const statement = db.prepare(sql);
		cache.set(sql, statement);
		return statement;
	};
}

/** `temporary`: nobody else opens the file, and it goes with the connection. */
export function openDatabase(file: string, temporary = false): Database {
	const db = new DatabaseSync(file);
	const journal = temporary
		? 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY;'
		: 'PRAGMA journal_mode = WAL;';
	db.exec(`${journal} PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;`);
	db.function('sn_datepart', { deterministic: true }, datePart);
	db.function('sn_shuffle', { deterministic: true }, shuffled);
	const prepare = statements(db);
	const transactions = createTransactions(db);
	return {
		db,
		all: (sql, params = []) =>
			timed(sql, () =>
				prepare(sql)
					.all(...params)
					.map(asRow),
			),
		get: (sql, params = []) => {
			const row = timed(sql, () => prepare(sql).get(...params));
			return row && asRow(row);
		},
		number: (sql, params = []) => timed(sql, () => Number(Object.values(prepare(sql).get(...params) ?? {})[0] ?? 0)),
		run: (sql, params = []) => timed(sql, () => Number(prepare(sql).run(...params).changes)),
		transaction: transactions.transaction,
		get busy() {
			return transactions.busy;
		},
		afterCommit: transactions.afterCommit,
		afterEnd: transactions.afterEnd,
		onUndo: transactions.onUndo,
		close() {
			db.close();
			if (temporary) rmSync(dirname(file), { recursive: true });
		},
	};
}
