import { aclFailure } from '../../errors.mts';
import type { Row } from '../../types.mts';
import { announceWrite, beforeWrite } from '../businessRules/index.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { forgetAmountsOf } from '../money/instances.mts';
import { permits } from './access.mts';
import type { Writer } from './caller.mts';
import { releaseReferrers } from './cascade.mts';
import { auditDelete } from '../audit/audit.mts';
import { commit } from './commit.mts';
import { classOf, deleteRecord, findRecords, readRecord } from './rows.mts';
import { readable } from './update.mts';
import type { Write } from './write.mts';

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
function removeAll(writer: Writer, table: string, row: Row): void {
	const { engine, session, options } = writer;
	const own = classOf(engine, table, row);
	const write: Write = {
		...{ engine, session, options, operation: 'delete', table: own, chain: engine.schema.chain(own) },
		...{ before: row, after: row, sent: {}, entries: [], amounts: [] },
	};
	beforeWrite(write, () => undefined);
	announceWrite(write);
	commit(write, () => {
		deleteRecord(engine, own, row);
		deleteBelongings(engine, own, row);
		auditDelete(write, row);
		for (const { table: from, row: theirs } of releaseReferrers(engine, own, row)) {
			// One record may refer to it twice.
			if (readRecord(engine, from, theirs.sys_id ?? '')) removeAll(writer, from, theirs);
		}
	});
}

export function remove(writer: Writer, table: string, sys_id: string): void {
	const { engine } = writer;
	engine.late.release(sys_id);
	const row = readable(writer, table, sys_id);
	if (!permits(writer, table, 'delete', row)) throw aclFailure('Delete');
	engine.database.transaction(() => removeAll(writer, table, row));
}
