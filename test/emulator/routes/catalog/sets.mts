/** Variable sets: questions that several items share. Those with several rows take a table for an answer, as JSON. */
import { isObject } from '../../http/content/body.mts';
import type { Row, Session, Store } from '../../types.mts';
import { inOrder } from './shop.mts';

const MULTI_ROW = 'one_to_many';

interface PlacedSet {
	set: Row;
	order: string;
}

function setsOf(store: Store, item: string, isMultiRow: boolean): PlacedSet[] {
	return store.find('io_set_item', { sc_cat_item: item }).flatMap(({ variable_set = '', order = '' }) => {
		const set = store.one('item_option_new_set', { sys_id: variable_set });
		return set && (set.type === MULTI_ROW) === isMultiRow ? [{ set, order }] : [];
	});
}

export const columnsOf = (store: Store, set: string): Row[] =>
	inOrder(store.find('item_option_new', { variable_set: set, active: 'true' }), 'name');

/** The questions of a set of one row stand in a container of its name and title. */
export function setQuestions(store: Store, item: string): Array<{ order: string; questions: Row[] }> {
	return setsOf(store, item, false).map(({ set, order }) => {
		const { sys_id = '', internal_name = '', title = '' } = set;
		const container = { sys_id, name: internal_name, question_text: title };
		const questions = columnsOf(store, sys_id);
		return { order, questions: [{ ...container, type: '19' }, ...questions, { ...container, type: '20' }] };
	});
}

/** The sets of several rows that belong to an item, in order. */
export const rowSetsOf = (store: Store, item: string): Row[] =>
	inOrder(
		setsOf(store, item, true).map(({ set, order }) => ({ ...set, order })),
		'internal_name',
	);

/** Rows of answers, by the sys_id of their set. */
export type RowAnswers = ReadonlyMap<string, ReadonlyArray<Record<string, string>>>;

export function rowsFrom(value: unknown): Array<Record<string, unknown>> {
	if (Array.isArray(value)) return value.filter(isObject);
	if (typeof value !== 'string' || value.trim() === '') return [];
	try {
		return rowsFrom(JSON.parse(value) as unknown[]);
	} catch {
		return [];
	}
}

const cellText = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** A set goes by its internal name; names of columns that it does not have are passed over. */
export function rowAnswersOf(store: Store, item: string, sent: ReadonlyMap<string, unknown>): RowAnswers {
	return new Map(
		rowSetsOf(store, item).map(({ sys_id = '', internal_name = '' }) => {
			const names = columnsOf(store, sys_id).map(({ name = '' }) => name);
			const rows = rowsFrom(sent.get(internal_name)).map((row) =>
				Object.fromEntries(names.map((name) => [name, cellText(row[name])])),
			);
			return [sys_id, rows];
		}),
	);
}

/** The record that answers belong to. */
export interface Parent {
	table: string;
	sys_id: string;
}

/** One record for each cell. */
export function keepRows(store: Store, session: Session, parent: Parent, answers: RowAnswers): void {
	for (const [set, rows] of answers) {
		const columns = columnsOf(store, set);
		for (const [index, row] of rows.entries()) {
			for (const { sys_id = '', name = '' } of columns) {
				store.insert(session, 'sc_multi_row_question_answer', {
					parent_table_name: parent.table,
					parent_id: parent.sys_id,
					variable_set: set,
					item_option_new: sys_id,
					row_index: String(index + 1),
					value: row[name] ?? '',
				});
			}
		}
	}
}

const cellsOf = (store: Store, parent_id: string): Row[] => store.find('sc_multi_row_question_answer', { parent_id });

export function rowsIn(store: Store, parent_id: string): RowAnswers {
	const found = new Map<string, Array<Record<string, string>>>();
	for (const { variable_set = '', item_option_new = '', row_index, value = '' } of cellsOf(store, parent_id)) {
		const rows = found.get(variable_set) ?? [];
		const name = store.one('item_option_new', { sys_id: item_option_new })?.name ?? '';
		const index = Number(row_index) - 1;
		rows[index] = { ...rows[index], [name]: value };
		found.set(variable_set, rows);
	}
	return found;
}

export function removeRows(store: Store, parent_id: string): void {
	for (const { sys_id = '' } of cellsOf(store, parent_id)) store.remove('sc_multi_row_question_answer', sys_id);
}
