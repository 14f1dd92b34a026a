import { type Json, text } from '../../api/json';
import { listRequest } from '../../api/listRequest';
import { recordsOf, type Steps } from '../../api/request';
import { equals } from '../../encodedQuery';
import { ROWS } from './questionTypes';
import { MOST_ANSWERS, type StoredAnswer, storedVariable } from './storedAnswer';

/** The answers of multi-row variable sets, which stand cell by cell in a table of their own. */
export function* readStoredTables(sys_id: string): Steps<StoredAnswer[]> {
	const request = listRequest(
		'sc_multi_row_question_answer',
		equals('parent_id', sys_id, 'Requested Item'),
		['row_index', 'value', 'variable_set', 'variable_set.internal_name', 'variable_set.title', 'item_option_new.name'],
		MOST_ANSWERS,
	);
	return tablesOf(recordsOf(yield request));
}

/** The cells of each set, put together to rows by their index. */
function tablesOf(cells: Json[]): StoredAnswer[] {
	const sets = new Map<string, { first: Json; rows: Map<number, Record<string, string>> }>();
	for (const cell of cells) {
		const id = text(cell.variable_set);
		const set = sets.get(id) ?? { first: cell, rows: new Map<number, Record<string, string>>() };
		const index = Number(text(cell.row_index));
		const row = set.rows.get(index) ?? {};
		set.rows.set(index, { ...row, ...Object.fromEntries([[text(cell['item_option_new.name']), text(cell.value)]]) });
		sets.set(id, set);
	}
	return [...sets].map(([question, { first, rows }]) => ({
		sys_id: '',
		question,
		value: [...rows].sort(([a], [b]) => a - b).map(([, row]) => row),
		variable: storedVariable(text(first['variable_set.internal_name']), text(first['variable_set.title']), '', {
			kind: 'rows',
			type: ROWS,
		}),
	}));
}
