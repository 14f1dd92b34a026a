/** Columns that the dictionary declares unique. The platform leaves it to its database, and passes its words on. */
import { ServiceNowError } from '../../../errors.mts';
import type { Row } from '../../../types.mts';
import { quote } from '../../database.mts';
import type { Engine } from '../../engine.mts';

export function duplicateEntry(table: string, key: string, value: string): ServiceNowError {
	const reason = `Unique Key violation detected by database (Duplicate entry '${value}' for key '${key}')`;
	return new ServiceNowError(403, 'Operation Failed', `Operation against file '${table}' was aborted: ${reason}`);
}

/** Empty values do not count; `changes` are the values about to be written. */
export function checkUnique(engine: Engine, table: string, sys_id: string, changes: Row): void {
	const { schema, database } = engine;
	for (const [element, value] of Object.entries(changes)) {
		if (value === '' || schema.column(table, element)?.unique !== true) continue;
		const sql = `SELECT sys_id FROM ${quote(schema.root(table))} WHERE ${quote(element)} = ? AND sys_id <> ?`;
		if (database.get(sql, [value, sys_id])) throw duplicateEntry(table, element, value);
	}
}
