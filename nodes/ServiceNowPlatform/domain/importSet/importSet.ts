import { ApiFailure, type FailureFacts } from '../failure/failure';
import type { Json } from '../api/json';
import { type ApiRequest, type ApiResponse, isObject, objectsIn } from '../api/request';

/** Parent class of every staging table. */
export const IMPORT_SET_ROW = 'sys_import_set_row';

/** What one transform map made of a row, in ServiceNow's words. */
export type Transformed = Json;

/** Statuses of a row that are no success by themselves; whether they are a failure depends on what the rows are for. */
export type Unwritten = 'ignored' | 'skipped';

/** The results of an answer for one row, one for each transform map, each with the import set that it belongs to. */
export function transformedIn({ body }: ApiResponse): Transformed[] {
	const { result, ...about } = isObject(body) ? body : { result: [] };
	return objectsIn(result).map((one) => ({ ...about, ...one }));
}

/** What an answer for one row says where no transform map took it. */
export function untransformed({ body }: ApiResponse): Transformed {
	const { import_set, staging_table } = isObject(body) ? body : {};
	return { import_set, staging_table, status: 'pending' };
}

/** @throws ApiFailure, in ServiceNow's words, when a transform map could not make a record of the row */
export function assertTransformed(
	results: Transformed[],
	alsoFailed: Unwritten[],
	{ method, path }: Pick<ApiRequest, 'method' | 'path'>,
): void {
	const failed = results.find(({ status }) => isFailed(status, alsoFailed));
	if (failed === undefined) return;
	throw notTransformed(failed, {
		// With several maps one may have made its record all the same.
		...(results.length > 1 ? { detail: results.map(told).join('; ') } : {}),
		method,
		path,
		body: results,
	});
}

function isFailed(status: unknown, alsoFailed: Unwritten[]): boolean {
	return status === 'error' || alsoFailed.some((one) => one === status);
}

function notTransformed(
	{ status, error_message, status_message }: Transformed,
	facts: Partial<FailureFacts>,
): ApiFailure {
	const words = error_message || status_message;
	return new ApiFailure({
		...facts,
		kind: 'not-transformed',
		message: typeof words === 'string' && words !== '' ? words : `The row was not transformed (${String(status)})`,
	});
}

function told({ transform_map, table, status, error_message, status_message, display_value }: Transformed): string {
	const more = error_message || status_message || display_value;
	return `${String(transform_map)} (${String(table)}): ${String(status)}${more ? `, ${String(more)}` : ''}`;
}
