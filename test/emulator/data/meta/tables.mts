/** The tables that describe tables, and those that the engine itself writes to. The seed holds none of them. */
import type { ColumnSeed, TableSeed } from '../../types.mts';
import { VIEW_TABLES } from '../view/read.mts';
import { FILES } from './files.mts';

type Extra = Partial<Omit<ColumnSeed, 'element' | 'label' | 'type'>>;

const column = (type: string, element: string, label: string, extra: Extra = {}): ColumnSeed => ({
	element,
	label,
	type,
	max_length: type === 'boolean' || type === 'integer' ? 40 : 255,
	...extra,
});
const text = (element: string, label: string, extra: Extra = {}) => column('string', element, label, extra);
const flag = (element: string, label: string, default_value = 'false') =>
	column('boolean', element, label, { default_value });
const number = (element: string, label: string) => column('integer', element, label);
const tableName = (element: string, label: string) => column('table_name', element, label, { max_length: 80 });
const reference = (element: string, label: string, table: string, reference_key?: string): ColumnSeed =>
	column('reference', element, label, {
		reference: table,
		max_length: 80,
		...(reference_key ? { reference_key } : {}),
	});

export const BASE_COLUMNS: ColumnSeed[] = [
	column('GUID', 'sys_id', 'Sys ID', { max_length: 32, read_only: true }),
	column('glide_date_time', 'sys_created_on', 'Created', { max_length: 40, read_only: true }),
	text('sys_created_by', 'Created by', { max_length: 40, read_only: true }),
	column('glide_date_time', 'sys_updated_on', 'Updated', { max_length: 40, read_only: true }),
	text('sys_updated_by', 'Updated by', { max_length: 40, read_only: true }),
	column('integer', 'sys_mod_count', 'Updates', { read_only: true }),
	column('related_tags', 'sys_tags', 'Tags', { read_only: true }),
];

const table = (name: string, label: string, columns: ColumnSeed[]): TableSeed => ({
	name,
	label,
	columns: [...columns, ...BASE_COLUMNS],
});

/** An application file: its other columns are those of all files. */
const file = (name: string, label: string, columns: ColumnSeed[]): TableSeed => ({
	name,
	label,
	columns,
	super_class: FILES,
});

const files = table(FILES, 'Application File', [
	text('sys_name', 'Display name', { read_only: true, display: true }),
	column('sys_class_name', 'sys_class_name', 'Class', { max_length: 80 }),
	{ ...reference('sys_package', 'Package', 'sys_package'), default_value: 'global' },
	{ ...reference('sys_scope', 'Application', 'sys_scope'), default_value: 'global' },
	text('sys_policy', 'Protection policy', {
		choice: '1',
		choices: [
			['read', 'Read-only'],
			['protected', 'Protected'],
		],
	}),
	text('sys_update_name', 'Update name', { read_only: true, max_length: 250 }),
]);

