import { aclFailure, invalidTable, noRecord } from '../../errors.mts';
import type { Row, Session, WriteOptions } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { shareLabel } from '../meta/labels.mts';
import { keepAmounts } from '../money/instances.mts';
import { applyRules } from '../rules/index.mts';
import { permits, visible } from './access.mts';
import { readInput } from './input.mts';
import { writeEntries } from './journal.mts';
import { classOf, readRecord, updateRecord } from './rows.mts';
import { checkUnique } from './unique.mts';

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

function stamp(engine: Engine, session: Session, before: Row): Row {
	return {
		sys_updated_on: engine.clock.timestamp(),
		sys_updated_by: session.user.user_name ?? '',
		sys_mod_count: String((Number(before.sys_mod_count) || 0) + 1),
	};
}

export function update(
	engine: Engine,
	session: Session,
	table: string,
	sys_id: string,
	values: Row,
	options: WriteOptions = {},
): Row {
	const before = readable(engine, session, table, sys_id);
	const own = classOf(engine, table, before);
	if (!permits(engine, session, table, 'write', before)) throw aclFailure('Update');
	return engine.database.transaction(() => {
		// Through a parent table only the parent's columns can be written.
		const { values: sent, entries, amounts } = readInput(engine, session, { table, own }, values, options);
		const after: Row = { ...before, ...sent };
		if (Object.keys(differences(before, after)).length > 0) {
			applyRules({ engine, session, table: own, chain: engine.schema.chain(own), before, after, sent });
		}
		const changes = differences(before, after);
		// Nothing changed, nothing written: sys_mod_count and sys_updated_on stay.
		if (Object.keys(changes).length === 0 && entries.length === 0) return visible(engine, session, table, before);
		checkUnique(engine, own, before.sys_id ?? '', changes);
		const stamped = options.suppressAutoSysFields === true ? {} : stamp(engine, session, before);
		const written = { ...stamped, ...changes };
		const row = { ...before, ...written };
		if (Object.keys(written).length > 0) updateRecord(engine, own, row, written, changes);
		writeEntries(engine, session, own, before.sys_id ?? '', entries);
		keepAmounts(engine, session, own, before.sys_id ?? '', amounts);
		shareLabel(engine, own, row);
		// Whoever is told of the write may have written, too.
		return visible(engine, session, table, readRecord(engine, table, sys_id) ?? row);
	});
}
