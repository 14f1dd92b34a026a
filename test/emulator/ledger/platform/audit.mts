import type { Ledger } from '../line.mts';

/** What is kept of changes and deletions, and which writes go past it. */
export const auditLedger: Ledger = {
	'*': [
		['setWorkflow(false)', 'yes', 'bypassingWrites', 'run no business rules, but move the stamps'],
		['autoSysFields(false)', 'yes', 'bypassingWrites', 'change the record and none of who, when and how often'],
		['setForceUpdate(true)', 'yes', 'bypassingWrites', 'are none, unless they are forced'],
		[
			'sys_audit: columns, journals, checkpoints',
			'yes',
			'audit',
			'has a row for every column that an update changes, and for entries of journals',
		],
		['sys_audit: no inserts', 'yes', 'audit', 'leaves out inserts, unless glide.sys.audit_inserts is on'],
		['sys_audit: the flag of the table', 'yes', 'audit', 'leaves out tables without the flag, which is not inherited'],
		[
			'sys_audit: no_audit, system columns',
			'yes',
			'audit',
			'leaves out columns with no_audit, inherited ones too, and system columns',
		],
		[
			'sys_audit: audit_type=whitelist',
			'yes',
			'audit',
			'has the columns with audit=true only, where the table has audit_type=whitelist',
		],
		['sys_audit: no import sets', 'yes', 'audit', 'leaves out what comes from an import set'],
		['sys_audit: DELETED', 'yes', 'audit', 'says of a deletion that it was one'],
		['sys_audit_delete: which tables', 'yes', 'audit', 'keeps a record of %s'],
		['sys_audit_delete: the list that is left out', 'yes', 'audit', 'leaves out %s'],
		['sys_audit_delete: system tables', 'yes', 'audit', 'keeps system tables that glide.ui.audit_deleted_tables names'],
		['sys_audit_delete: no_audit_delete', 'yes', 'audit', 'leaves out tables with no_audit_delete'],
		[
			'sys_audit_delete: audited tables only',
			'partly',
			'audit',
			'leaves out tables that are not audited, where it is read so',
			'one page keeps deletions of every table, another those of audited ones: the first, unless a switch says otherwise',
		],
		[
			'sys_audit_delete: the payload',
			'partly',
			'audit',
			'holds the record as XML',
			'that it is XML is known, its form is not documented',
		],
		[
			'undelete',
			'partly',
			'audit',
			'brings a record back by inserting it with its sys_id',
			'which times a restored record has is not documented: those it had',
		],
		['sys_history_set, sys_history_line', 'no', '', '', 'made on demand for people; no client may rely on them'],
	],
};
