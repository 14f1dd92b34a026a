import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { type ApiRequest, recordsOf, type Steps } from '../api/request';
import { equals, all, either, encoded } from '../encodedQuery';
import { nounOf } from '../schema/stockTables';
import { sameName } from '../values/sameName';
import { sameValue } from '../values/sameValue';
import { derivedId } from './derivedId';
import { hitList, MOST_HITS } from './hits';

export interface Match {
	/** The one record with the values; undefined when there is none. */
	sys_id: string | undefined;
	/** A record has the shared sys_id already, but other values. */
	isTaken: boolean;
}

/** The sys_id of the record to create where none has these values: whoever creates it derives the same one, and the instance refuses the second. */
export function sharedId(table: string, match: Record<string, string>): string {
	// As databases compare: without regard to case and blanks around.
	const values = Object.entries(match).map(([column, value]) => [column, value.trim().toLowerCase()]);
	return derivedId(table, values.sort());
}

/**
 * Looks for the record with these values, and for one that has their shared sys_id.
 *
 * @throws ApiFailure when there are several, or when the table has no such column
 */
export function* findMatch(table: string, values: Record<string, string>, fresh = false): Steps<Match> {
	const columns = Object.keys(values);
	const shared = sharedId(table, values);
	const same = all(...columns.map((column) => equals(column, values[column] ?? '', column)));
	const shown = [...new Set(['sys_id', 'number', 'name', ...columns])];
	const list = listRequest(table, either(same, encoded`sys_id=${shared}`), shown, MOST_HITS + 1);
	const request: ApiRequest = { ...list, fresh };
	const found = recordsOf(yield request);
	const rows = found.filter(
		(row) => row.sys_id !== shared || !columns.some((column) => differs(row[column], values[column] ?? '')),
	);
	const isTaken = rows.length < found.length;
	const [first] = rows;
	if (first === undefined) return { sys_id: undefined, isTaken };
	const place = { method: request.method, path: request.path };
	// The instance drops a condition on a column that is not there; the rows found would be any rows.
	const ignored = columns.find((column) => !rows.every((row) => agrees(row[column], values[column] ?? '')));
	if (ignored !== undefined) {
		throw new ApiFailure({
			...place,
			kind: 'bad-request',
			message: `Records of ${table} cannot be matched on ${ignored}`,
			detail: `The records found do not show the value: ${ignored} is not a column of the table, or the user may not read it.`,
			advice: 'Match on other columns. Nothing was written.',
		});
	}
	if (rows.length > 1) throw several(table, values, rows, place);
	return { sys_id: String(first.sys_id), isTaken };
}

/** As databases compare: without regard to case, accents and blanks at the end. */
function agrees(stored: unknown, wanted: string): boolean {
	return typeof stored === 'string' && (sameValue(wanted, stored) || sameName(stored, wanted));
}

/** A column that does not show says nothing. */
function differs(stored: unknown, wanted: string): boolean {
	return typeof stored === 'string' && !agrees(stored, wanted);
}

function several(
	table: string,
	values: Record<string, string>,
	rows: Json[],
	place: { method: string; path: string },
): ApiFailure {
	return new ApiFailure({
		...place,
		kind: 'bad-request',
		message: `More than one ${nounOf(table)} has the same ${Object.keys(values).join(' and ')}`,
		detail: hitList(rows),
		advice:
			'Match on columns whose values are unique together, or update one of them by its sys_id. Nothing was written.',
	});
}
