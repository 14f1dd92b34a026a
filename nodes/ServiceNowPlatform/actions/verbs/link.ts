import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure';
import { linksBetween } from '../../domain/links';
import { type RecordKey, sysIdOf } from '../../domain/lookup';
import { apiPath, recordOf, type Steps } from '../../domain/request';

/** Two records that a row of a table joins, by column. */
export type Ends = Record<string, string>;

/**
 * Joins two records unless they are joined already. The row's sys_id follows from the two: the instance then refuses a second one, however
 * many ask for it at once.
 */
export function* join(table: string, ends: Ends): Steps<{ row: IDataObject; added: boolean }> {
	const [known] = yield* linksBetween(table, ends);
	if (known !== undefined) return { row: known as IDataObject, added: false };
	const sys_id = createHash('md5')
		.update(JSON.stringify([table, ends]))
		.digest('hex');
	try {
		const response = yield {
			method: 'POST',
			path: apiPath`/api/now/table/${table}`,
			query: { sysparm_exclude_reference_link: 'true' },
			body: { ...ends, sys_id },
			creates: { table, sys_id },
		};
		return { row: recordOf(response) as IDataObject, added: true };
	} catch (error) {
		const present = error instanceof ApiFailure && error.kind === 'forbidden' ? yield* linksBetween(table, ends) : [];
		if (present[0] === undefined) throw error instanceof Error ? error : new Error(String(error));
		return { row: present[0] as IDataObject, added: false };
	}
}

/** The sys_ids of two records that were named by whatever column. */
export function* endsNamed(named: Record<string, [table: string, key: RecordKey]>): Steps<Ends> {
	const ends: Ends = {};
	for (const [column, [table, key]] of Object.entries(named)) ends[column] = yield* sysIdOf(table, key);
	return ends;
}

/** Removes the rows that join two records, as many as there are. */
export function* separate(table: string, rows: Array<Record<string, unknown>>): Steps<void> {
	for (const { sys_id } of rows) yield { method: 'DELETE', path: apiPath`/api/now/table/${table}/${String(sys_id)}` };
}
