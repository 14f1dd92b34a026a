/** Transform maps at work: each active map of the staging table makes, changes or passes over one target record. */
import { ServiceNowError } from '../../errors.mts';
import { cell, isSet } from '../../row.mts';
import type { Row, Session, Store } from '../../types.mts';
import { keepOutcomes } from './result.mts';
import type { Outcome } from './result.mts';
import { mappedValue, RowRefused } from './values.mts';

interface Work {
	store: Store;
	session: Session;
	map: Row;
	entries: Row[];
	row: Row;
}

const NO_CHANGE = 'No field values changed';

function checkFields({ store, map, entries, row }: Work): void {
	const { target_table = '', source_table = '' } = map;
	if (!store.schema.exists(target_table))
		throw new RowRefused('error', `Target table '${target_table}' does not exist`);
	for (const { source_field = '', target_field = '' } of entries) {
		if (!(source_field in row))
			throw new RowRefused('error', `Field '${source_field}' does not exist in '${source_table}'`);
		if (!store.schema.column(target_table, target_field)) {
			throw new RowRefused('error', `Field '${target_field}' does not exist in '${target_table}'`);
		}
	}
}

/** undefined: the field is left alone. */
function valueOf({ store, session, map, row }: Work, entry: Row): string | undefined {
	const column = store.schema.column(cell(map, 'target_table'), cell(entry, 'target_field'));
	const raw = cell(row, cell(entry, 'source_field')).trim();
	return column && mappedValue({ store, session, entry, column }, raw);
}

/** Target field to value, empty ones only where the map or the key asks for them. */
function valuesOf(work: Work): Row {
	const { map, entries } = work;
	const values: Row = {};
	for (const entry of entries) {
		const value = valueOf(work, entry);
		if (value === undefined || (value === '' && !isSet(map, 'copy_empty_fields'))) continue;
		values[cell(entry, 'target_field')] = value;
	}
	return values;
}

/** The record that the key fields name, if there is one. */
function matchOf({ store, map, entries }: Work, values: Row): Row | undefined {
	const keys = entries.filter(({ coalesce }) => coalesce === 'true');
	const wanted = Object.fromEntries(keys.map(({ target_field = '' }) => [target_field, values[target_field] ?? '']));
	const isEmpty = Object.values(wanted).every((value) => value === '');
	if (keys.length === 0) return undefined;
	if (isEmpty && keys.every(({ coalesce_empty_fields }) => coalesce_empty_fields !== 'true')) {
		if (map.create_new_record_on_empty_coalesce_fields === 'true') return undefined;
		throw new RowRefused('ignored', 'All coalesce fields are empty');
	}
	const found = store.find(map.target_table ?? '', wanted);
	if (found.length > 1) throw new RowRefused('error', 'Multiple target records match the coalesce fields');
	return found[0];
}

function checkMandatory({ store, map }: Work, values: Row): void {
	if (map.enforce_mandatory_fields !== 'true') return;
	const columns = [...store.schema.columns(map.target_table ?? '').values()];
	const missing = columns.filter(
		({ element, mandatory, default_value }) => mandatory && default_value === '' && !values[element],
	);
	if (missing.length === 0) return;
	const names = missing.map(({ element }) => element).join(', ');
	throw new RowRefused('error', `Target record has mandatory fields without a value: ${names}`);
}

function write(work: Work): Omit<Outcome, 'map' | 'table'> {
	const { store, session, map } = work;
	const table = map.target_table ?? '';
	checkFields(work);
	const values = valuesOf(work);
	const match = matchOf(work, values);
	checkMandatory(work, { ...match, ...values });
	// Neither is audited that comes from an import set (documented).
	const records = store.writing({ audit: false, workflow: map.run_business_rules !== 'false' });
	if (!match) {
		const { sys_id = '' } = records.insert(session, table, values);
		return { status: 'inserted', target: sys_id, message: '' };
	}
	const target = match.sys_id ?? '';
	const after = records.update(session, table, target, values);
	const isSame = after.sys_mod_count === match.sys_mod_count;
	return isSame ? { status: 'ignored', target, message: NO_CHANGE } : { status: 'updated', target, message: '' };
}

function outcomeOf(work: Work): Outcome {
	const place = { map: work.map.sys_id ?? '', table: work.map.target_table ?? '' };
	try {
		return { ...place, ...write(work) };
	} catch (error) {
		if (error instanceof RowRefused) return { ...place, status: error.status, target: '', message: error.message };
		if (!(error instanceof ServiceNowError)) throw error;
		// A rule of the target refused the record; the row says so, the call itself went well.
		return { ...place, status: 'error', target: '', message: error.detail ?? error.message };
	}
}

/** Transforms write as the platform does: the target's access rules do not count, its business rules do. */
export function transformRow(store: Store, session: Session, table: string, row: Row): void {
	const maps = store
		.find('sys_transform_map', { source_table: table, active: 'true' })
		.sort((left, right) => (Number(left.order) || 0) - (Number(right.order) || 0));
	const platform = { ...session, roles: new Set(['admin']) };
	const outcomes = maps.map((map) => {
		const entries = store.find('sys_transform_entry', { map: map.sys_id ?? '' });
		return outcomeOf({ store, session: platform, map, entries, row });
	});
	keepOutcomes(store, table, row, outcomes);
}
