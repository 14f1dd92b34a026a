/** What of a client's values reaches the record. All the rest is dropped in silence, as the platform does. */
import type { Column, Row, Session, WriteOptions } from '../../types.mts';
import { hasChoices, isJournal } from '../columnTypes.mts';
import type { Engine } from '../engine.mts';
import { userFormat } from '../time.mts';
import { storedValue } from './convert.mts';

export interface Input {
	values: Row;
	/** Entries for journal columns, which hold nothing themselves. */
	entries: Array<{ element: string; value: string }>;
}

/** Only the system writes these. */
const SYSTEM = new Set(['sys_id', 'sys_class_name', 'sys_mod_count', 'sys_tags', 'sys_domain', 'sys_domain_path']);
const AUTOMATIC = new Set(['sys_created_on', 'sys_created_by', 'sys_updated_on', 'sys_updated_by']);

function writable(column: Column, options: WriteOptions): boolean {
	if (SYSTEM.has(column.element)) return false;
	if (AUTOMATIC.has(column.element)) return options.suppressAutoSysFields === true || options.autoSysFields === false;
	return !column.read_only;
}

/** A choice cannot be cleared with an empty string (documented); a suggestion list is an ordinary text. */
function keepsChoice(column: Column, value: string): boolean {
	return value === '' && hasChoices(column) && column.choice !== '2';
}

export function readInput(engine: Engine, session: Session, table: string, values: Row, options: WriteOptions): Input {
	const input: Input = { values: {}, entries: [] };
	const format = options.displayInput ? userFormat(session.user, engine.property) : undefined;
	for (const [element, value] of Object.entries(values)) {
		const column = engine.schema.column(table, element);
		if (!column || !writable(column, options)) continue;
		if (!engine.acl.field(session, table, element, 'write')) continue;
		if (isJournal(column.type)) {
			if (value !== '' && column.type !== 'journal_list') input.entries.push({ element, value });
		} else if (!keepsChoice(column, value)) {
			input.values[element] = storedValue(engine, table, column, value, format);
		}
	}
	return input;
}
