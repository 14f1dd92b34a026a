import type { ILoadOptionsFunctions, ResourceMapperField, ResourceMapperFields } from 'n8n-workflow';
import { IMPORT_SET_ROW } from '../domain/importSet/importSet';
import { type Column, isWritable } from '../domain/schema/columns';
import { currentTable, formOf, isConnected, UNCONNECTED, withConnection } from './context';
import { formField, stockFields, usualColumns } from './formFields';
import { type FormParts, readFormParts } from './metadata';

/** With a star where ServiceNow's own form has one. */
export async function getColumnsToCreate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await formToWrite(this, (usual) => usual, { withStar: true });
}

export async function getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await formToWrite(this, (usual) => ['state', ...usual, 'work_notes']);
}

/** Whatever is unique in other systems stands in the correlation ID. */
export async function getColumnsToUpsert(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await formToWrite(this, (usual) => ['correlation_id', ...usual]);
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

/** @param inForm the columns that stand in the form, made of those that usually do */
async function formToWrite(
	context: ILoadOptionsFunctions,
	inForm: (usual: string[]) => string[],
	look?: { withStar: boolean },
): Promise<ResourceMapperFields> {
	return await mapperFields(
		context,
		(parts) => shown(parts, inForm(usualColumns(parts)), look),
		(table) => stockFields(table, inForm),
	);
}

async function mapperFields(
	context: ILoadOptionsFunctions,
	fieldsOf: (parts: FormParts) => ResourceMapperField[],
	/** What can be told before anybody has signed in. */
	inAdvance: (table: string) => ResourceMapperField[] = () => [],
): Promise<ResourceMapperFields> {
	return await formOf(context, async () => {
		const table = currentTable(context);
		if (!isConnected(context)) return withNotice(inAdvance(table), UNCONNECTED);
		const parts = await withConnection(context, async (connection) => await readFormParts(connection, table));
		return withNotice(fieldsOf(parts), UNREADABLE);
	});
}

/** @param notice what is said where there are no fields */
function withNotice(fields: ResourceMapperField[], notice: string): ResourceMapperFields {
	return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: notice };
}

const UNREADABLE =
	'No columns could be read: the signed-in user needs read access to sys_dictionary. Until then, map the input automatically.';
