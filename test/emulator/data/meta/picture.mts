/** The metadata rows as they stand, in a form that can be asked by name. */
import { cell, isSet } from '../../row.mts';
import type { Choice, Column, Row } from '../../types.mts';
import { isName } from '../database.mts';
import type { Database } from '../database.mts';

export interface Tables {
	label: Map<string, string>;
	parent: Map<string, string>;
	children: Map<string, string[]>;
}

export type ByTable<T> = Map<string, Map<string, T>>;

export interface Picture extends Tables {
	columns: ByTable<Column>;
	overrides: ByTable<Row>;
	/** Labels that a child gives to a column it inherits. */
	labels: ByTable<string>;
	choices: ByTable<Choice[]>;
}

function put<T>(map: ByTable<T>, table: string, element: string, value: T): void {
	const inner = map.get(table) ?? new Map<string, T>();
	inner.set(element, value);
	map.set(table, inner);
}

function readTables(database: Database): Tables {
	const rows = database.all('SELECT sys_id, name, label, super_class FROM sys_db_object');
	const names = new Map(rows.map(({ sys_id, name }) => [sys_id, name ?? '']));
	const tables: Tables = { label: new Map(), parent: new Map(), children: new Map() };
	for (const { name = '', label = '', super_class = '' } of rows) {
		if (!isName(name)) continue;
		const parent = names.get(super_class) ?? '';
		tables.label.set(name, label || name);
		tables.parent.set(name, parent);
		if (parent) tables.children.set(parent, [...(tables.children.get(parent) ?? []), name]);
	}
	return tables;
}

function columnOf(row: Row): Column {
	const element = cell(row, 'element');
	return {
		element,
		label: row.column_label || element,
		type: cell(row, 'internal_type'),
		table: cell(row, 'name'),
		max_length: Number(row.max_length) || 40,
		reference: cell(row, 'reference'),
		reference_key: cell(row, 'reference_key'),
		mandatory: isSet(row, 'mandatory'),
		read_only: isSet(row, 'read_only'),
		display: isSet(row, 'display'),
		unique: isSet(row, 'unique'),
		cascade: cell(row, 'reference_cascade_rule'),
		default_value: cell(row, 'default_value'),
		choice: row.choice === '0' ? '' : cell(row, 'choice'),
		dependent: cell(row, 'dependent'),
		active: row.active !== 'false',
	};
}

function readColumns(database: Database): ByTable<Column> {
	const columns: ByTable<Column> = new Map();
	for (const row of database.all("SELECT * FROM sys_dictionary WHERE element <> ''")) {
		const column = columnOf(row);
		if (isName(column.element)) put(columns, column.table, column.element, column);
	}
	return columns;
}

function choiceOf(row: Row): Choice {
	return {
		value: cell(row, 'value'),
		label: cell(row, 'label'),
		sequence: Number(row.sequence) || 0,
		inactive: isSet(row, 'inactive'),
		language: row.language || 'en',
		dependent_value: cell(row, 'dependent_value'),
	};
}

function readChoices(database: Database): ByTable<Choice[]> {
	const choices: ByTable<Choice[]> = new Map();
	for (const row of database.all('SELECT * FROM sys_choice ORDER BY CAST(sequence AS REAL), label')) {
		const { name = '', element = '' } = row;
		const list = choices.get(name)?.get(element) ?? [];
		list.push(choiceOf(row));
		put(choices, name, element, list);
	}
	return choices;
}

export function readPicture(database: Database): Picture {
	const overrides: ByTable<Row> = new Map();
	for (const row of database.all('SELECT * FROM sys_dictionary_override'))
		put(overrides, row.name ?? '', row.element ?? '', row);
	const labels: ByTable<string> = new Map();
	const documentation = database.all(
		"SELECT name, element, label FROM sys_documentation WHERE language = 'en' AND element <> ''",
	);
	for (const { name = '', element = '', label = '' } of documentation) put(labels, name, element, label);
	return {
		...readTables(database),
		columns: readColumns(database),
		overrides,
		labels,
		choices: readChoices(database),
	};
}
