/** The columns that the system writes by itself. */
import type { Row, Session, WriteOptions } from '../../types.mts';
import type { Engine } from '../engine.mts';

export function systemColumns(engine: Engine, session: Session, sys_id: string): Row {
	const now = engine.clock.timestamp();
	const by = session.user.user_name ?? '';
	return {
		sys_id,
		sys_created_on: now,
		sys_created_by: by,
		sys_updated_on: now,
		sys_updated_by: by,
		sys_mod_count: '0',
	};
}

export function stamp(engine: Engine, session: Session, before: Row, { autoSysFields = true }: WriteOptions): Row {
	if (!autoSysFields) return {};
	return {
		sys_updated_on: engine.clock.timestamp(),
		sys_updated_by: session.user.user_name ?? '',
		sys_mod_count: String((Number(before.sys_mod_count) || 0) + 1),
	};
}
