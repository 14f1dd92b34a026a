/**
 * A label stands in two places: `sys_documentation` holds it, one row for each language; the English one is what
 * `sys_dictionary.column_label` shows of a column and `sys_db_object.label` of a table. A write to either reaches the other.
 */
import { cell } from '../../row.mts';
import type { Row } from '../../types.mts';
import type { Engine } from '../engine.mts';
import { findRecords, insertRecord, updateRecord } from '../records/rows.mts';
import { documentationRow } from './rows.mts';

function change(engine: Engine, table: string, where: Row, values: Row): boolean {
	const found = findRecords(engine, table, where);
	for (const row of found) updateRecord(engine, table, { ...row, ...values }, values);
	return found.length > 0;
}

function document(engine: Engine, name: string, element: string, label: string): void {
	const where = { name, element, language: 'en' };
	if (change(engine, 'sys_documentation', where, { label })) return;
	const { row } = documentationRow(name, element, label);
	insertRecord(engine, 'sys_documentation', { ...row, sys_id: engine.newSysId() });
}

/** English texts reach what they are the label of. */
function relabel(engine: Engine, row: Row): void {
	if (row.language !== 'en') return;
	const [name, element, label] = [cell(row, 'name'), cell(row, 'element'), cell(row, 'label')];
	if (element === '') change(engine, 'sys_db_object', { name }, { label });
	else change(engine, 'sys_dictionary', { name, element }, { column_label: label });
}

export function shareLabel(engine: Engine, table: string, row: Row): void {
	const [name, element] = [cell(row, 'name'), cell(row, 'element')];
	if (table === 'sys_db_object') document(engine, name, '', row.label || name);
	if (table === 'sys_dictionary' && element !== '') document(engine, name, element, row.column_label || element);
	if (table === 'sys_documentation') relabel(engine, row);
}
