/** The emulator's own plain writing: exactly the values given, no rules; only the columns have to exist. */
import type { Row } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { extendSchema } from '../meta/extend.mts';
import { shareLabel } from '../meta/labels.mts';
import { classOf, insertRecord, readRecord, updateRecord } from './rows.mts';
import { stamp, systemColumns } from './system.mts';

function checkColumns(engine: Engine, table: string, values: Row): void {
	if (!engine.schema.exists(table)) throw new Error(`There is no table ${table}`);
	const unknown = Object.keys(values).filter((element) => !engine.schema.column(table, element));
	if (unknown.length > 0) throw new Error(`Table ${table} has no column ${unknown.join(', ')}`);
}

export function put(engine: Engine, table: string, values: Row): Row {
	checkColumns(engine, table, values);
	const sys_id = values.sys_id || engine.newSysId();
	const before = readRecord(engine, table, sys_id);
	if (!before) {
		const row = { ...systemColumns(engine, engine.system, table, sys_id), ...values, sys_id };
		insertRecord(engine, table, row);
		extendSchema(engine, table, row);
		return readRecord(engine, table, sys_id) ?? row;
	}
	const { sys_mod_count: _count, ...stamps } = stamp(engine, engine.system, table, before);
	const changes = { ...stamps, ...values };
	const row = { ...before, ...changes };
	updateRecord(engine, classOf(engine, table, before), row, changes);
	shareLabel(engine, table, row);
	return row;
}
