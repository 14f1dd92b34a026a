import type { EncodedQuery } from '../api/checked';
import { ApiFailure, expected } from '../failure/failure';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { apiPath, attempt, isObject, recordsOf, type Steps } from '../api/request';
import { readRecords } from '../paging/paging';
import { encoded } from '../encodedQuery';
import { valueOf } from '../values/forms';
import { type Transformed, transformedIn } from './importSet';

const COLUMNS =
	'sys_id,sys_import_row,sys_import_state,sys_import_state_comment,sys_transform_map.name,sys_target_table,sys_target_sys_id';

/** A row of a staging table. */
export interface StagedRow {
	sys_id: string;
	/** Its number in the import set; NaN where it has none. */
	place: number;
	/** `pending` until it is transformed. */
	status: string;
	/** What the transform maps made of it. */
	results: Transformed[];
	/** The columns that were asked for, each with its display value. */
	stored: Json;
}

/** Rows of an import set, in no order; none where the user may not read them. */
export function* readStagedRows(table: string, query: EncodedQuery, columns: string[]): Steps<StagedRow[]> {
	const options = {
		sysparm_fields: [COLUMNS, ...columns].join(','),
		sysparm_display_value: 'all',
		sysparm_exclude_reference_link: 'true',
	};
	let found: Json[];
	try {
		found = yield* readRecords({ table, query, orderBy: '', limit: Number.POSITIVE_INFINITY, options });
	} catch (error) {
		expected(error, ApiFailure);
		return [];
	}
	const rows = found.map(rowOf);
	if (rows.length > 0 && (yield* readHasSeveralMaps(table))) yield* addResults(table, rows);
	return rows;
}

function rowOf(row: Json): StagedRow {
	const [status, comment] = [valueOf(row.sys_import_state), valueOf(row.sys_import_state_comment)];
	const result = {
		transform_map: valueOf(row['sys_transform_map.name']),
		table: valueOf(row.sys_target_table),
		display_value: displayOf(row.sys_target_sys_id),
		status,
		sys_id: valueOf(row.sys_target_sys_id),
		...(comment === '' ? {} : { [status === 'error' ? 'error_message' : 'status_message']: comment }),
	};
	const place = valueOf(row.sys_import_row);
	return {
		sys_id: valueOf(row.sys_id),
		place: place === '' ? Number.NaN : Number(place),
		status,
		results: [result],
		stored: row,
	};
}

/** A row has columns for the outcome of one map only. */
function* readHasSeveralMaps(table: string): Steps<boolean> {
	const query = encoded`source_table=${table}^active=true`;
	const answer = yield* attempt(listRequest('sys_transform_map', query, ['source_table'], 2));
	if (answer instanceof ApiFailure) return false;
	return recordsOf(answer).filter(({ source_table }) => source_table === table).length > 1;
}

/** Asks for each row's outcome, map by map. What cannot be had stays as the row itself tells it. */
function* addResults(table: string, rows: StagedRow[]): Steps<void> {
	const done = rows.filter(({ status }) => status !== 'pending');
	yield {
		strands: done.map(function* (row): Steps<void> {
			const answer = yield* attempt({ method: 'GET', path: apiPath`/api/now/import/${table}/${row.sys_id}` });
			const results = answer instanceof ApiFailure ? [] : transformedIn(answer);
			if (results.length > 0) row.results = results;
		}),
	};
}

function displayOf(content: unknown): string {
	const shown = isObject(content) ? content.display_value : '';
	return shown === valueOf(content) ? '' : String(shown ?? '');
}
