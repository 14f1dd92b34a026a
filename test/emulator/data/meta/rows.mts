/** Turns table definitions into the rows by which the platform itself describes its tables. */
import { createHash } from 'node:crypto';
import type { AclSeed, ColumnSeed, Row, TableSeed } from '../../types.mts';
import { fileColumns } from './files.mts';

/** Metadata is as old as the demo data, so that no poller takes it for news. */
const WRITTEN = '2025-01-06 08:00:00';
const DIGITS = '7';

/** The same thing has the same id in every run. */
export function metaId(table: string, key: string): string {
	return createHash('md5').update(`${table}/${key}`).digest('hex');
}

export interface MetaRow {
	table: string;
	row: Row;
}

/** What a row of the metadata shows of itself. */
const shownOf = ({ column_label, label, name = '', prefix }: Row): string => column_label ?? label ?? prefix ?? name;

/** Tables without a parent among those that are written here. */
const NO_FILES: ReadonlySet<string> = new Set(['sys_choice', 'sys_number_counter']);

function metaRow(table: string, key: string, values: Row): MetaRow {
	const system = {
		sys_id: metaId(table, key),
		sys_created_on: WRITTEN,
		sys_created_by: 'glide.maint',
		sys_updated_on: WRITTEN,
		sys_updated_by: 'glide.maint',
		sys_mod_count: '0',
	};
	const row = { ...system, ...values };
	return { table, row: NO_FILES.has(table) ? row : { ...row, ...fileColumns(table, row, shownOf(row)) } };
}

const flag = (value: boolean | undefined): string => (value ? 'true' : 'false');

export function dictionaryRow(table: string, column: ColumnSeed): MetaRow {
	return metaRow('sys_dictionary', `${table}.${column.element}`, {
		name: table,
		element: column.element,
		column_label: column.label,
		internal_type: column.type,
		reference: column.reference ?? '',
		reference_key: column.reference_key ?? '',
		reference_cascade_rule: column.cascade ?? '',
		max_length: String(column.max_length ?? 40),
		mandatory: flag(column.mandatory),
		read_only: flag(column.read_only),
		display: flag(column.display),
		primary: flag(column.element === 'sys_id'),
		unique: flag(column.unique),
		active: 'true',
		default_value: column.default_value ?? '',
		choice: column.choice ?? (column.choices ? '1' : '0'),
		dependent: column.dependent ?? '',
		dependent_on_field: column.dependent ?? '',
	});
}

/** Audited out of the box, as far as the page names them. The flag is not inherited. */
const AUDITED: ReadonlySet<string> = new Set(['incident', 'problem', 'change_request']);

/** The row that stands for the table itself; it names no element. */
export function collectionRow(table: string): MetaRow {
	return metaRow('sys_dictionary', table, {
		name: table,
		element: '',
		internal_type: 'collection',
		max_length: '40',
		active: 'true',
		audit: flag(AUDITED.has(table)),
		choice: '0',
	});
}

export function documentationRow(table: string, element: string, label: string): MetaRow {
	const plural = element === '' ? `${label}s` : label;
	return metaRow('sys_documentation', `${table}.${element}`, { name: table, element, label, plural, language: 'en' });
}

function choiceRows(table: string, column: ColumnSeed): MetaRow[] {
	return (column.choices ?? []).map(([value, label, dependent_value = ''], index) =>
		metaRow('sys_choice', `${table}.${column.element}.${dependent_value}.${value}`, {
			name: table,
			element: column.element,
			value,
			label,
			sequence: String(index),
			inactive: 'false',
			language: 'en',
			dependent_value,
		}),
	);
}

function overrideRows(table: TableSeed, rootOf: (name: string) => string): MetaRow[] {
	return Object.entries(table.overrides ?? {}).map(([element, change]) => {
		const values: Row = { name: table.name, base_table: rootOf(table.name), element };
		for (const key of ['mandatory', 'read_only', 'display'] as const) {
			if (change[key] === undefined) continue;
			values[`${key}_override`] = 'true';
			values[key] = flag(change[key]);
		}
		if (change.default_value !== undefined) {
			values.default_value_override = 'true';
			values.default_value = change.default_value;
		}
		return metaRow('sys_dictionary_override', `${table.name}.${element}`, values);
	});
}

function numberRows({ name, number }: TableSeed): MetaRow[] {
	if (!number) return [];
	const base = String(number.base);
	return [
		metaRow('sys_number', name, { category: name, prefix: number.prefix, number: base, maximum_digits: DIGITS }),
		metaRow('sys_number_counter', name, { table: name, number: base }),
	];
}

function typeRows(tables: readonly TableSeed[]): MetaRow[] {
	const types = new Set(tables.flatMap(({ columns }) => columns.map(({ type }) => type)));
	return ['collection', ...types].map((name) => metaRow('sys_glide_object', name, { name, label: name }));
}

function tableRow({ name, label, super_class: parent, scope }: TableSeed): MetaRow {
	const super_class = parent ? metaId('sys_db_object', parent) : '';
	const open = { is_extendable: 'true', sys_scope: scope ?? 'global', access: 'public', ws_access: 'true' };
	return metaRow('sys_db_object', name, { name, label, super_class, ...open });
}

export function metadataRows(tables: readonly TableSeed[]): MetaRow[] {
	const parents = new Map(tables.map(({ name, super_class }) => [name, super_class ?? '']));
	const rootOf = (name: string): string => (parents.get(name) ? rootOf(parents.get(name) ?? '') : name);
	const rows = typeRows(tables);
	for (const table of tables) {
		rows.push(tableRow(table));
		rows.push(collectionRow(table.name), documentationRow(table.name, '', table.label));
		for (const column of table.columns) {
			rows.push(dictionaryRow(table.name, column), documentationRow(table.name, column.element, column.label));
			rows.push(...choiceRows(table.name, column));
		}
		rows.push(...overrideRows(table, rootOf), ...numberRows(table));
	}
	return rows;
}

export function aclRows(acls: readonly AclSeed[]): MetaRow[] {
	return acls.map(({ table, element, operation, roles, condition = '' }, index) => {
		const name = element ? `${table}.${element}` : table;
		const key = `${name}.${operation}.${index}`;
		return metaRow('sys_security_acl', key, { name, operation, roles: roles.join(','), condition, active: 'true' });
	});
}
