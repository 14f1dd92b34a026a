import { equals } from './encodedQuery';
import { ApiFailure } from './failure';
import { hitList, MOST_HITS } from './hits';
import { apiPath, type ApiRequest, recordsOf, type Steps } from './request';
import { sameValue } from './sameValue';

/**
 * The sys_id of the one record with these values; undefined when there is none.
 *
 * @throws ApiFailure when there are several, or when the table has no such column
 */
export function* findMatch(table: string, values: Record<string, string>): Steps<string | undefined> {
	const columns = Object.keys(values);
	const request: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/table/${table}`,
		query: {
			sysparm_query: columns.map((column) => equals(column, values[column] ?? '', column)).join('^'),
			sysparm_fields: [...new Set(['sys_id', 'number', 'name', ...columns])].join(','),
			sysparm_limit: String(MOST_HITS + 1),
			sysparm_exclude_reference_link: 'true',
			sysparm_no_count: 'true',
		},
	};
	const rows = recordsOf(yield request);
	const [first] = rows;
	if (first === undefined) return undefined;
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
	return String(first.sys_id);
}

/** As databases compare: without regard to case, accents and blanks at the end. */
function agrees(stored: unknown, wanted: string): boolean {
	if (typeof stored !== 'string') return false;
	return sameValue(wanted, stored) || stored.trim().localeCompare(wanted.trim(), 'en', { sensitivity: 'base' }) === 0;
}

function several(
	table: string,
	values: Record<string, string>,
	rows: Array<Record<string, unknown>>,
	place: { method: string; path: string },
): ApiFailure {
	return new ApiFailure({
		...place,
		kind: 'bad-request',
		message: `More than one record of ${table} has the same ${Object.keys(values).join(' and ')}`,
		detail: hitList(rows),
		advice:
			'Match on columns whose values are unique together, or update one of them by its sys_id. Nothing was written.',
	});
}
