/** platform-administration/t_CascadeDeleteRules.md: what a deletion does to the records that refer to what is deleted. */
import { ServiceNowError } from '../../errors.mts';
import type { Column, Row } from '../../types.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { readRecord, updateRecord } from './rows.mts';

export interface Referrer {
	table: string;
	row: Row;
}

function referring(engine: Engine, { table, element }: Column, sys_id: string): Referrer[] {
	const { database, schema } = engine;
	const column = quote(element);
	// The second condition lets a long table be searched by an index of the filled references only.
	const sql = `SELECT sys_id FROM ${schema.source(table)} WHERE ${column} = ? AND ${column} <> ''`;
	return database.all(sql, [sys_id]).flatMap(({ sys_id: id = '' }) => {
		const row = readRecord(engine, table, id);
		return row?.[element] === sys_id ? [{ table, row }] : [];
	});
}

const restricted = (table: string, by: string) =>
	new ServiceNowError(403, 'Operation Failed', `Delete of '${table}' is restricted: '${by}' refers to the record`);

/**
 * Clears what refers to the record and gives back what has to go with it. That a reference is cleared is no update of its
 * record: the documentation says nothing of its times.
 */
export function releaseReferrers(engine: Engine, table: string, { sys_id = '' }: Row): Referrer[] {
	return engine.schema.referrers(table).flatMap((column) => {
		if (column.cascade === 'none') return [];
		const found = referring(engine, column, sys_id);
		if (column.cascade === 'restrict' && found.length > 0) throw restricted(table, column.table);
		if (column.cascade === 'delete' || column.cascade === 'cascade') return found;
		const change = { [column.element]: '' };
		for (const { row } of found)
			updateRecord(engine, row.sys_class_name || column.table, { ...row, ...change }, change);
		return [];
	});
}
