/** A read replica is the database as it was some time ago. It is told what every row was before it was written. */
import type { Clock, Row } from '../../types.mts';
import { quote } from '../database.mts';
import type { Database } from '../database.mts';

const LAG = 'emulator.replica_lag';

interface Note {
	at: number;
	root: string;
	sys_id: string;
	before: Row | undefined;
}

export interface Replica {
	/** A row is about to be written. */
	note(root: string, sys_id: string): void;
	/** Does the work on the replica. */
	look<T>(work: () => T): T;
	clear(): void;
}

function restore(database: Database, { root, sys_id, before }: Note): void {
	database.run(`DELETE FROM ${quote(root)} WHERE sys_id = ?`, [sys_id]);
	if (!before) return;
	const names = Object.keys(before).map(quote).join(', ');
	const values = Object.values(before);
	database.run(`INSERT INTO ${quote(root)} (${names}) VALUES (${values.map(() => '?').join(', ')})`, values);
}

export function createReplica(
	database: Database,
	clock: Clock,
	property: (name: string) => string | undefined,
): Replica {
	let notes: Note[] = [];
	const lag = () => Number(property(LAG)) || 0;
	return {
		note(root, sys_id) {
			const milliseconds = lag();
			if (milliseconds <= 0) return;
			const now = clock.now();
			const first = notes.findIndex(({ at }) => at > now - milliseconds);
			if (first !== 0) notes = first < 0 ? [] : notes.slice(first);
			const before = database.get(`SELECT * FROM ${quote(root)} WHERE sys_id = ?`, [sys_id]);
			notes.push({ at: now, root, sys_id, before });
		},
		look(work) {
			const from = clock.now() - lag();
			const recent = notes.filter(({ at }) => at > from).reverse();
			if (recent.length === 0) return work();
			database.db.exec('SAVEPOINT replica');
			try {
				for (const note of recent) restore(database, note);
				return work();
			} finally {
				database.db.exec('ROLLBACK TO replica; RELEASE replica');
			}
		},
		clear() {
			notes = [];
		},
	};
}
