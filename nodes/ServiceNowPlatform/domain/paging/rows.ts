import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { tableRequest } from '../api/listRequest';
import type { ApiRequest, ApiResponse } from '../api/request';
import { valueOf } from '../values/forms';

/** What encryption shows in place of a value. */
const ENCRYPTED = '__ENC__';

export interface Page {
	table: string;
	query: EncodedQuery;
	options: Record<string, string>;
	/** Asked for with the row count. */
	counted: boolean;
}

export function pageRequest({ table, query, options, counted }: Page): ApiRequest {
	const asked = { ...options, sysparm_no_count: String(!counted), sysparm_suppress_pagination_header: 'true' };
	return { ...tableRequest(table, query, asked), alone: true };
}

/** Paging needs the sys_id of each row, asked for or not. */
export function withSysId(options: Record<string, string>): { added: boolean; options: Record<string, string> } {
	const columns = options.sysparm_fields;
	if (columns === undefined || columns.split(',').includes('sys_id')) return { added: false, options };
	return { added: true, options: { ...options, sysparm_fields: `${columns},sys_id` } };
}

/** The answer may be one that other items read as well, so it stays as it is. */
export function withoutSysId(records: Json[], added: boolean): Json[] {
	if (!added) return records;
	// A seventh of the time that a filter of the entries takes.
	return records.map((record) => {
		const { sys_id, ...others } = record;
		return sys_id === undefined ? record : others;
	});
}

/** The sys_id of a row; '' for one that has none of its own, as the rows of a database view. */
export function keyOf({ sys_id }: Json): string {
	const key = valueOf(sys_id);
	return key.startsWith(ENCRYPTED) ? '' : key;
}

/** Whether each row has a sys_id. */
export function areKeyed(rows: Json[]): boolean {
	return rows.every((row) => keyOf(row) !== '');
}

/** Columns by which rows without a sys_id of their own keep their order: those of the records that a view joins. */
export function joinedKeys(rows: Json[]): string[] {
	return Object.keys(rows[0] ?? {}).filter((column) => /^[a-z][a-z0-9_]*_sys_id$/.test(column));
}

/** How many rows there are, the hidden ones included; undefined where the answer does not tell. */
export function totalOf({ headers }: ApiResponse): number | undefined {
	const total = Number(headers['x-total-count']?.trim() || Number.NaN);
	return Number.isFinite(total) && total >= 0 ? total : undefined;
}

/** The same rows come again: without this the list would have no end, or rows twice. */
export function notAdvancing({ method, path }: ApiRequest, table: string): ApiFailure {
	return new ApiFailure({
		kind: 'bad-request',
		message: `${table} does not keep to the pages it is asked for`,
		detail:
			'It answers with the same rows again. Its rows may come from elsewhere (a remote table), where conditions on the sys_id are not looked at.',
		advice: 'Choose a sort order, so that the rows are read by their place in the list, or read no more than one page.',
		method,
		path,
	});
}

/** Pages without a row, one after the other. */
const MOST_EMPTY = 1000;

/** @throws ApiFailure where hidden rows follow one another as in no table */
export function assertSeen(emptyPages: number): void {
	if (emptyPages <= MOST_EMPTY) return;
	throw new ApiFailure({
		kind: 'incomplete',
		message: `The list has no end: more than ${MOST_EMPTY} pages in a row show nothing`,
		detail: 'The row count says that there are more rows.',
		advice: 'Narrow the list with a filter to records that the signed-in user may read.',
	});
}
