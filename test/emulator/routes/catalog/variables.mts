/** Variables by themselves: how a value reads, and changing the answers that a record already has. */
import { parseObject } from '../../http/content/body.mts';
import { ServiceNowError } from '../../errors.mts';
import type { ApiRequest, ApiResponse, Context, Row, Store } from '../../types.mts';
import { textOf } from './answers.mts';
import { displayOf } from './questions.mts';
import { invalidRequest, notFound, notWritable } from './refusals.mts';
import { columnsOf, rowsFrom } from './sets.mts';

/** The rows of a set, each answer as it reads. */
function displayOfRows(store: Store, set: string, value: string): string {
	const columns = columnsOf(store, set);
	const rows = rowsFrom(value).map((row) =>
		Object.fromEntries(
			columns.map((column) => [column.name, displayOf(store, column, textOf(row[column.name ?? '']))]),
		),
	);
	return JSON.stringify(rows);
}

export function displayValue(request: ApiRequest, { store }: Context): ApiResponse {
	const { sys_id = '' } = request.params;
	const value = textOf(parseObject(request).sysparm_value);
	const question = store.one('item_option_new', { sys_id });
	if (question) return { status: 200, body: { result: displayOf(store, question, value) } };
	if (!store.one('item_option_new_set', { sys_id })) throw notFound();
	return { status: 200, body: { result: displayOfRows(store, sys_id, value) } };
}

interface Kept {
	table: 'sc_item_option' | 'question_answer';
	row: Row;
	question: string;
}

/** Requested items keep their answers by way of a relation, records of producers beside them; tasks of an item have none. */
function keptBy(store: Store, table: string, sys_id: string): Kept[] {
	if (table === 'sc_req_item') {
		return store.find('sc_item_option_mtom', { request_item: sys_id }).flatMap(({ sc_item_option = '' }) => {
			const row = store.one('sc_item_option', { sys_id: sc_item_option });
			return row ? [{ table: 'sc_item_option' as const, row, question: row.item_option_new ?? '' }] : [];
		});
	}
	return store
		.find('question_answer', { table_name: table, table_sys_id: sys_id })
		.map((row) => ({ table: 'question_answer', row, question: row.question ?? '' }));
}

function checkWritable({ session, params }: ApiRequest, store: Store): void {
	try {
		// An update of nothing asks for the right to write and leaves the record as it is.
		store.update(session, params.table ?? '', params.sys_id ?? '', {});
	} catch (error) {
		throw error instanceof ServiceNowError ? notWritable() : error;
	}
}

/**
 * Not in the documentation; field recording of its behaviour: a flat map of names to raw values, nothing checked but the
 * right to write the record, unknown names and records without variables passed over in silence, an empty answer.
 */
export function updateVariables(request: ApiRequest, { store }: Context): ApiResponse {
	const { table = '', sys_id = '' } = request.params;
	if (!/^[0-9a-f]{32}$/i.test(sys_id)) throw invalidRequest('Invalid sys_id');
	checkWritable(request, store);
	const sent = new Map(Object.entries(parseObject(request)));
	const by = request.session.user.user_name ?? '';
	store.transaction(() => {
		for (const { table: home, row, question } of keptBy(store, table, sys_id)) {
			const name = store.one('item_option_new', { sys_id: question })?.name ?? '';
			if (sent.has(name)) {
				const { sys_id: id = '' } = row;
				store.put(home, { sys_id: id, value: textOf(sent.get(name)), sys_updated_by: by });
			}
		}
	});
	return { status: 200 };
}
