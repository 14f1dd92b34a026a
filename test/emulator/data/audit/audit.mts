/**
 * platform-security/exploring-auditing.md: `sys_audit` has a row for each audited column that an update changes, in the
 * same transaction; `sys_audit_delete` one for each record that is deleted.
 */
import type { Row } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { toPayload } from './payload.mts';
import { insertRecord } from '../records/rows.mts';
import { systemColumns } from '../records/system.mts';
import type { Write } from '../records/write.mts';

interface Entry {
	fieldname: string;
	oldvalue: string;
	newvalue: string;
	/** How often the record had been updated; -1 says that it is no update at all (recording). */
	record_checkpoint: string;
}

const isOff = ({ options }: Write): boolean => options.workflow === false || options.audit === false;

function keep(write: Write, documentkey: string, entry: Entry): void {
	const { engine, session, table } = write;
	insertRecord(engine, 'sys_audit', {
		...systemColumns(engine, session, 'sys_audit', engine.newSysId()),
		tablename: table,
		documentkey,
		user: session.user.user_name ?? '',
		...entry,
	});
}

type Difference = Omit<Entry, 'record_checkpoint'>;

/** Journal columns hold nothing themselves: what was entered is the new value. */
function differencesOf({ before, entries }: Write, changes: Row): Difference[] {
	const fields = Object.entries(changes).map(([fieldname, newvalue]) => ({
		fieldname,
		oldvalue: before?.[fieldname] ?? '',
		newvalue,
	}));
	const journals = entries.map(({ element, value }) => ({ fieldname: element, oldvalue: '', newvalue: value }));
	return [...fields, ...journals];
}

function isAudited({ engine, table }: Write, { fieldname, oldvalue, newvalue }: Difference): boolean {
	const column = engine.schema.column(table, fieldname);
	const isEmpty = oldvalue === '' && newvalue === '';
	return !isEmpty && column !== undefined && engine.auditing.audits(table, column);
}

export function auditChanges(write: Write, changes: Row, record_checkpoint: string): void {
	const { engine, table, before, after } = write;
	if (isOff(write) || !engine.auditing.audits(table)) return;
	if (!before && engine.property('glide.sys.audit_inserts') !== 'true') return;
	for (const difference of differencesOf(write, changes)) {
		if (isAudited(write, difference)) keep(write, after.sys_id ?? '', { ...difference, record_checkpoint });
	}
}

/** One word in three columns, as recorded: the record is gone, or is back. */
export function auditFate(write: Write, word: 'DELETED' | 'RECOVERED', sys_id: string): void {
	if (isOff(write) || !write.engine.auditing.audits(write.table)) return;
	keep(write, sys_id, { fieldname: word, oldvalue: word, newvalue: word, record_checkpoint: '-1' });
}

const IGNORED =
	'sys_mutex,sys_db_cache,sys_lucene_block,sys_lucene_file,sys_lucene_directory,sys_user_preference,sys_audit,sc_cart,' +
	'sc_cart_item,sys_trigger,wf_context,wf_activity,wf_condition,wf_executing,wf_history,wf_log,wf_transition,' +
	'wf_transition_history,cmdb_ci_windows_service,cmdb_sam_sw_install,cmdb_software_instance,cmdb_sam_sw_usage,' +
	'sam_sw_counter_detail';

const SYSTEM_TABLES =
	'sys_user,sys_user_group,sys_user_role,sys_user_has_role,sys_user_grmember,sys_group_has_role,sys_security_acl_role';

/** The pages contradict each other: deletions of all tables are kept, or only of audited ones. This is the stricter reading. */
const AUDITED_ONLY = 'emulator.audit_delete.audited_only';

function listed(engine: Engine, name: string, otherwise: string, table: string): boolean {
	const tables = engine.property(name) ?? otherwise;
	return tables
		.split(',')
		.map((each) => each.trim())
		.includes(table);
}

function keepsDeletions(engine: Engine, table: string): boolean {
	if (engine.auditing.has(table, 'no_audit_delete')) return false;
	if (listed(engine, 'glide.db.audit.ignore.delete', IGNORED, table)) return false;
	if (table.startsWith('sys_')) return listed(engine, 'glide.ui.audit_deleted_tables', SYSTEM_TABLES, table);
	return engine.property(AUDITED_ONLY) !== 'true' || engine.auditing.audits(table);
}

/** Clients that mirror a table learn of deletions from these rows. */
export function auditDelete(write: Write, row: Row): void {
	const { engine, session, table, options } = write;
	if (options.workflow === false) return;
	auditFate(write, 'DELETED', row.sys_id ?? '');
	if (!keepsDeletions(engine, table)) return;
	insertRecord(engine, 'sys_audit_delete', {
		...systemColumns(engine, session, 'sys_audit_delete', engine.newSysId()),
		tablename: table,
		documentkey: row.sys_id ?? '',
		display_value: row[engine.schema.displayColumn(table)] ?? '',
		payload: toPayload(table, row),
	});
}
