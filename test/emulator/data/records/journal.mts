/** Entries of journal columns live in their own table; the record itself stays empty. */
import type { Row, Session } from '../../types.mts';
import type { Engine } from '../engine.mts';
import type { Input } from './input.mts';
import { insertRecord } from './rows.mts';

export function writeEntries(engine: Engine, session: Session, table: string, sys_id: string, entries: Input['entries']): void {
	const now = engine.clock.timestamp();
	const by = session.user.user_name ?? '';
	for (const { element, value } of entries) {
		insertRecord(engine, 'sys_journal_field', {
			sys_id: engine.newSysId(),
			name: table,
			element_id: sys_id,
			element,
			value,
			sys_created_on: now,
			sys_created_by: by,
			sys_updated_on: now,
			sys_updated_by: by,
			sys_mod_count: '0',
		});
	}
}

/** Newest first; two of the same second stand in the order they were written, the later one first. */
export function readEntries(engine: Engine, sys_id: string, elements: readonly string[]): Row[] {
	const sql =
		'SELECT element, value, sys_created_on, sys_created_by FROM sys_journal_field' +
		' WHERE element_id = ? AND element IN (SELECT value FROM json_each(?)) ORDER BY sys_created_on DESC, rowid DESC';
	return engine.database.all(sql, [sys_id, JSON.stringify(elements)]);
}
