import type { IDataObject } from 'n8n-workflow';
import { sysId } from '../../domain/address/record';
import { sysIdIn } from '../../domain/api/expectation';
import { ApiFailure } from '../../domain/failure/failure';
import type { Json } from '../../domain/api/json';
import { apiPath, type ApiRequest, type ApiResponse, recordOf, type Steps } from '../../domain/api/request';
import { tableInsert } from '../../domain/api/tableInsert';
import { entryTrace, sendTraced } from '../../domain/records/traces';
import { readSchema } from '../../domain/schema/schema';
import { comparable, explained, lost, mayBeJournal, shownAs, suspects, withIgnored } from '../../domain/values/writes';
import type { Item } from '../../properties/item/item';
import { resolveOutput } from '../../properties/output/output';
import { resolveStorable } from './storableValues';

export interface Write {
	table: string;
	/** The record to change; none to create one. */
	sys_id?: string;
	/** In wire form; names, labels and dates are resolved. */
	values: Record<string, string>;
	/** From the operation's options collection. */
	options: IDataObject;
	/** Columns without which nothing was achieved: that one of them is not stored is an error, unless the user ignores such losses. */
	essential?: string[];
	/** The values are as their columns store them already. */
	areStored?: boolean;
	/** How the write is sent, where there is more to it. */
	send?(request: ApiRequest): Steps<ApiResponse>;
}

/** Writes a record as the options say, and makes sure that what was sent was stored. Returns the record. */
export function* write(
	item: Item,
	{ table, sys_id, values, options, essential = [], areStored = false, send }: Write,
): Steps<IDataObject> {
	const sent = areStored ? values : yield* resolveStorable(item, table, values, options);
	const { query: asked, shaped } = yield* resolveOutput(item, table, { written: Object.keys(sent) });
	const isChecked = options.notStored !== 'ignore';
	const query = queryOf(asked, isChecked ? Object.keys(sent) : [], options);
	const request = sys_id === undefined ? insertion(item, table, sent, query) : change(table, sys_id, sent, query);
	const answer = yield* send?.(request) ?? sendOnce(request, sys_id, sent);
	const record = recordOf(answer);
	noteOrigin(item, request, answer);
	if (isChecked && answer.isUnseen !== true) {
		yield* reportLost(item, request, { table, sent, record, grave: graveOf(options, sent, essential) });
	}
	return shaped(shownAs(asked, record));
}

/** Columns whose loss is an error. */
function graveOf(options: IDataObject, sent: Record<string, string>, essential: string[]): string[] {
	return options.notStored === 'error' ? Object.keys(sent) : essential;
}

/** What is asked for along with the write: the columns that are looked at, in a form in which they can be compared. */
function queryOf(asked: Record<string, string>, checked: string[], options: IDataObject): Record<string, string> {
	const displayInput = options.sysparm_input_display_value === true;
	return {
		...comparable(asked, checked, displayInput),
		...(displayInput ? { sysparm_input_display_value: 'true' } : {}),
	};
}

const UNSEEN_RETRY =
	'n8n does not tell a repeated call of a tool from a second one: with Retry On Fail, a call that fails may create a record twice. Leave it off; this node repeats by itself what can be repeated.';

/** Tells what keeps this package from finding again what it has made. */
function noteOrigin(item: Item, { creates }: ApiRequest, answer: ApiResponse): void {
	if (creates === undefined) return;
	const { table, sys_id, isShared } = creates;
	if (isShared !== true && item.isRepeatedUnseen) item.notes.push({ subject: 'retry', text: UNSEEN_RETRY });
	const answered = sysIdIn(recordOf(answer));
	if (answer.isUnseen === true) {
		const text = `A record of ${table} was created by an attempt whose answer was lost. The signed-in user may not see it, so that only its sys_id is known.`;
		item.notes.push({ subject: `unseen:${table}`, text });
	} else if (isShared !== true && answered !== undefined && answered !== '' && answered.toLowerCase() !== sys_id) {
		const text = `The instance gives new records of ${table} other sys_ids than the ones they are sent with. A record whose answer is lost cannot be found again then: nothing is repeated there, and n8n’s Retry On Fail may create records twice.`;
		item.notes.push({ subject: `own ids:${table}`, text });
	}
}

/** An entry of a journal is not sent again: the same text would stand there twice. */
function* sendOnce(request: ApiRequest, sys_id: string | undefined, sent: Record<string, string>): Steps<ApiResponse> {
	const [column, text = ''] = Object.entries(sent).find(([name]) => /^(comments|work_notes)$/.test(name)) ?? [];
	if (sys_id === undefined || column === undefined) return yield request;
	return yield* sendTraced(request, entryTrace(sys_id, column, text));
}

function insertion(
	item: Item,
	table: string,
	values: Record<string, string>,
	query: Record<string, string>,
): ApiRequest {
	// Choosing the id here makes it possible to look for the record when the answer to the insert is lost.
	const own = values.sys_id ? sysId(values.sys_id, 'sys_id') : undefined;
	const sys_id = own ?? item.newSysId(table);
	return tableInsert(table, { sys_id, isShared: own !== undefined, values, query });
}

function change(
	table: string,
	sys_id: string,
	body: Record<string, string>,
	query: Record<string, string>,
): ApiRequest {
	const idempotent = !Object.keys(body).some(mayBeJournal);
	return { method: 'PATCH', path: apiPath`/api/now/table/${table}/${sys_id}`, query, body, idempotent };
}

export interface Written {
	table: string;
	sent: Record<string, string>;
	record: Json;
	/** Columns of which ServiceNow said that it did not take them. */
	ignored?: string[];
	/** Columns whose loss is an error. */
	grave: string[];
}

/**
 * Tells which of the sent values the answer does not show as stored.
 *
 * @throws ApiFailure when there are some without which the write is of no use
 */
export function* reportLost(
	item: Item,
	{ method, path, query }: ApiRequest,
	{ table, sent, record, ignored = [], grave }: Written,
): Steps<void> {
	const isWhole = query?.sysparm_fields !== undefined || query?.sysparm_view === undefined;
	const candidates = withIgnored(suspects(sent, record, isWhole), ignored, sent);
	if (candidates.length === 0) return;
	// Only the type tells whether a value was lost or is merely shown otherwise.
	const schema = yield* readSchema(item.cache, table);
	const found = lost(candidates, schema);
	if (found.length === 0) return;
	const sentences = found.map((one) => explained(one, table, schema));
	if (found.some(({ column }) => grave.includes(column))) {
		throw new ApiFailure({
			kind: 'not-stored',
			message: `Not stored: ${found.map(({ column }) => column).join(', ')}`,
			detail: sentences.join(' '),
			method,
			path,
			body: { sys_id: record.sys_id },
		});
	}
	for (const [index, { column }] of found.entries()) {
		item.notes.push({ subject: `lost:${column}`, text: `Not stored: ${sentences[index]}` });
	}
}
