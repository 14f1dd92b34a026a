import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { queryValue } from '../../domain/encodedQuery';
import type { Column } from '../../domain/schema/columns';
import { describeTable, type TableDescription } from '../../domain/schema/schema';
import { assertTable, asUnreadable, TABLES, unreadable } from '../../domain/schema/unreadable';
import type { Item } from '../../properties/item/item';
import { columnList } from '../../properties/output/read';
import { resolveTable, tableLocator } from '../../properties/pickers/table';
import { optionsField } from '../../properties/values/write';
import type { Operation } from '../operation';

const outputItems: INodeProperties = {
	displayName: 'Output Items',
	name: 'outputItems',
	type: 'options',
	options: [
		{ name: 'One Item for the Table', value: 'table', description: 'With a list of its columns' },
		{ name: 'One Item per Column', value: 'columns' },
	],
	default: 'columns',
	description: 'How the columns are spread over items',
};

export const describe: Operation = {
	option: {
		name: 'Describe',
		description: 'Get the columns of a table, those of its parent classes included: label, type, choices and more',
		action: 'Describe table',
	},
	readOnly: true,
	properties: [
		{ ...tableLocator, description: 'The table whose columns are wanted' },
		outputItems,
		optionsField([
			{
				displayName: 'Columns',
				name: 'columns',
				type: 'string',
				default: '',
				placeholder: 'e.g. state,assigned_to',
				description: 'Names of the columns to describe, separated by commas; empty describes all',
			},
			{
				displayName: 'Language of Choices',
				name: 'language',
				type: 'string',
				default: 'en',
				placeholder: 'e.g. en',
				description: 'Language of the labels of choices, as two letters; English where a label is missing in it',
			},
		]),
	],
	*run(item) {
		const table = resolveTable(item);
		const { language = 'en', columns } = item.collection('options');
		const wanted = columnList(columns);
		const description = yield* describeWhole(item, table, queryValue(String(language), 'Language of Choices'));
		const shown = description.columns.filter(({ element }) => wanted.length === 0 || wanted.includes(element));
		assertThere(wanted, shown, table);
		for (const closed of description.unread) {
			item.notes.push({ subject: closed, text: `What ${closed} tells is missing: the user may not read it.` });
		}
		const items = shown.map((column) => itemOf(column, table));
		if (item.text('outputItems') !== 'table') return items;
		const { label = '', chain, display = '' } = description;
		return [{ table, label, super_classes: chain.slice(1), display, columns: items }];
	},
};

/** @throws ApiFailure where not all columns can be told */
function* describeWhole({ cache }: Item, table: string, language: string): Steps<TableDescription> {
	let description: TableDescription;
	try {
		description = yield* describeTable(cache, table, language);
	} catch (error) {
		throw asUnreadable(error);
	}
	const { label, columns } = description;
	if (label !== undefined && columns.length > 0) return description;
	if (label !== undefined) throw unreadable('sys_dictionary', `No column of ${table} is shown.`);
	if (columns.length > 0) throw unreadable(TABLES, `It tells which columns ${table} inherits.`);
	yield* assertTable(cache, table, description);
	throw unreadable(`${TABLES} and sys_dictionary`, 'They tell what tables and columns there are.');
}

function assertThere(wanted: string[], shown: Column[], table: string): void {
	const missing = wanted.filter((name) => !shown.some(({ element }) => element === name));
	if (missing.length === 0) return;
	throw new InputError(
		'Columns',
		`${table} has no column ${missing.join(', ')}`,
		'Check the names: they are the technical ones (short_description), not the labels.',
	);
}

function itemOf(column: Column, table: string): IDataObject {
	const { element, label, type, maxLength, reference, mandatory, readOnly, display, defaultValue } = column;
	return {
		table,
		element,
		label,
		type,
		max_length: maxLength ?? null,
		mandatory,
		read_only: readOnly,
		display,
		default_value: defaultValue,
		reference,
		reference_key: reference === '' ? '' : column.key,
		choices: column.choices.map(({ value, label: name, dependent }) => ({
			value,
			label: name,
			...(dependent === '' ? {} : { dependent_value: dependent }),
		})),
		choices_only: column.closed,
		defined_in: column.table,
	};
}
