import type { FieldType, ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { type Choice, type Column, isWritable } from '../domain/columns';
import { IMPORT_SET_ROW } from '../domain/importSet';
import { readColumns } from './metadata';
import { currentTable, withConnection } from './session';

export async function getColumnsToCreate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (column) => column.mandatory);
}

/** Nothing is required of an update: what is not sent stays as it is. */
export async function getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, () => false);
}

/** Columns of a staging table itself; those of its parent class are the platform's. */
export async function getStagingColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await withConnection(this, async (connection) => {
		const columns = await readColumns(connection, currentTable(this));
		const own = columns.filter((column) => column.table !== IMPORT_SET_ROW && isWritable(column));
		// Values are texts until a transform map takes them, whatever the type of the column.
		return { fields: own.map((column) => mapperField({ ...column, type: 'string', closed: false }, false)) };
	});
}

async function mapperFields(
	context: ILoadOptionsFunctions,
	required: (column: Column) => boolean,
): Promise<ResourceMapperFields> {
	return await withConnection(context, async (connection) => {
		const columns = await readColumns(connection, currentTable(context));
		return { fields: columns.filter(isWritable).map((column) => mapperField(column, required(column))) };
	});
}

/** n8n's form field for a column, by the dictionary's type. Whatever is not named here is text. */
const FIELD_TYPES: Record<string, FieldType> = {
	boolean: 'boolean',
	integer: 'number',
	longint: 'number',
	decimal: 'number',
	float: 'number',
	percent_complete: 'number',
	glide_date_time: 'dateTime',
	due_date: 'dateTime',
	url: 'url',
};

function mapperField(column: Column, required: boolean): ResourceMapperField {
	const { element, label, type, reference, choices, closed } = column;
	const kind = reference === '' ? '' : ` → ${reference}`;
	return {
		id: element,
		displayName: `${label} (${element}${kind})`,
		required,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		readOnly: false,
		type: closed ? 'options' : (FIELD_TYPES[type] ?? 'string'),
		...(closed ? { options: optionsOf(choices) } : {}),
	};
}

/** The same value stands once for each value of the column that it depends on. */
function optionsOf(choices: Choice[]): Array<{ name: string; value: string }> {
	const firsts = choices.filter(({ value }, index) => choices.findIndex((one) => one.value === value) === index);
	return firsts.map(({ value, label }) => ({ name: label, value }));
}
