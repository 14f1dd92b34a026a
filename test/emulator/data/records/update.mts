import { aclFailure, invalidTable, noRecord } from '../../errors.mts';
import type { Row } from '../../types.mts';
import { announceWrite, beforeWrite } from '../businessRules/index.mts';
import { shareLabel } from '../meta/labels.mts';
import { keepAmounts } from '../money/instances.mts';
import { applyRules } from '../rules/index.mts';
import { permits, visible } from './access.mts';
import { auditChanges } from '../audit/audit.mts';
import type { Caller, Writer } from './caller.mts';
import { commit } from './commit.mts';
import { readInput } from './input/input.mts';
import { writeEntries } from './journal.mts';
import { classOf, readRecord, writeColumns } from './rows.mts';
import { stamp } from './system.mts';
import { checkUnique } from './input/unique.mts';
import type { Write } from './write.mts';

/** The record if it exists and may be read: the platform does not tell the one from the other. */
export function readable(caller: Caller, table: string, sys_id: string): Row {
	const { engine } = caller;
	if (!engine.schema.exists(table)) throw invalidTable(table);
	const row = readRecord(engine, table, sys_id);
	if (!row || !permits(caller, table, 'read', row)) throw noRecord();
	return row;
}

function differences(before: Row, after: Row): Row {
	return Object.fromEntries(Object.entries(after).filter(([element, value]) => value !== (before[element] ?? '')));
}

/** What the caller changes of the record. Through a parent table only the parent's columns can be written. */
function writeOf(writer: Writer, table: string, before: Row, values: Row): Write {
	const { engine, session, options } = writer;
	const own = classOf(engine, table, before);
	const { values: sent, entries, amounts } = readInput(writer, { table, own }, values);
	return {
		...{ engine, session, options, operation: 'update', table: own, chain: engine.schema.chain(own) },
		...{ before, after: { ...before, ...sent }, sent, entries, amounts },
	};
}

/** Nothing changed, nothing written: sys_mod_count and sys_updated_on stay. */
function isToBeWritten({ entries, options }: Write, changes: Row): boolean {
	return Object.keys(changes).length > 0 || entries.length > 0 || options.force === true;
}

function save(write: Write, row: Row, written: Row, changes: Row): void {
	const { engine, table, entries, amounts } = write;
	const { sys_id = '', sys_mod_count = '' } = row;
	if (Object.keys(written).length > 0) {
		writeColumns(engine, table, row, written);
		engine.emit({ operation: 'update', table, row, changes });
	}
	writeEntries(write, table, sys_id, entries);
	keepAmounts(write, table, sys_id, amounts);
	shareLabel(engine, table, row);
	auditChanges(write, changes, sys_mod_count);
}

/** @returns the record as it is behind the write */
function store(write: Write, before: Row, changes: Row): Row {
	const { engine, session, table, options } = write;
	const { sys_id = '' } = before;
	announceWrite(write);
	checkUnique(engine, table, sys_id, changes);
	const stamps = options.autoSysFields === false ? {} : stamp(engine, session, table, before);
	const written = { ...stamps, ...changes };
	const row = { ...before, ...written };
	const isSaved = commit({ ...write, after: row }, () => save(write, row, written, changes));
	// Whoever is told of the write may have written, too.
	return (isSaved ? readRecord(engine, table, sys_id) : undefined) ?? row;
}

export function update(writer: Writer, table: string, sys_id: string, values: Row): Row {
	const { engine } = writer;
	engine.late.release(sys_id);
	const before = readable(writer, table, sys_id);
	if (!permits(writer, table, 'write', before)) throw aclFailure('Update');
	return engine.database.transaction(() => {
		const write = writeOf(writer, table, before, values);
		const sent = differences(before, write.after);
		if (isToBeWritten(write, sent)) {
			beforeWrite(write, () => Object.keys(sent).length > 0 && applyRules(write));
		}
		const changes = differences(before, write.after);
		const row = isToBeWritten(write, changes) ? store(write, before, changes) : before;
		return visible(writer, table, row);
	});
}
