/** platform-administration/t_RestoreADeletedRecordAndRef.md: the record is inserted again, and business rules run. */
import type { Row, Session } from '../../types.mts';
import { announceWrite, beforeWrite } from '../businessRules/index.mts';
import type { Engine } from '../engine.mts';
import { applyRules } from '../rules/index.mts';
import { auditFate } from './audit.mts';
import { commit } from '../records/commit.mts';
import { fromPayload } from './payload.mts';
import { deleteRecord, findRecords, insertRecord } from '../records/rows.mts';
import type { Write } from '../records/write.mts';

export function undelete(engine: Engine, session: Session, documentkey: string): Row | undefined {
	const deleted = findRecords(engine, 'sys_audit_delete', { documentkey }).at(-1);
	if (!deleted) return undefined;
	const { tablename: table = '', payload = '' } = deleted;
	return engine.database.transaction(() => {
		const after = fromPayload(table, payload);
		const write: Write = {
			...{ engine, session, options: {}, operation: 'insert', table, chain: engine.schema.chain(table) },
			...{ before: undefined, after, sent: after, entries: [], amounts: [] },
		};
		beforeWrite(write, () => applyRules(write));
		announceWrite(write);
		commit(write, () => {
			insertRecord(engine, table, after);
			deleteRecord(engine, 'sys_audit_delete', deleted);
			auditFate(write, 'RECOVERED', documentkey);
		});
		return after;
	});
}
