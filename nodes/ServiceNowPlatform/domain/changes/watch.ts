import type { EncodedQuery } from '../api/checked';
import type { ExecutionCache } from '../api/executionCache';
import type { Json } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { EVERY, narrowed, encoded, withoutOrder } from '../encodedQuery';
import { ApiFailure } from '../failure/failure';
import { type Audited, readAudited } from './audited';
import { eventOf, type EventInfo } from './event';
import { isBy, type Judgement, judged, type Rules } from './judgement';
import type { Memory } from './memory';
import type { Take, Taken } from './reading';
import { type Form, type Found, readFound } from './record';
import { shortHash } from './seen';
import { type Row, rowOf, type Source } from './source';

/** What is watched: a list of changes, and what a look at it makes of them. */
export interface Watch {
	source: Source;
	/** `since` is the second of the latest change at the last look. */
	take(since: number): Take;
}

/** Which records are watched, and what of them is handed out. */
export interface Records {
	table: string;
	/** Encoded; '' for all. */
	query: EncodedQuery;
	form: Form;
	reach: Record<string, string>;
	/** Read each record from its own table, with all its columns. */
	ofClass: boolean;
	rules: Omit<Rules, 'since' | 'audited'>;
	/** Whether the audit can be asked what changed of a record that is not known. */
	isAudited?: boolean;
	/** The record with what is told about the change. */
	told(record: Json, event: EventInfo): Json;
}

/** Whether the table counts the changes of its records, and shows it; one without records is thought to. */
export function* readIsCounted(cache: ExecutionCache, { table }: Pick<Records, 'table'>): Steps<boolean> {
	const probe = yield* cache.attempt(listRequest(table, EVERY, ['sys_id', 'sys_mod_count'], 1));
	// What else is wrong is told by what is asked next.
	const [row] = probe instanceof ApiFailure ? [] : recordsOf(probe);
	return row === undefined || String(row.sys_mod_count ?? '') !== '';
}

/**
 * The same without a count: two states of a record are told apart by all that they hold. Its making is told by its times.
 */
export function uncountedChangesOf(records: Records, { updatesOnly }: { updatesOnly: boolean }): Watch {
	const { source, take } = changesOf(records, { updatesOnly: false });
	const mark = (row: Json) => shortHash(JSON.stringify(row));
	if (!updatesOnly) return { source: { ...source, columns: undefined, mark }, take };
	const isUpdate = ({ json }: Row) => json.sys_created_on !== json.sys_updated_on;
	const takeUpdates = take(OF_OLD);
	const ofUpdates: Take = (rows, memory) => takeUpdates(rows.filter(isUpdate), memory);
	return { source: { ...source, columns: undefined, mark }, take: () => ofUpdates };
}

/** No record was made since then: where only updates are wanted, a change is one however new the record is. */
const OF_OLD = Number.POSITIVE_INFINITY;

/** Changes of records; their making is one, unless only updates are wanted. */
export function changesOf(records: Records, { updatesOnly }: { updatesOnly: boolean }): Watch {
	const query = withoutOrder(records.query);
	const source: Source = {
		table: records.table,
		time: 'sys_updated_on',
		query: updatesOnly ? narrowed(query, encoded`sys_mod_count>0`) : query,
		columns: ['sys_mod_count', 'sys_class_name'],
		reach: records.reach,
		mark: ({ sys_mod_count }) => String(sys_mod_count ?? ''),
	};
	const take = (since: number): Take =>
		function* (rows, memory) {
			const found = yield* readAll(records, rows);
			const audited = yield* readAuditedOf(records, found, { memory, since });
			const rules = { ...records.rules, since: updatesOnly ? OF_OLD : since, audited };
			return takenOf(records, source, { rows, found }, ({ stored }) => {
				const judgement = judged(stored, memory, rules);
				return judgement && eventOf(records.table, stored, judgement, changeId(stored));
			});
		};
	return { source, take };
}

/** Without a count of its changes, a state of a record has its time for a name. */
function changeId({ sys_id, sys_mod_count, sys_updated_on }: Json): string {
	return `${String(sys_id)}:${String(sys_mod_count) || shortHash(String(sys_updated_on))}`;
}

/** New records, each once, whatever becomes of it. */
export function creationsOf(records: Records): Watch {
	const { table, query, reach, rules } = records;
	const source: Source = {
		table,
		time: 'sys_created_on',
		query: withoutOrder(query),
		columns: ['sys_class_name'],
		reach,
		mark: () => '',
	};
	const created: Judgement = { type: 'created' };
	const take = (): Take =>
		function* (rows) {
			return takenOf(records, source, { rows, found: yield* readAll(records, rows) }, ({ stored }) => {
				return isBy(stored.sys_created_by, rules.me)
					? undefined
					: eventOf(table, stored, created, `${String(stored.sys_id)}:created`);
			});
		};
	return { source, take };
}

/** What the audit says of the records that are not known: of all others it is known what they held. */
function* readAuditedOf(
	{ isAudited = false, rules }: Records,
	found: Map<string, Found>,
	{ memory, since }: { memory: Memory; since: number },
): Steps<Audited> {
	// An example is no change since any time.
	if (!isAudited || rules.watched.length === 0 || !Number.isFinite(since)) return new Map();
	return yield* readAudited(
		[...found.keys()].filter((sys_id) => memory.known.get(sys_id) === undefined),
		since,
	);
}

/** Hands out the records of rows that are events. */
function takenOf(
	records: Records,
	source: Source,
	{ rows, found }: { rows: Row[]; found: Map<string, Found> },
	judge: (found: Found) => EventInfo | undefined,
): Taken[] {
	return rows.flatMap(({ sys_id }): Taken[] => {
		const record = found.get(sys_id);
		if (record === undefined) return [];
		const event = judge(record);
		const json = event && records.told(record.json, event);
		return [{ row: rowOf(source, record.stored), json }];
	});
}

/** The records of rows, from the watched table or each from its own. */
export function* readAll(
	{ table, query, form, ofClass, rules }: Records,
	rows: Array<Pick<Row, 'sys_id' | 'json'>>,
): Steps<Map<string, Found>> {
	const found = new Map<string, Found>();
	const classes = new Map<string, string[]>();
	for (const { sys_id, json } of rows) {
		const place = (ofClass && String(json.sys_class_name ?? '')) || table;
		classes.set(place, [...(classes.get(place) ?? []), sys_id]);
	}
	for (const [place, ids] of classes) {
		const wanted = { table: place, query: withoutOrder(query), form, columns: rules.watched };
		for (const [sys_id, record] of yield* readFound(wanted, ids)) found.set(sys_id, record);
	}
	return found;
}
