import { apiForbidden, invalidTable } from '../errors.mts';
import type { ApiRequest, Context } from '../types.mts';

/** The table of the path, if it exists and "Allow access to this table via web services" is on for it. */
export function openTable({ params }: ApiRequest, { store }: Context): string {
	const table = params.table ?? '';
	if (!store.schema.exists(table)) throw invalidTable(table);
	if (store.one('sys_db_object', { name: table })?.ws_access === 'false') throw apiForbidden();
	return table;
}
