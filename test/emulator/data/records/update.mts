import { aclFailure, invalidTable, noRecord } from '../../errors.mts';
import type { Row, Session, WriteOptions } from '../../types.mts';
import { announceWrite, beforeWrite } from '../businessRules/index.mts';
import type { Engine } from '../engine.mts';
import { shareLabel } from '../meta/labels.mts';
import { keepAmounts } from '../money/instances.mts';
import { applyRules } from '../rules/index.mts';
import { permits, visible } from './access.mts';
import { auditChanges } from '../audit/audit.mts';
import { commit } from './commit.mts';
import { readInput } from './input/input.mts';
import { writeEntries } from './journal.mts';
import { classOf, readRecord, updateRecord } from './rows.mts';
import { stamp } from './system.mts';
import { checkUnique } from './input/unique.mts';
import type { Write } from './write.mts';

/** The record if it exists and may be read: the platform does not tell the one from the other. */
export function readable(engine: Engine, session: Session, table: string, sys_id: string): Row {
	if (!engine.schema.exists(table)) throw invalidTable(table);
	const row = readRecord(engine, table, sys_id);
	if (!row || !permits(engine, session, table, 'read', row)) throw noRecord();
	return row;
}

function differences(before: Row, after: Row): Row {
	return Object.fromEntries(Object.entries(after).filter(([element, value]) => value !== (before[element] ?? '')));
}

function save(write: Write, row: Row, written: Row, changes: Row): void {
	const { engine, session, table, entries, amounts } = write;
	const { sys_id = '', sys_mod_count = '' } = row;
	if (Object.keys(written).length > 0) updateRecord(engine, table, row, written, changes);
	writeEntries(engine, session, table, sys_id, entries);
	keepAmounts(engine, session, table, sys_id, amounts);
	shareLabel(engine, table, row);
	auditChanges(write, changes, sys_mod_count);
}

export function update(
	engine: Engine,
	session: Session,
	table: string,
	sys_id: string,
	values: Row,
	options: WriteOptions = {},
): Row {
	engine.late.release(sys_id);
	const before = readable(engine, session, table, sys_id);
	const own = classOf(engine, table, before);
	if (!permits(engine, session, table, 'write', before)) throw aclFailure('Update');
	return engine.database.transaction(() => {
		// Through a parent table only the parent's columns can be written.
		const { values: sent, entries, amounts } = readInput(engine, session, { table, own }, values, options);
		const after: Row = { ...before, ...sent };
		const write: Write = {
			...{ engine, session, options, operation: 'update', table: own, chain: engine.schema.chain(own) },
			...{ before, after, sent, entries, amounts },
		};
		const hasChanged = Object.keys(differences(before, after)).length > 0;
		if (hasChanged || entries.length > 0 || options.force) {
			beforeWrite(write, () => hasChanged && applyRules(write));
		}
		const changes = differences(before, after);
		const isSame = Object.keys(changes).length === 0 && entries.length === 0;
		// Nothing changed, nothing written: sys_mod_count and sys_updated_on stay.
		if (isSame && !options.force) return visible(engine, session, table, before);
		announceWrite(write);
		checkUnique(engine, own, before.sys_id ?? '', changes);
		const stamps = options.autoSysFields === false ? {} : stamp(engine, session, own, before);
		const written = { ...stamps, ...changes };
		const row = { ...before, ...written };
		const isSaved = commit({ ...write, after: row }, () => save(write, row, written, changes));
		// Whoever is told of the write may have written, too.
		const last = isSaved ? readRecord(engine, table, sys_id) : undefined;
		return visible(engine, session, table, last ?? row);
	});
}
