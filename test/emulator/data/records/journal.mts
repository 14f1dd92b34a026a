/** Entries of journal columns live in their own table; the record itself stays empty. */
import type { Caller } from './caller.mts';
import type { Input } from './input/input.mts';
import { insertRecord } from './rows.mts';

export function writeEntries(
	{ engine, session }: Caller,
	table: string,
	sys_id: string,
	entries: Input['entries'],
): void {
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
