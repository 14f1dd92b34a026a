import type { Json, JsonValue } from '../api/json';
import { isObject } from '../api/request';
import type { TableSchema } from '../schema/schema';
import { isSilent, plainText, sameValue } from './sameValue';

/** A value that was written and did not come back. */
export interface Lost {
	column: string;
	sent: string;
	/** What is stored instead; undefined where the answer has no such column. */
	stored: string | undefined;
	/** The stored value as people see it. */
	label?: string;
	/** ServiceNow said by itself that it did not take it. */
	ignored?: true;
}

/** Each write changes them, whatever it brings along. */
const STAMPS = new Set(['sys_updated_on', 'sys_updated_by', 'sys_mod_count']);
/** Journals read back empty, whatever the dictionary says of them. */
const JOURNALS = new Set(['comments', 'work_notes', 'comments_and_work_notes', 'approval_history']);

/** Whether each write of the column may add something. Of columns that a company or an application added, their names do not tell. */
export function mayBeJournal(column: string): boolean {
	return /^[ux]_|comments|notes|journal|history|user_input/.test(column);
}

/**
 * The query of a write whose answer can be compared with what was sent: it shows every written column, with its stored value.
 * `shownAs` turns the answer into what was asked for.
 */
export function comparable(
	query: Record<string, string>,
	columns: string[],
	displayInput: boolean,
): Record<string, string> {
	const { sysparm_fields: asked, sysparm_display_value: form } = query;
	const wanted = asked?.split(',') ?? [];
	return {
		...query,
		...(asked === undefined ? {} : { sysparm_fields: [...new Set([...wanted, 'sys_id', ...columns])].join(',') }),
		// Labels and names alone say nothing of the value; with display values as input they may be what was sent.
		...(form === 'true' || displayInput ? { sysparm_display_value: 'all' } : {}),
	};
}

/** The record of an answer to a `comparable` query as the query before it would have had it. */
export function shownAs(query: Record<string, string>, record: Json): Json {
	const { sysparm_fields: asked, sysparm_display_value: form = 'false' } = query;
	const wanted = asked === undefined ? undefined : new Set(asked.split(','));
	return Object.fromEntries(
		Object.entries(record)
			.filter(([column]) => wanted?.has(column) !== false)
			.map(([column, value]) => [column, valueAs(form, value)]),
	);
}

function valueAs(form: string, content: JsonValue): JsonValue {
	if (form === 'all' || !isObject(content) || !('value' in content && 'display_value' in content)) return content;
	const { value, display_value, link } = content;
	if (form === 'true') return link === undefined ? display_value : { display_value, link };
	return link === undefined ? value : { link, value };
}

/** The values to write without those that make an entry each time. */
export function withoutEntries<Value>(values: Record<string, Value>): Record<string, Value> {
	return Object.fromEntries(Object.entries(values).filter(([column]) => !JOURNALS.has(column)));
}

/** Written values that the answer shows otherwise, judged without knowledge of the columns. */
export function suspects(sent: Record<string, string>, record: Json, isWhole: boolean): Lost[] {
	// An answer without the record's id shows nothing of the record.
	if (!('sys_id' in record)) return [];
	const judged = Object.entries(sent).filter(([column]) => !isShownOtherwise(column));
	return judged.flatMap(([column, value]): Lost[] => {
		// A view shows some columns only; passwords are shown to nobody.
		if (!(column in record))
			return isWhole && !/password/.test(column) ? [{ column, sent: value, stored: undefined }] : [];
		const { stored, label } = storedIn(record[column]);
		if (isKept(value, { stored, label })) return [];
		return [{ column, sent: value, stored, ...(label === undefined ? {} : { label }) }];
	});
}

/** Columns that read otherwise than they were sent, whatever became of the write. */
function isShownOtherwise(column: string): boolean {
	return column === 'sys_id' || JOURNALS.has(column) || STAMPS.has(column);
}

/** Whether what was sent is what is stored, or what people see of it. */
function isKept(sent: string, { stored, label }: { stored: string; label?: string | undefined }, type = ''): boolean {
	return sameValue(sent, stored, type) || (label !== undefined && sameValue(sent, label, type));
}

/** With those of which ServiceNow said that it ignored them. */
export function withIgnored(candidates: Lost[], ignored: string[], sent: Record<string, string>): Lost[] {
	const named = ignored.filter((column) => Object.hasOwn(sent, column));
	const others = candidates.filter(({ column }) => !named.includes(column));
	return [
		...others,
		...named.map((column) => ({ column, sent: sent[column] ?? '', stored: undefined, ignored: true as const })),
	];
}

/** Those that remain once the types of the columns are known. */
export function lost(candidates: Lost[], schema: TableSchema | undefined): Lost[] {
	return candidates.filter(({ column, sent, stored, label, ignored }) => {
		if (ignored === true) return true;
		const type = schema?.columns.get(column)?.type ?? '';
		if (isSilent(type)) return false;
		if (stored === undefined) return true;
		return !isKept(sent, { stored, label }, type);
	});
}

/** One sentence for each lost value. */
export function explained(
	{ column, sent, stored, ignored }: Lost,
	table: string,
	schema: TableSchema | undefined,
): string {
	if (stored === undefined) {
		if (schema?.columns.has(column) === false) return `${column} is not a column of ${table}.`;
		if (ignored === true) return `${column} was ignored by ServiceNow: it may not be written here.`;
		return `${column} did not come back: it is not a column of ${table}, or the user may not read it.`;
	}
	if (stored === '') return `${column} was sent as "${short(sent)}" and is empty.`;
	const [given, kept] = [plainText(sent), plainText(stored)];
	if (given.length > SHOWN && given.startsWith(kept))
		return `${column} was cut to ${kept.length} of ${given.length} characters.`;
	const from = Math.max(0, differenceOf(given, kept) - SHOWN / 2);
	return `${column} was sent as "${short(given, from)}" and is "${short(kept, from)}".`;
}

function storedIn(content: unknown): { stored: string; label?: string } {
	if (!isObject(content)) return { stored: String(content ?? '') };
	const { value, display_value } = content;
	return {
		stored: String(value ?? display_value ?? ''),
		...(typeof display_value === 'string' ? { label: display_value } : {}),
	};
}

/** Characters of a value in a sentence. */
const SHOWN = 40;

/** The place at which two texts part. */
function differenceOf(one: string, other: string): number {
	const place = [...one].findIndex((character, index) => character !== other[index]);
	return place === -1 ? one.length : place;
}

function short(text: string, from = 0): string {
	const start = text.length > SHOWN ? from : 0;
	const shown = text.slice(start, start + SHOWN);
	return `${start > 0 ? '…' : ''}${shown}${start + SHOWN < text.length ? '…' : ''}`;
}
