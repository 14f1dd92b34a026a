import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure/failure';
import type { Json } from '../../domain/api/json';
import type { Outcome } from '../../domain/api/request';

/** Enough reasons to see what is wrong. */
const MOST_REASONS = 10;

/** What would become of a record, before anything is written. */
export function preview(row: Json, changes: Record<string, string>): IDataObject {
	const differences = Object.entries(changes).map(([column, to]) => [column, { from: row[column] ?? null, to }]);
	return { ...named(row), updated: false, changes: Object.fromEntries(differences) };
}

/**
 * What became of each record.
 *
 * @throws ApiFailure where some were refused, unless that is to be reported like everything else
 */
export function outcomes(
	table: string,
	rows: Json[],
	results: Array<Outcome<IDataObject, ApiFailure>>,
	areRefusalsReported: boolean,
): IDataObject[] {
	const refusals = results.flatMap((result) => (result.done ? [] : [result.error]));
	const [first] = refusals;
	if (first !== undefined && !areRefusalsReported) {
		const reasons = rows.flatMap((row, index) => reasonOf(results[index]).map((reason) => `${label(row)}: ${reason}`));
		throw new ApiFailure({
			...first.facts,
			message: `${refusals.length} of ${rows.length} records of ${table} were not updated: ${first.message}`,
			detail: reasons.slice(0, MOST_REASONS).join('\n'),
		});
	}
	return rows.map((row, index) => {
		const [reason] = reasonOf(results[index]);
		return { ...named(row), updated: reason === undefined, ...(reason === undefined ? {} : { reason }) };
	});
}

function reasonOf(result: Outcome<IDataObject, ApiFailure> | undefined): string[] {
	if (result?.done !== false) return [];
	const { message, detail } = result.error.facts;
	return [detail === undefined ? message : `${message} (${detail})`];
}

function label({ sys_id, number, name }: Json): string {
	return String(number || name || sys_id);
}

function named({ sys_id, number, name }: Json): IDataObject {
	return { sys_id, ...(number ? { number } : {}), ...(name ? { name } : {}) };
}