const descriptions: TableSeed[] = [
	files,
	file('sys_glide_object', 'Field class', [text('name', 'Name', { display: true }), text('label', 'Label')]),
	file('sys_db_object', 'Table', [
		text('label', 'Label', { display: true, max_length: 80 }),
		text('name', 'Name', { max_length: 80, unique: true }),
		reference('super_class', 'Extends table', 'sys_db_object'),
		flag('is_extendable', 'Extensible', 'true'),
		text('access', 'Accessible from', { default_value: 'public' }),
		flag('ws_access', 'Allow access to this table via web services', 'true'),
	]),
	file('sys_dictionary', 'Dictionary Entry', [
		tableName('name', 'Table'),
		text('element', 'Column name', { max_length: 80 }),
		text('column_label', 'Column label', { display: true, max_length: 80 }),
		reference('internal_type', 'Type', 'sys_glide_object', 'name'),
		reference('reference', 'Reference', 'sys_db_object', 'name'),
		text('reference_key', 'Reference key'),
		text('reference_cascade_rule', 'Reference cascade rule'),
		number('max_length', 'Max length'),
		flag('mandatory', 'Mandatory'),
		flag('read_only', 'Read only'),
		flag('active', 'Active', 'true'),
		flag('display', 'Display'),
		flag('primary', 'Primary'),
		flag('unique', 'Unique'),
		flag('array', 'Array'),
		flag('audit', 'Audit'),
		flag('virtual', 'Calculated'),
		text('default_value', 'Default value', { max_length: 512 }),
		number('choice', 'Choice'),
		text('dependent', 'Dependent'),
		text('dependent_on_field', 'Dependent on field'),
		text('attributes', 'Attributes', { max_length: 1000 }),
		text('comments', 'Comments', { max_length: 4000 }),
	]),
	file('sys_dictionary_override', 'Dictionary Entry Override', [
		tableName('name', 'Table'),
		tableName('base_table', 'Base table'),
		text('element', 'Column name', { max_length: 80 }),
		flag('default_value_override', 'Override default value'),
		text('default_value', 'Default value', { max_length: 512 }),
		flag('mandatory_override', 'Override mandatory'),
		flag('mandatory', 'Mandatory'),
		flag('read_only_override', 'Override read only'),
		flag('read_only', 'Read only'),
		flag('display_override', 'Override display value'),
		flag('display', 'Display'),
	]),
	table('sys_choice', 'Choice', [
		tableName('name', 'Table'),
		text('element', 'Element', { max_length: 80 }),
		text('label', 'Label', { display: true, max_length: 512 }),
		text('value', 'Value'),
		number('sequence', 'Sequence'),
		text('language', 'Language', { default_value: 'en', max_length: 5 }),
		flag('inactive', 'Inactive'),
		text('dependent_value', 'Dependent value'),
		text('hint', 'Hint'),
	]),
	file('sys_documentation', 'Field Label', [
		tableName('name', 'Table'),
		text('element', 'Element', { max_length: 80 }),
		text('label', 'Label', { display: true }),
		text('plural', 'Plural'),
		text('help', 'Help', { max_length: 4000 }),
		text('hint', 'Hint'),
		text('language', 'Language', { default_value: 'en', max_length: 5 }),
	]),
];

const records: TableSeed[] = [
	file('sys_number', 'Number', [
		text('prefix', 'Prefix', { display: true, max_length: 40 }),
		reference('category', 'Table', 'sys_db_object', 'name'),
		number('number', 'Number'),
		number('maximum_digits', 'Number of digits'),
	]),
	table('sys_number_counter', 'Number Counter', [
		reference('table', 'Table', 'sys_db_object', 'name'),
		number('number', 'Number'),
	]),
	table('sys_journal_field', 'Journal Entry', [
		tableName('name', 'Name'),
		text('element_id', 'Element ID', { max_length: 32 }),
		text('element', 'Element', { max_length: 80 }),
		text('value', 'Value', { max_length: 65000 }),
	]),
	// Rows of it never change: the columns that tell of updates are missing.
	{
		name: 'sys_audit',
		label: 'Audit',
		columns: [
			tableName('tablename', 'Table name'),
			text('fieldname', 'Field name', { display: true, max_length: 80 }),
			text('documentkey', 'Document key', { max_length: 32 }),
			text('oldvalue', 'Old value', { max_length: 65000 }),
			text('newvalue', 'New value', { max_length: 65000 }),
			text('user', 'User', { max_length: 80 }),
			text('reason', 'Reason'),
			number('record_checkpoint', 'Update count'),
			number('internal_checkpoint', 'Internal checkpoint'),
			...BASE_COLUMNS.filter(({ element }) => ['sys_id', 'sys_created_on', 'sys_created_by'].includes(element)),
		],
	},
	table('sys_audit_delete', 'Deleted Record', [
		tableName('tablename', 'Table name'),
		text('documentkey', 'Document key', { max_length: 32 }),
		text('display_value', 'Display value', { display: true }),
		text('payload', 'Payload', { max_length: 1000000 }),
	]),
	file('sys_security_acl', 'Access Control', [
		text('name', 'Name', { display: true }),
		text('type', 'Type', { default_value: 'record' }),
		text('operation', 'Operation'),
		text('roles', 'Roles', { max_length: 4000 }),
		text('condition', 'Condition', { max_length: 4000 }),
		flag('active', 'Active', 'true'),
	]),
];

export const META_TABLES: TableSeed[] = [...descriptions, ...records];

/** A write to one of these may change what the schema says. */
export const SCHEMA_TABLES: ReadonlySet<string> = new Set([...descriptions.map(({ name }) => name), ...VIEW_TABLES]);
