/** What every application file knows of itself. */
import type { Row } from '../../types.mts';

export const FILES = 'sys_metadata';

/** `shown` is the display value of the record. */
export function fileColumns(table: string, row: Row, shown: string): Row {
	return {
		sys_name: row.sys_name || shown,
		sys_package: row.sys_package || row.sys_scope || 'global',
		sys_scope: row.sys_scope || 'global',
		sys_update_name: row.sys_update_name || `${table}_${row.sys_id ?? ''}`,
	};
}
