/** What of a client's values reaches the record. All the rest is dropped in silence, as the platform does. */
import type { Column, Row, WriteOptions } from '../../../types.mts';
import { isJournal, isMoney } from '../../columnTypes.mts';
import type { Entered } from '../../money/instances.mts';
import { storedAmount } from '../../money/stored.mts';
import { userFormat } from '../../time.mts';
import type { Writer } from '../caller.mts';
import { chosenValue } from './choices.mts';
import type { Target } from './choices.mts';
import { storedValue } from './convert.mts';

export interface Input {
	values: Row;
	/** Entries for journal columns, which hold nothing themselves. */
	entries: Array<{ element: string; value: string }>;
	/** What the amounts among the values were before they were counted in the currency of the instance. */
	amounts: Entered[];
}

/** Only the system writes these. */
const SYSTEM = new Set(['sys_id', 'sys_class_name', 'sys_tags', 'sys_domain', 'sys_domain_path']);
/** The system writes these, unless it is told to leave them to the caller (c_GlideRecordAPI.md, autoSysFields). */
const AUTOMATIC = new Set(['sys_created_on', 'sys_created_by', 'sys_updated_on', 'sys_updated_by', 'sys_mod_count']);

function writable(column: Column, options: WriteOptions): boolean {
	if (SYSTEM.has(column.element)) return false;
	if (AUTOMATIC.has(column.element)) return options.autoSysFields === false;
	return !column.read_only;
}

/** The column, if this caller may write it. */
function writtenColumn({ engine, session, options }: Writer, table: string, element: string): Column | undefined {
	const column = engine.schema.column(table, element);
	if (!column || !writable(column, options)) return undefined;
	return engine.acl.field(session, table, element, 'write') ? column : undefined;
}

function takeEntry(input: Input, { element, type }: Column, value: string): void {
	if (value !== '' && type !== 'journal_list') input.entries.push({ element, value });
}

function takeAmount(input: Input, amount: Entered): void {
	input.amounts.push(amount);
	input.values[amount.element] = amount.reference_amount;
}

export function readInput(writer: Writer, target: Target, values: Row): Input {
	const { engine, session, options } = writer;
	const input: Input = { values: {}, entries: [], amounts: [] };
	const format = options.displayInput ? userFormat(session.user, engine.property) : undefined;
	for (const [element, value] of Object.entries(values)) {
		const column = writtenColumn(writer, target.table, element);
		if (!column) continue;
		if (isJournal(column.type)) takeEntry(input, column, value);
		else if (isMoney(column.type)) takeAmount(input, storedAmount(writer, element, value));
		else {
			const chosen = chosenValue(writer, target, column, value);
			if (chosen !== undefined) input.values[element] = storedValue(engine, column, chosen, format);
		}
	}
	return input;
}
