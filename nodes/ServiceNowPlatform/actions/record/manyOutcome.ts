import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/api/failure';
import type { Json } from '../../domain/api/json';
import type { Fate } from '../../domain/api/many';

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
	fates: Array<Fate<IDataObject>>,
	areRefusalsReported: boolean,
): IDataObject[] {
	const refusals = fates.flatMap((fate) => (fate.done ? [] : [fate.failure]));
	const [first] = refusals;
	if (first !== undefined && !areRefusalsReported) {
		const reasons = rows.flatMap((row, index) => reasonOf(fates[index]).map((reason) => `${label(row)}: ${reason}`));
		throw new ApiFailure({
			...first.facts,
			message: `${refusals.length} of ${rows.length} records of ${table} were not updated: ${first.message}`,
			detail: reasons.slice(0, MOST_REASONS).join('\n'),
		});
	}
	return rows.map((row, index) => {
		const [reason] = reasonOf(fates[index]);
		return { ...named(row), updated: reason === undefined, ...(reason === undefined ? {} : { reason }) };
	});
}

function reasonOf(fate: Fate<IDataObject> | undefined): string[] {
	if (fate?.done !== false) return [];
	const { message, detail } = fate.failure.facts;
	return [detail === undefined ? message : `${message} (${detail})`];
}

function label({ sys_id, number, name }: Json): string {
	return String(number || name || sys_id);
}

function named({ sys_id, number, name }: Json): IDataObject {
	return { sys_id, ...(number ? { number } : {}), ...(name ? { name } : {}) };
}
