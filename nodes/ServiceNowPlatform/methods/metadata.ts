import { ExecutionCache } from '../domain/api/executionCache';
import type { Steps } from '../domain/api/request';
import type { Column } from '../domain/schema/columns';
import { describeTable, readDisplayColumn } from '../domain/schema/schema';
import { assertTable } from '../domain/schema/unreadable';
import { perform } from '../transport/items/perform';
import type { Connection } from '../transport/sending/connection';

/**
 * All columns of a table, those of its parent classes included. Two requests: what follows from the class chain is asked in one Batch call.
 *
 * @throws ApiFailure where there is no such table
 */
export async function readColumns(connection: Connection, table: string): Promise<Column[]> {
	return await perform(connection, columnsOfTable(table), { batch: true });
}

function* columnsOfTable(table: string): Steps<Column[]> {
	const cache = new ExecutionCache();
	const description = yield* describeTable(cache, table);
	yield* assertTable(cache, table, description);
	return description.columns;
}

/** The column by which users know a record of the table; undefined where the user may not read the dictionary. */
export async function displayColumn(connection: Connection, table: string): Promise<string | undefined> {
	return await perform(connection, readDisplayColumn(new ExecutionCache(), table));
}
