import { ApiFailure } from '../../domain/failure/failure';
import type { Json } from '../../domain/api/json';
import { apiPath, attempt, recordOf, type Steps } from '../../domain/api/request';
import { tableInsert } from '../../domain/api/tableInsert';
import { derivedId } from '../../domain/records/derivedId';
import { findLinks } from '../../domain/records/links';
import { assertRecord, type RecordKey, findSysId } from '../../domain/records/lookup';

/** Two records that a row of a table joins, by column, as the user named them. */
export type Named = Record<string, [table: string, key: RecordKey]>;

/** Their sys_ids. */
type Ends = Record<string, string>;

/** Which of the rows between two records are meant. */
type Counts = (row: Json) => boolean;

/**
 * Joins two records unless they are joined already by a row that counts. The row's sys_id follows from the two: the instance then refuses
 * a second one, however many ask for it at once.
 */
export function* join(
	table: string,
	named: Named,
	counts: Counts = () => true,
): Steps<{ ends: Ends; row: Json; added: boolean }> {
	const ends = yield* resolveEnds(named);
	const known = (yield* findLinks(table, ends)).find(counts);
	if (known !== undefined) return { ends, row: known, added: false };
	yield* assertThere(named);
	const sys_id = derivedId(table, ends);
	const query = { sysparm_exclude_reference_link: 'true' };
	const answer = yield* attempt(tableInsert(table, { sys_id, isShared: true, values: ends, query }));
	if (!(answer instanceof ApiFailure)) return { ends, row: recordOf(answer), added: true };
	const isRefusal = answer.kind === 'forbidden' || answer.kind === 'bad-request';
	const present = isRefusal ? (yield* findLinks(table, ends)).find(counts) : undefined;
	if (present === undefined) throw answer;
	return { ends, row: present, added: false };
}

/** Removes the rows that join two records and count; `others` do not, and stay. `removed` is false where somebody else was quicker. */
export function* separate(
	table: string,
	named: Named,
	counts: Counts = () => true,
): Steps<{ ends: Ends; removed: boolean; others: number }> {
	const ends = yield* resolveEnds(named);
	const rows = yield* findLinks(table, ends);
	if (rows.length === 0) yield* assertThere(named);
	const own = rows.filter(counts);
	let removed = false;
	for (const { sys_id } of own) {
		const answer = yield* attempt({ method: 'DELETE', path: apiPath`/api/now/table/${table}/${String(sys_id)}` });
		if (answer instanceof ApiFailure && answer.kind !== 'not-found') throw answer;
		removed ||= !(answer instanceof ApiFailure);
	}
	return { ends, removed, others: rows.length - own.length };
}

function* resolveEnds(named: Named): Steps<Ends> {
	const ends: Ends = {};
	for (const [column, [table, key]] of Object.entries(named)) ends[column] = yield* findSysId(table, key);
	return ends;
}

/** The instance joins whatever it is told. What was named by another key than the sys_id has been looked up already. */
function* assertThere(named: Named): Steps<void> {
	for (const [table, key] of Object.values(named)) if ('sys_id' in key) yield* assertRecord(table, key.sys_id);
}
