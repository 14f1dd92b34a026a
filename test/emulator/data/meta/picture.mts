/** The metadata rows as they stand, in a form that can be asked by name. */
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

function readColumns(database: Database): ByTable<Column> {
	const columns: ByTable<Column> = new Map();
	for (const row of database.all("SELECT * FROM sys_dictionary WHERE element <> ''")) {
		const { name: table = '', element = '', internal_type = '', reference = '', reference_key = '' } = row;
		if (!isName(element)) continue;
		put(columns, table, element, {
			element,
			label: row.column_label || element,
			type: internal_type,
			table,
			max_length: Number(row.max_length) || 40,
			reference,
			reference_key,
			mandatory: row.mandatory === 'true',
			read_only: row.read_only === 'true',
			display: row.display === 'true',
			unique: row.unique === 'true',
			cascade: row.reference_cascade_rule ?? '',
			default_value: row.default_value ?? '',
			choice: row.choice === '0' ? '' : (row.choice ?? ''),
			dependent: row.dependent ?? '',
			active: row.active !== 'false',
		});
	}
	return columns;
}

function readChoices(database: Database): ByTable<Choice[]> {
	const choices: ByTable<Choice[]> = new Map();
	const rows = database.all('SELECT * FROM sys_choice ORDER BY CAST(sequence AS REAL), label');
	for (const {
		name = '',
		element = '',
		value = '',
		label = '',
		sequence,
		inactive,
		language,
		dependent_value,
	} of rows) {
		const list = choices.get(name)?.get(element) ?? [];
		list.push({
			value,
			label,
			sequence: Number(sequence) || 0,
			inactive: inactive === 'true',
			language: language || 'en',
			dependent_value: dependent_value ?? '',
		});
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
