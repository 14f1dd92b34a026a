import { aclFailure, invalidTable } from '../../errors.mts';
import type { Row } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { extendSchema } from '../meta/extend.mts';
import { keepAmounts } from '../money/instances.mts';
import { applyRules } from '../rules/index.mts';
import { announceWrite, beforeWrite } from '../businessRules/index.mts';
import { quote } from '../database.mts';
import { tableSwitch } from '../switches.mts';
import { visible } from './access.mts';
import { auditChanges } from '../audit/audit.mts';
import type { Writer } from './caller.mts';
import { commit } from './commit.mts';
import { defaultsOf } from './input/defaults.mts';
import { readInput } from './input/input.mts';
import { writeEntries } from './journal.mts';
import { giveNumbers } from './input/numbering.mts';
import { insertRecord } from './rows.mts';
import { systemColumns } from './system.mts';
import { checkUnique, duplicateEntry } from './input/unique.mts';
import type { Write } from './write.mts';

const SYS_ID = /^[0-9a-f]{32}$/i;

/** The emulator's switch for tables whose rules give a new record an id of their own, whatever id was sent. */
const keepsOwnId = (engine: Engine, table: string): boolean => tableSwitch(engine, 'own_sys_id', table) === 'true';

/**
 * A caller may choose the id of the new record (field recording); anything that is no id is passed over. It stays as it is
 * written (PySNC), but is taken whatever case it is written in.
 */
function chosenId(engine: Engine, table: string, wanted: string | undefined): string {
	if (!wanted || !SYS_ID.test(wanted) || keepsOwnId(engine, table)) return engine.newSysId();
	const sql = `SELECT sys_id FROM ${quote(engine.schema.root(table))} WHERE sys_id = ?`;
	if (!engine.database.get(sql, [wanted])) return wanted;
	throw duplicateEntry(table, 'PRIMARY', wanted);
}

function save(write: Write): void {
	const { engine, table, after, entries, amounts } = write;
	const { sys_id = '', sys_mod_count = '' } = after;
	insertRecord(engine, table, after);
	writeEntries(write, table, sys_id, entries);
	keepAmounts(write, table, sys_id, amounts);
	extendSchema(engine, table, after);
	auditChanges(write, after, sys_mod_count);
}

export function insert(writer: Writer, table: string, values: Row): Row {
	const { engine, session, options } = writer;
	const { schema, acl, database } = engine;
	if (!schema.exists(table)) throw invalidTable(table);
	if (acl.table(session, table, 'create') === 'deny') throw aclFailure('Insert');
	engine.late.release(values.sys_id ?? '');
	return database.transaction(() => {
		const { values: sent, entries, amounts } = readInput(writer, { table, own: table }, values);
		const sys_id = chosenId(engine, table, values.sys_id);
		const system = systemColumns(engine, session, table, sys_id);
		const after: Row = {
			...defaultsOf(engine, session, table),
			...(options.autoSysFields === false ? { sys_id } : system),
			...sent,
		};
		if (schema.column(table, 'sys_class_name')) after.sys_class_name = table;
		giveNumbers(engine, table, after);
		const write: Write = {
			...{ engine, session, options, operation: 'insert', table, chain: schema.chain(table) },
			...{ before: undefined, after, sent, entries, amounts },
		};
		beforeWrite(write, () => applyRules(write));
		announceWrite(write);
		// A rule may have given the record another id.
		if (after.sys_id !== sys_id) after.sys_id = chosenId(engine, table, after.sys_id);
		checkUnique(engine, table, after.sys_id ?? sys_id, after);
		commit(write, () => save(write));
		return visible(writer, table, after);
	});
}
