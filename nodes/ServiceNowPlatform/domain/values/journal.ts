import type { Json } from '../api/json';
import type { Clock } from './displayTime';

/** An entry of a record's journal. */
export interface JournalEntry {
	/** UTC; as the signed-in user sees it where nothing tells the user's format or zone. */
	created_on: string;
	/** `comments`, `work_notes` or another journal column. */
	type: string;
	text: string;
	/** Where it was read: the journal table, or the text that stands for the journal in the record itself. */
	source: 'sys_journal_field' | 'display_value';
	sys_id?: string;
	/** User name; known to the journal table. */
	created_by?: string;
	/** The person's name; known to the display value. */
	name?: string;
}

/** `2026-01-31 23:59:59 - Beth Anglin (Work notes)`; date and time in any format of the platform. */
const HEADER = /^(\d[\d./: -]{7,20}\d(?: ?[AP]M)?) - (.+) \(([^()]+)\)$/i;

/** A row of `sys_journal_field`. */
export function entryOfRow(row: Json): JournalEntry {
	return {
		sys_id: String(row.sys_id ?? ''),
		created_on: String(row.sys_created_on ?? ''),
		created_by: String(row.sys_created_by ?? ''),
		type: String(row.element ?? ''),
		text: String(row.value ?? ''),
		source: 'sys_journal_field',
	};
}

/**
 * The entries of a journal column's display value, which is one text, newest first. A line of an entry may look like the head of
 * another one: a head follows an empty line, names this column, and is not newer than the one before it.
 */
export function entriesOfStream(stream: string, type: string, clock: Clock = () => undefined): JournalEntry[] {
	const entries: Array<JournalEntry & { lines: string[] }> = [];
	let column: string | undefined;
	for (const line of stream.replace(/\r\n?/g, '\n').split('\n')) {
		const head = headOf(line, clock);
		column ??= head?.label;
		if (head !== undefined && head.label === column && follows(head, entries.at(-1))) {
			const { created_on, name } = head;
			entries.push({ created_on, name, type, text: '', source: 'display_value', lines: [] });
		} else entries.at(-1)?.lines.push(line);
	}
	return entries.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n').trim() }));
}

interface Head {
	created_on: string;
	/** Whether the time is UTC, so that it can be compared. */
	isKnown: boolean;
	name: string;
	label: string;
}

function headOf(line: string, clock: Clock): Head | undefined {
	const [, shown, name, label] = HEADER.exec(line) ?? [];
	if (!shown || !name || !label) return undefined;
	const time = clock(shown);
	return { created_on: time ?? shown, isKnown: time !== undefined, name, label };
}

function follows({ created_on, isKnown }: Head, last: { created_on: string; lines: string[] } | undefined): boolean {
	if (last === undefined) return true;
	return last.lines.at(-1) === '' && (!isKnown || created_on <= last.created_on);
}

/** Entries of several columns; those of one column are newest first already. Times must be of one form. */
export function newestFirst(entries: JournalEntry[]): JournalEntry[] {
	const later = (a: JournalEntry, b: JournalEntry) => Number(a.created_on > b.created_on);
	return [...entries].sort((a, b) => later(b, a) - later(a, b));
}
