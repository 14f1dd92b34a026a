import { ExecutionCache } from '../domain/api/executionCache';
import type { Steps } from '../domain/api/request';
import type { Column } from '../domain/schema/columns';
import { readFormLayout } from '../domain/schema/formLayout';
import { describeTable, readDisplayColumn, type TableDescription } from '../domain/schema/schema';
import { assertTable } from '../domain/schema/unreadable';
import { perform } from '../transport/items/perform';
import type { Connection } from '../transport/sending/connection';

/** What a form is made from. */
export interface FormParts {
	/** All columns, those of the parent classes included. */
	columns: Column[];
	/** The table and its parent classes, closest first. */
	chain: string[];
	/** Columns of the instance's own form, from top to bottom. */
	layout: string[];
}

/** Two Batch calls: what follows from the class chain is asked once that is known. @throws ApiFailure where there is no such table */
export async function readFormParts(connection: Connection, table: string): Promise<FormParts> {
	return await perform(connection, readParts(table), { batch: true });
}

function* readParts(table: string): Steps<FormParts> {
	const cache = new ExecutionCache();
	let layout: string[] = [];
	let description: TableDescription | undefined;
	yield {
		strands: [
			(function* (): Steps<void> {
				description = yield* describeTable(cache, table);
			})(),
			(function* (): Steps<void> {
				layout = yield* readFormLayout(cache, table);
			})(),
		],
	};
	const { columns, chain } = yield* readKnown(cache, table, description);
	return { columns, chain, layout };
}

function* readKnown(
	cache: ExecutionCache,
	table: string,
	description: TableDescription | undefined,
): Steps<TableDescription> {
	if (description === undefined) throw new Error(`Nothing is known of ${table}.`);
	yield* assertTable(cache, table, description);
	return description;
}

/** The column by which users know a record of the table; undefined where the user may not read the dictionary. */
export async function displayColumn(connection: Connection, table: string): Promise<string | undefined> {
	return await perform(connection, readDisplayColumn(new ExecutionCache(), table));
}
