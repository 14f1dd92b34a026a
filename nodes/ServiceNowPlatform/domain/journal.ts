/** An entry of a record's journal. */
export interface JournalEntry {
	/** UTC where it comes from the journal table; otherwise in the zone and format of the signed-in user. */
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
const SORTABLE = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/;

/** A row of `sys_journal_field`. */
export function entryOfRow(row: Record<string, unknown>): JournalEntry {
	return {
		sys_id: String(row.sys_id ?? ''),
		created_on: String(row.sys_created_on ?? ''),
		created_by: String(row.sys_created_by ?? ''),
		type: String(row.element ?? ''),
		text: String(row.value ?? ''),
		source: 'sys_journal_field',
	};
}

/** The entries of a journal column's display value, which is one text, newest first. */
export function entriesOfStream(stream: string, type: string): JournalEntry[] {
	const entries: Array<JournalEntry & { lines: string[] }> = [];
	for (const line of stream.replace(/\r\n?/g, '\n').split('\n')) {
		const [, created_on, name] = HEADER.exec(line) ?? [];
		if (created_on !== undefined && name !== undefined) {
			entries.push({ created_on, name, type, text: '', source: 'display_value', lines: [] });
		} else entries.at(-1)?.lines.push(line);
	}
	return entries.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n').trim() }));
}

/** Entries of several columns, newest first where their dates can be compared as text. */
export function newestFirst(entries: JournalEntry[]): JournalEntry[] {
	if (!entries.every(({ created_on }) => SORTABLE.test(created_on))) return entries;
	return [...entries].sort((a, b) => (a.created_on < b.created_on ? 1 : a.created_on > b.created_on ? -1 : 0));
}
