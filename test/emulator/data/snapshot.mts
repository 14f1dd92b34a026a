/** A copy of all rows in memory, from which the tables are filled again faster than from the seed. */
import { quote } from './database.mts';
import type { Database } from './database.mts';

export interface Snapshot {
	/** Remembers every table as it is now. */
	take(): void;
	/** Puts every remembered row back, in tables that may have got further columns since. False where there is no copy. */
	restore(): boolean;
}

const tablesIn = (database: Database, name: 'main' | 'snapshot'): string[] =>
	database
		.all(`SELECT name FROM ${name}.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
		.map((row) => row.name ?? '');

function columnList(database: Database, table: string): string {
	const columns = database.all('SELECT name FROM pragma_table_info(?, ?)', [table, 'snapshot']);
	return columns.map(({ name = '' }) => quote(name)).join(', ');
}

/** `file`: a database that holds the copy already. */
export function createSnapshot(database: Database, file?: string): Snapshot {
	let taken = file !== undefined;
	let attached = false;
	const attach = (name: string) => {
		if (!attached) database.db.prepare('ATTACH ? AS snapshot').run(name);
		attached = true;
	};
	return {
		take() {
			attach(':memory:');
			taken = true;
			for (const table of tablesIn(database, 'main').map(quote)) {
				database.db.exec(`CREATE TABLE snapshot.${table} AS SELECT * FROM main.${table}`);
			}
		},
		restore() {
			if (!taken) return false;
			if (file !== undefined) attach(file);
			const remembered = new Set(tablesIn(database, 'snapshot'));
			database.transaction(() => {
				for (const table of tablesIn(database, 'main')) {
					const name = quote(table);
					database.db.exec(remembered.has(table) ? `DELETE FROM main.${name}` : `DROP TABLE main.${name}`);
					if (!remembered.has(table)) continue;
					const columns = columnList(database, table);
					database.db.exec(`INSERT INTO main.${name} (${columns}) SELECT ${columns} FROM snapshot.${name}`);
				}
			});
			return true;
		},
	};
}
