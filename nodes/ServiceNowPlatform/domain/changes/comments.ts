import { encoded, withoutOrder } from '../encodedQuery';
import type { Json } from '../api/json';
import type { Steps } from '../api/request';
import { clockOf, type Sample } from '../values/displayTime';
import { entriesOfStream, entryOfRow, type JournalEntry } from '../values/journal';
import { eventOf } from './event';
import { isBy } from './judgement';
import type { Memory } from './memory';
import type { Taken } from './reading';
import { readFound } from './record';
import { shortHash } from './seen';
import { changeKey, type Row, rowOf, type Source } from './source';
import { secondOf } from './time';
import { changesOf, readAll, type Records, type Watch } from './watch';

/** Which entries are watched. */
export interface Journals {
	/** The watched table and those below it: an entry names the record's own. */
	family: string[];
	/** `comments`, `work_notes`. */
	columns: string[];
}

/** Comments and work notes as the journal table has them. */
export function commentsOf(records: Records, { family, columns }: Journals): Watch {
	const source: Source = {
		table: 'sys_journal_field',
		time: 'sys_created_on',
		query: encoded`nameIN${family.join(',')}^elementIN${columns.join(',')}`,
		columns: ['name', 'element', 'element_id', 'value', 'sys_created_by'],
		reach: records.reach,
		mark: () => '',
	};
	function* take(rows: Row[]): Steps<Taken[]> {
		const places = rows.map(({ json }) => ({ sys_id: String(json.element_id), json: { sys_class_name: json.name } }));
		const found = yield* readAll(records, places);
		return rows.map(({ json }) => {
			const record = found.get(String(json.element_id));
			const told =
				record === undefined || isBy(json.sys_created_by, records.rules.me)
					? undefined
					: toldOf(records, record, entryOfRow(json), String(json.sys_id));
			return { row: rowOf(source, json), json: told };
		});
	}
	return { source, take: () => take };
}

/**
 * The same for users who may not read the journal table: what a changed record shows of its journal. It names people, not users, and its
 * times are those of the signed-in user's profile.
 */
export function shownCommentsOf(records: Records, { columns }: Journals): Watch {
	const { source } = changesOf(records, { updatesOnly: false });
	const take = (since: number) =>
		function* (rows: Row[], memory: Memory): Steps<Taken[]> {
			const found = yield* readAll(records, rows);
			const shown = yield* readShown(records, columns, [...found.keys()]);
			return rows.flatMap((row): Taken[] => {
				const record = found.get(row.sys_id);
				const entries = (record && shown.get(row.sys_id)) ?? [];
				const isNew = ({ created_on }: JournalEntry) => (secondOf(created_on) ?? 0) >= Math.min(since, row.second);
				const told = entries.filter(isNew).flatMap((entry): Taken[] => {
					const second = secondOf(entry.created_on) ?? row.second;
					const id = shortHash([row.sys_id, entry.type, entry.created_on, entry.name, entry.text].join('|'));
					const mark = { sys_id: row.sys_id, second, key: changeKey(row.sys_id, id, second), json: {} };
					if (record === undefined || memory.hasSeen(mark)) return [];
					return [{ row: mark, json: toldOf(records, record, entry, id) }];
				});
				return [{ row: record === undefined ? row : rowOf(source, record.stored), json: undefined }, ...told];
			});
		};
	return { source, take };
}

function toldOf(
	{ table, told }: Records,
	{ stored, json }: { stored: Json; json: Json },
	{ created_on, created_by, name, type, text }: JournalEntry,
	id: string,
): Json {
	const by = created_by ?? name ?? '';
	const own = {
		sys_id: stored.sys_id,
		sys_class_name: stored.sys_class_name,
		sys_created_on: created_on,
		sys_created_by: by,
	};
	return told({ ...json, comment: { type, text } }, eventOf(table, own, { type: 'commented' }, id));
}

const TIMES = ['sys_updated_on', 'sys_created_on'];

/** The entries that records show of themselves, oldest first. */
function* readShown({ table, query }: Records, columns: string[], ids: string[]): Steps<Map<string, JournalEntry[]>> {
	const raw = new Map<string, Json>();
	const form = {
		query: { sysparm_fields: ['sys_id', ...columns, ...TIMES].join(','), sysparm_display_value: 'all' },
		shaped: (record: Json) => record,
	};
	for (const [sys_id, { json }] of yield* readFound({ table, query: withoutOrder(query), form, columns: [] }, ids)) {
		raw.set(sys_id, json);
	}
	return new Map([...raw].map(([sys_id, record]) => [sys_id, entriesOf(record, columns)]));
}

function entriesOf(record: Json, columns: string[]): JournalEntry[] {
	const part = (column: string, name: string) => String((record[column] as Json | undefined)?.[name] ?? '');
	const samples = TIMES.map((time): Sample => ({ value: part(time, 'value'), shown: part(time, 'display_value') }));
	const clock = clockOf(samples);
	return columns.flatMap((column) => entriesOfStream(part(column, 'display_value'), column, clock).reverse());
}
