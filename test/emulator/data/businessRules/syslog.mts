import type { Engine } from '../engine.mts';
import { insertRecord } from '../records/rows.mts';
import { systemColumns } from '../records/system.mts';

export type Level = '0' | '1' | '2';

/** What is logged stays logged, also where the write that it was logged in is undone. */
export function syslog(engine: Engine, level: string, message: string, source: string): void {
	// The instance may have been stopped in the meantime.
	if (!engine.database.db.isOpen) return;
	const row = {
		...systemColumns(engine, engine.system, 'syslog', engine.newSysId()),
		...{ level, message: message.slice(0, 65_000), source: source.slice(0, 80) },
		sys_class_name: 'syslog',
	};
	engine.database.afterEnd(() => insertRecord(engine, 'syslog', row));
}
