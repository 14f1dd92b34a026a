/** Transactions of SQLite, one inside another, and what waits for their end. */
import type { DatabaseSync } from 'node:sqlite';

export interface Transactions {
	/** One inside another is undone alone, as its caller may go on without it. */
	transaction<T>(work: () => T): T;
	/** A transaction is under way. */
	readonly busy: boolean;
	/** When the transaction that is under way is over, at once where there is none; never if it is undone. */
	afterCommit(work: () => void): void;
	/** The same, also if it is undone. */
	afterEnd(work: () => void): void;
	/** Called after writes were undone, for whoever has derived something from them. */
	onUndo(forget: () => void): void;
}

export function createTransactions(db: DatabaseSync): Transactions {
	let depth = 0;
	let committed: Array<() => void> = [];
	let ended: Array<() => void> = [];
	const undone: Array<() => void> = [];

	const settle = () => {
		const over = [...ended, ...committed];
		committed = [];
		ended = [];
		for (const work of over) work();
	};
	const later = (queue: () => Array<() => void>) => (work: () => void) => {
		if (depth === 0) work();
		else queue().push(work);
	};

	return {
		transaction(work) {
			const name = `t${depth}`;
			const waiting = committed.length;
			db.exec(depth === 0 ? 'BEGIN' : `SAVEPOINT ${name}`);
			depth += 1;
			try {
				const result = work();
				db.exec(depth === 1 ? 'COMMIT' : `RELEASE ${name}`);
				return result;
			} catch (error) {
				db.exec(depth === 1 ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
				committed = committed.slice(0, waiting);
				for (const forget of undone) forget();
				throw error;
			} finally {
				depth -= 1;
				if (depth === 0) settle();
			}
		},
		get busy() {
			return depth > 0;
		},
		afterCommit: later(() => committed),
		afterEnd: later(() => ended),
		onUndo: (forget) => void undone.push(forget),
	};
}
