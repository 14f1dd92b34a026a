import type { EncodedQuery } from '../api/checked';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { type ApiRequest, type ApiResponse, recordsOf, type Steps } from '../api/request';
import { narrowed, all, encoded, ordered } from '../encodedQuery';
import { dateOf, secondOf, storedTime } from './time';

/** A table as a list that grows at its end: the latest change, or the latest record, is the last row. */
export interface Source {
	table: string;
	/** Column with the time of a change. */
	time: string;
	/** Without an order. */
	query: EncodedQuery;
	/** Columns of the list besides the sys_id and the time; undefined for all that there are. */
	columns: string[] | undefined;
	/** Query parameters that say which records are reached. */
	reach: Record<string, string>;
	/** What tells two changes of a record in the same second apart. */
	mark(row: Json): string;
}

/** A change, as the list shows it. */
export interface Row {
	sys_id: string;
	second: number;
	/** Of this change and no other. */
	key: string;
	json: Json;
}

/** A part of the list: from a second on, or of one second what is behind a record. */
export type Range = { from: number } | { second: number; behind: string };

/** A page of the list. The row count is asked for where it is not clear whether more follows. */
export function pageRequest(
	source: Source,
	range: Range,
	{ rows, offset, counted }: { rows: number; offset: number; counted: boolean },
): ApiRequest {
	const { time, query, reach } = source;
	const condition =
		'from' in range
			? encoded`${time}>=${storedTime(range.from)}`
			: encoded`${time}=${storedTime(range.second)}^sys_id>${range.behind}`;
	const sorted = ordered(narrowed(query, condition), `^ORDERBY${time}^ORDERBYsys_id`);
	const list = listOf(source, sorted, rows);
	const place = { ...(offset > 0 ? { sysparm_offset: String(offset) } : {}), sysparm_no_count: String(!counted) };
	const more = { sysparm_suppress_pagination_header: 'true', ...place, ...reach };
	return { ...list, query: { ...list.query, ...more }, alone: true, fresh: true };
}

function listOf({ table, time, columns }: Source, query: EncodedQuery, rows: number): ApiRequest {
	const list = listRequest(table, query, [...new Set(['sys_id', time, ...(columns ?? [])])], rows);
	if (columns !== undefined) return list;
	const whole = Object.entries(list.query ?? {}).filter(([name]) => name !== 'sysparm_fields');
	return { ...list, query: Object.fromEntries(whole) };
}

/** The latest rows of the list, the last one first. */
export function latestRequest(source: Source, rows = 1): ApiRequest {
	const { time, query, reach } = source;
	const list = listOf(source, all(query, encoded`ORDERBYDESC${time}`), rows);
	return { ...list, query: { ...list.query, ...reach }, alone: true, fresh: true };
}

/** @throws ApiFailure where a row does not show what tells changes apart */
export function rowsOf(source: Source, response: ApiResponse): Row[] {
	return recordsOf(response).map((json) => rowOf(source, json));
}

export function rowOf({ table, time, mark }: Source, json: Json): Row {
	const [sys_id, second] = [String(json.sys_id ?? ''), secondOf(json[time])];
	if (sys_id === '' || second === undefined) throw unseen(table, sys_id === '' ? 'sys_id' : time);
	return { sys_id, second, key: changeKey(sys_id, mark(json), second), json };
}

/** Names one change of a record. */
export function changeKey(sys_id: string, mark: string, second: number): string {
	return `${sys_id}|${mark}|${second}`;
}

function unseen(table: string, column: string): ApiFailure {
	return new ApiFailure({
		kind: 'forbidden',
		message: `Records of ${table} do not show ${column}`,
		detail: 'Without it, changes can neither be put in order nor be told apart.',
		advice: `${column === 'sys_updated_on' ? 'The event Record Created does without it. ' : ''}${table} has no such column, or the signed-in user may not read it. Database views cannot be watched: watch the tables that they join.`,
	});
}

/** What the instance's clock shows. An answer inside a Batch call does not say; a short question then does. */
export function* readNow(table: string, response: ApiResponse): Steps<number> {
	const now =
		dateOf(response) ?? dateOf(yield { ...listRequest(table, encoded`sys_idISEMPTY`, ['sys_id'], 1), alone: true });
	if (now !== undefined) return now;
	throw new ApiFailure({
		kind: 'not-json',
		message: 'The instance does not say what time it is',
		detail:
			'Its answers have no Date header, without which a record with a wrong date could hide all changes after it.',
		advice: 'A proxy between n8n and the instance may take the header away: let it pass.',
	});
}
