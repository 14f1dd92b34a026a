import { aclFailure, invalidTable } from '../../errors.mts';
import type { Row, Session, WriteOptions } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { extendSchema } from '../meta/extend.mts';
import { keepAmounts } from '../money/instances.mts';
import { applyRules } from '../rules/index.mts';
import { quote } from '../database.mts';
import { visible } from './access.mts';
import { defaultsOf } from './defaults.mts';
import { readInput } from './input.mts';
import { writeEntries } from './journal.mts';
import { giveNumbers } from './numbering.mts';
import { insertRecord } from './rows.mts';
import { checkUnique, duplicateEntry } from './unique.mts';

const SYS_ID = /^[0-9a-f]{32}$/i;

/** The emulator's switch for tables whose rules give a new record an id of their own, whatever id was sent. */
const OWN_ID_PREFIX = 'emulator.own_sys_id.';

const keepsOwnId = (engine: Engine, table: string): boolean =>
	engine.schema.chain(table).some((name) => engine.property(`${OWN_ID_PREFIX}${name}`) === 'true');

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

export function systemColumns(engine: Engine, session: Session, sys_id: string): Row {
	const now = engine.clock.timestamp();
	const by = session.user.user_name ?? '';
	return {
		sys_id,
		sys_created_on: now,
		sys_created_by: by,
		sys_updated_on: now,
		sys_updated_by: by,
		sys_mod_count: '0',
	};
}

export function insert(engine: Engine, session: Session, table: string, values: Row, options: WriteOptions = {}): Row {
	const { schema, acl, database } = engine;
	if (!schema.exists(table)) throw invalidTable(table);
	if (acl.table(session, table, 'create') === 'deny') throw aclFailure('Insert');
	return database.transaction(() => {
		const { values: sent, entries, amounts } = readInput(engine, session, { table, own: table }, values, options);
		const sys_id = chosenId(engine, table, values.sys_id);
		const after: Row = {
			...defaultsOf(engine, session, table),
			...(options.suppressAutoSysFields === true ? { sys_id } : systemColumns(engine, session, sys_id)),
			...sent,
		};
		if (schema.column(table, 'sys_class_name')) after.sys_class_name = table;
		giveNumbers(engine, table, after);
		applyRules({ engine, session, table, chain: schema.chain(table), before: undefined, after, sent });
		checkUnique(engine, table, sys_id, after);
		insertRecord(engine, table, after);
		writeEntries(engine, session, table, sys_id, entries);
		keepAmounts(engine, session, table, sys_id, amounts);
		extendSchema(engine, table, after);
		return visible(engine, session, table, after);
	});
}
