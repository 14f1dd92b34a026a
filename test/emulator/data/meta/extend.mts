/** A new row of the metadata makes a real table or a real column, so that the API can change the schema. */
import type { Row } from '../../types.mts';
import { isName } from '../database.mts';
import type { Engine } from '../engine.mts';
import { addColumns, createIndexes, createTable } from '../physical.mts';
import { insertRecord } from '../records/rows.mts';
import { shareLabel } from './labels.mts';
import { collectionRow, dictionaryRow } from './rows.mts';
import { BASE_COLUMNS } from './tables.mts';

function addTable(engine: Engine, name: string): void {
	const { schema, database } = engine;
	insertRecord(engine, 'sys_dictionary', collectionRow(name).row);
	const root = schema.root(name);
	// Only a root brings the sys_ columns; a child inherits them, and makes its root a hierarchy.
	if (root !== name) {
		createIndexes(database, root, true);
		return;
	}
	if (schema.chain(name).length > 1) {
		createTable(database, name, schema.columns(name).keys());
		createIndexes(database, name, false);
		return;
	}
	createTable(
		database,
		name,
		BASE_COLUMNS.map(({ element }) => element),
	);
	createIndexes(database, name, false);
	for (const column of BASE_COLUMNS) {
		const { row } = dictionaryRow(name, column);
		insertRecord(engine, 'sys_dictionary', row);
		shareLabel(engine, 'sys_dictionary', row);
	}
}

export function extendSchema(engine: Engine, table: string, row: Row): void {
	const { name = '', element = '' } = row;
	if (table === 'sys_db_object' && isName(name)) addTable(engine, name);
	shareLabel(engine, table, row);
	if (table !== 'sys_dictionary' || !engine.schema.exists(name) || !isName(element)) return;
	for (const storage of engine.schema.storages(name)) addColumns(engine.database, storage, [element]);
}
