/** Import sets and the rows in them, before anything is transformed. */
import { isObject } from '../../http/content/body.mts';
import type { Row, Session, Store } from '../../types.mts';

/** What has no place in the staging table's access rules: the sets themselves belong to the platform. */
const platform = (session: Session): Session => ({ ...session, roles: new Set(['admin']) });

/** Rows that come one at a time share an import set, which stays open. */
export function openImportSet(store: Store, session: Session, table_name: string): Row {
	const open = store.one('sys_import_set', { table_name, mode: 'sync', state: 'loading' });
	return open ?? store.insert(platform(session), 'sys_import_set', { table_name, mode: 'sync', state: 'loading' });
}

export function newImportSet(store: Store, session: Session, table_name: string, group: Row | undefined): Row {
	const by = platform(session);
	const { sys_id = '' } = group ?? store.insert(by, 'sys_multi_import_set', { name: table_name, state: 'loading' });
	return store.insert(by, 'sys_import_set', {
		table_name,
		mode: 'async',
		state: 'loaded',
		multi_import_set: sys_id,
		load_completed: store.clock.timestamp(),
	});
}

/** Texts only: anything else is written the way Java writes it, so a nested object loses its colons (documented). */
export function asText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (Array.isArray(value)) return `[${value.map(asText).join(', ')}]`;
	if (!isObject(value)) return String(value);
	const pairs = Object.entries(value).map(([name, inner]) => `${name}=${asText(inner)}`);
	return `{${pairs.join(', ')}}`;
}

export const rowsIn = (store: Store, { sys_id = '' }: Row): number =>
	store.find('sys_import_set_row', { sys_import_set: sys_id }).length;

/** A row, and its place in an import set. */
export interface Staged {
	importSet: Row;
	entries: Array<[string, unknown]>;
	place: number;
}

export function stageRow(store: Store, session: Session, table: string, { importSet, entries, place }: Staged): Row {
	const own = new Set(store.schema.columns('sys_import_set_row').keys());
	const sent = entries.filter(([element]) => !own.has(element)).map(([element, value]) => [element, asText(value)]);
	return store.insert(session, table, {
		...Object.fromEntries(sent),
		sys_import_set: importSet.sys_id ?? '',
		sys_import_row: String(place),
		sys_import_state: 'pending',
	});
}
