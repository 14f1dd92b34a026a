import { aclFailure } from '../../errors.mts';
import type { Row, Session } from '../../types.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { forgetAmountsOf } from '../money/instances.mts';
import { permits } from './access.mts';
import { releaseReferrers } from './cascade.mts';
import { systemColumns } from './insert.mts';
import { classOf, deleteRecord, findRecords, insertRecord, readRecord } from './rows.mts';
import { readable } from './update.mts';

/** Clients that mirror a table learn of deletions from these rows. */
function auditDelete(engine: Engine, session: Session, table: string, row: Row): void {
	insertRecord(engine, 'sys_audit_delete', {
		...systemColumns(engine, session, engine.newSysId()),
		tablename: table,
		documentkey: row.sys_id ?? '',
		display_value: row[engine.schema.displayColumn(table)] ?? '',
		payload: JSON.stringify(row),
	});
}

/** What belongs to the record goes with it. Whoever keeps the bytes of attachments hears of it through the event. */
function deleteBelongings(engine: Engine, table: string, row: Row): void {
	const { database, schema } = engine;
	forgetAmountsOf(engine, table, row.sys_id ?? '');
	database.run(`DELETE FROM ${quote('sys_journal_field')} WHERE element_id = ?`, [row.sys_id ?? '']);
	if (table === 'sys_attachment' || !schema.exists('sys_attachment')) return;
	for (const attachment of findRecords(engine, 'sys_attachment', { table_sys_id: row.sys_id ?? '' })) {
		deleteRecord(engine, 'sys_attachment', attachment);
	}
}

/** The record and all that goes with it. It is gone before those are looked at, so that a circle of references ends. */
function removeAll(engine: Engine, session: Session, table: string, row: Row): void {
	const own = classOf(engine, table, row);
	deleteRecord(engine, own, row);
	deleteBelongings(engine, own, row);
	auditDelete(engine, session, own, row);
	for (const { table: from, row: theirs } of releaseReferrers(engine, own, row)) {
		// One record may refer to it twice.
		if (readRecord(engine, from, theirs.sys_id ?? '')) removeAll(engine, session, from, theirs);
	}
}

export function remove(engine: Engine, session: Session, table: string, sys_id: string): void {
	const row = readable(engine, session, table, sys_id);
	if (!permits(engine, session, table, 'delete', row)) throw aclFailure('Delete');
	engine.database.transaction(() => removeAll(engine, session, table, row));
}
