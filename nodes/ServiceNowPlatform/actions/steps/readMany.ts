import type { IDataObject } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { readRecords } from '../../domain/paging/paging';
import { lostAt, readLostPaths } from '../../domain/schema/columnPath';
import { judgedColumns, unseenColumns } from '../../domain/query/unseen';
import type { Item } from '../../properties/item/item';
import type { Listing } from '../../properties/lists/listing';
import type { Output } from '../../properties/output/output';

/** The records of a list as they are put out. A hint names the columns of its conditions and its order, and the chosen ones, that no record shows. */
export function* readMany(
	item: Item,
	{ list, columns }: Listing,
	{ query, chosen, shaped }: Output,
): Steps<IDataObject[]> {
	// A view without a list of columns shows what it shows, and proves nothing.
	const isView = query.sysparm_view !== undefined && query.sysparm_fields === undefined;
	const judged = isView ? [] : judgedColumns([...columns, ...chosen]);
	const { added, options } = askingFor(judged, query);
	const note = (text: string) => void item.notes.push({ subject: `order:${list.table}`, text });
	const records = yield* readRecords({ ...list, options, note });
	noteUnseen(item, list.table, unseenColumns(records, judged), judgedColumns(columns));
	if (records.length > 0) yield* noteLost(item, list.table, [...columns, ...chosen], columns);
	return records.map((record) => shaped(added.length === 0 ? record : without(record, added)));
}

/** Hints at dotted paths that lead nowhere, and returns them; `conditions` are those that were to choose or order the records. */
export function* noteLost(item: Item, table: string, paths: string[], conditions: string[] = []): Steps<string[]> {
	const lost = yield* readLostPaths(item.cache, table, paths);
	for (const place of lost) {
		const effect = conditions.includes(place.path) ? NO_EFFECT : '';
		item.notes.push({ subject: `${table}.${place.path}`, text: `${lostAt(place)}.${effect}` });
	}
	return lost.map(({ path }) => path);
}

const NO_EFFECT = ' Conditions and sorting on it had no effect.';

/** Hints at columns that no record shows; `conditions` are those that were to choose or order the records. */
export function noteUnseen(item: Item, table: string, columns: string[], conditions: string[] = []): void {
	for (const column of columns) {
		const effect = conditions.includes(column) ? NO_EFFECT : '';
		item.notes.push({
			subject: `${table}.${column}`,
			text: `No record shows the field ${column}: ${table} has no such field, or the user may not read it.${effect}`,
		});
	}
}

/** The same request with the columns on top. Without a list of columns, all of them come anyway. */
function askingFor(columns: string[], query: Record<string, string>) {
	const asked = query.sysparm_fields?.split(',');
	if (asked === undefined) return { added: [], options: query };
	const added = columns.filter((column) => !asked.includes(column));
	return { added, options: { ...query, sysparm_fields: [...asked, ...added].join(',') } };
}

/** A new record: the answer may be one that other items read as well. */
function without(record: Json, names: string[]): Json {
	return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
