/** The columns that the system writes by itself. */
import type { Row, Session } from '../../types.mts';
import type { Engine } from '../engine.mts';

/** Tables whose rows never change lack the columns that would tell of it. */
function known({ schema }: Engine, table: string, row: Row): Row {
	const columns = schema.columns(table);
	return Object.fromEntries(Object.entries(row).filter(([element]) => columns.has(element)));
}

export function systemColumns(engine: Engine, session: Session, table: string, sys_id: string): Row {
	const now = engine.clock.timestamp();
	const by = session.user.user_name ?? '';
	return known(engine, table, {
		sys_id,
		sys_created_on: now,
		sys_created_by: by,
		sys_updated_on: now,
		sys_updated_by: by,
		sys_mod_count: '0',
	});
}

export function stamp(engine: Engine, session: Session, table: string, before: Row): Row {
	return known(engine, table, {
		sys_updated_on: engine.clock.timestamp(),
		sys_updated_by: session.user.user_name ?? '',
		sys_mod_count: String((Number(before.sys_mod_count) || 0) + 1),
	});
}
