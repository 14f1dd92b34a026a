import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../domain/failure';
import { linksBetween } from '../../domain/links';
import { type RecordKey, sysIdOf } from '../../domain/lookup';
import { apiPath, attempted, recordOf, type Steps } from '../../domain/request';

/** Two records that a row of a table joins, by column. */
export type Ends = Record<string, string>;

type Row = Record<string, unknown>;

/**
 * Joins two records unless they are joined already by a row that counts. The row's sys_id follows from the two: the instance then refuses
 * a second one, however many ask for it at once.
 */
export function* join(
	table: string,
	ends: Ends,
	counts: (row: Row) => boolean = () => true,
): Steps<{ row: IDataObject; added: boolean }> {
	const known = (yield* linksBetween(table, ends)).find(counts);
	if (known !== undefined) return { row: known as IDataObject, added: false };
	const sys_id = createHash('md5')
		.update(JSON.stringify([table, ends]))
		.digest('hex');
	const answer = yield* attempted({
		method: 'POST',
		path: apiPath`/api/now/table/${table}`,
		query: { sysparm_exclude_reference_link: 'true' },
		body: { ...ends, sys_id },
		creates: { table, sys_id },
	});
	if (!(answer instanceof ApiFailure)) return { row: recordOf(answer) as IDataObject, added: true };
	const isRefusal = answer.kind === 'forbidden' || answer.kind === 'bad-request';
	const present = isRefusal ? (yield* linksBetween(table, ends)).find(counts) : undefined;
	if (present === undefined) throw answer;
	return { row: present as IDataObject, added: false };
}

/** The sys_ids of two records that were named by whatever column. */
export function* endsNamed(named: Record<string, [table: string, key: RecordKey]>): Steps<Ends> {
	const ends: Ends = {};
	for (const [column, [table, key]] of Object.entries(named)) ends[column] = yield* sysIdOf(table, key);
	return ends;
}

/** Removes the rows that join two records, as many as there are. @returns whether there was one, and nobody else was quicker */
export function* separate(table: string, rows: Row[]): Steps<boolean> {
	let removed = false;
	for (const { sys_id } of rows) {
		const answer = yield* attempted({ method: 'DELETE', path: apiPath`/api/now/table/${table}/${String(sys_id)}` });
		if (answer instanceof ApiFailure && answer.kind !== 'not-found') throw answer;
		removed ||= !(answer instanceof ApiFailure);
	}
	return removed;
}
