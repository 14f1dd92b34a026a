import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { IMPORT_SET_ROW } from '../domain/importSet/importSet';
import { type Column, isWritable } from '../domain/schema/columns';
import { currentTable, formOf, isConnected, UNCONNECTED, withConnection } from './context';
import { formField, stockFields, usualColumns } from './formFields';
import { type FormParts, readFormParts } from './metadata';

/** With a star where ServiceNow's own form has one. */
export async function getColumnsToCreate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (parts) => shown(parts, usualColumns(parts), { withStar: true }));
}

export async function getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (parts) => shown(parts, ['state', ...usualColumns(parts), 'work_notes']));
}

/** Whatever is unique in other systems stands in the correlation ID. */
export async function getColumnsToUpsert(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (parts) => shown(parts, ['correlation_id', ...usualColumns(parts)]));
}

/** All columns of a staging table itself; those of its parent class are the platform's. */
export async function getStagingColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, ({ columns, ...parts }) => {
		// Values are texts until a transform map takes them, whatever the type of the column.
		const own = columns.filter(({ table }) => table !== IMPORT_SET_ROW);
		const texts = own.map((column): Column => ({ ...column, type: 'string', reference: '', closed: false }));
		return shown(
			{ ...parts, columns: texts },
			texts.map(({ element }) => element),
		);
	});
}

/** The usual columns stand in the form, in their order; the others can be added. */
function shown({ columns }: FormParts, usual: string[], { withStar = false } = {}): ResourceMapperField[] {
	const writable = columns.filter(isWritable);
	const first = usual.flatMap((element) => writable.find((column) => column.element === element) ?? []);
	const others = writable.filter((column) => !first.includes(column));
	const same = (column: Column) => writable.filter(({ label }) => label === column.label).length > 1;
	const field = (column: Column, removed: boolean) =>
		formField(column, { removed, withName: same(column), withStar: withStar && column.mandatory });
	return [
		...[...new Set(first)].map((column) => field(column, false)),
		...others.map((column) => field(column, first.length > 0)),
	];
}

async function mapperFields(
	context: ILoadOptionsFunctions,
	fieldsOf: (parts: FormParts) => ResourceMapperField[],
): Promise<ResourceMapperFields> {
	return await formOf(context, async () => {
		const table = currentTable(context);
		if (!isConnected(context)) return stockForm(table);
		const parts = await withConnection(context, async (connection) => await readFormParts(connection, table));
		const fields = fieldsOf(parts);
		return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: UNREADABLE };
	});
}

/** What can be told before anybody has signed in. */
function stockForm(table: string): ResourceMapperFields {
	const fields = stockFields(table);
	return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: UNCONNECTED };
}

const UNREADABLE =
	'No columns could be read: the signed-in user needs read access to sys_dictionary. Until then, map the input automatically.';
