/** A journal column as one text, newest first: `2025-01-06 08:00:00 - Fred Luddy (Work notes)`, then the entry. */
import type { Column, Row, Store } from '../../types.mts';
import { isJournal } from '../columnTypes.mts';
import { displayDateTime } from '../time.mts';
import type { UserFormat } from '../time.mts';

export type Journals = (table: string, column: Column, sys_id: string) => string;

export function createJournals(store: Store, format: UserFormat): Journals {
	const names = new Map<string, string>();
	const nameOf = (user_name: string): string => {
		const known = names.get(user_name) ?? (store.one('sys_user', { user_name })?.name || user_name);
		names.set(user_name, known);
		return known;
	};
	// The columns of one record are asked for one after the other.
	let last: { sys_id: string; entries: Row[] } | undefined;
	const entriesOf = (sys_id: string): Row[] => {
		if (last?.sys_id !== sys_id) {
			const rows = store.find('sys_journal_field', { element_id: sys_id }).reverse();
			const newestFirst = rows.sort((a, b) => (b.sys_created_on ?? '').localeCompare(a.sys_created_on ?? ''));
			last = { sys_id, entries: newestFirst };
		}
		return last.entries;
	};
	return (table, column, sys_id) => {
		const isList = column.type === 'journal_list';
		const wanted = entriesOf(sys_id).filter(({ element = '' }) => {
			if (!isList) return element === column.element;
			return isJournal(store.schema.column(table, element)?.type ?? '');
		});
		return wanted
			.map(({ element = '', value = '', sys_created_on = '', sys_created_by = '' }) => {
				const label = store.schema.column(table, element)?.label ?? element;
				return `${displayDateTime(sys_created_on, format)} - ${nameOf(sys_created_by)} (${label})\n${value}\n\n`;
			})
			.join('');
	};
}
