import type {
	ILoadOptionsFunctions,
	NodeApiError,
	NodeOperationError,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { IMPORT_SET_ROW } from '../domain/importSet/importSet';
import { eachOnce } from '../domain/schema/choices';
import { type Column, isWritable } from '../domain/schema/columns';
import { formFieldOf } from '../domain/schema/columnTypes';
import { toNodeError } from '../transport/errors/nodeError';
import { currentTable, withConnection } from './context';
import { readColumns } from './metadata';

/** With a star where ServiceNow's own form has one. */
export async function getColumnsToCreate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (column) =>
		mapperField(column, column.mandatory ? `${column.label}*` : column.label),
	);
}

export async function getColumnsToUpdate(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (column) => mapperField(column, column.label));
}

/** Columns of a staging table itself; those of its parent class are the platform's. */
export async function getStagingColumns(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	return await mapperFields(this, (column) =>
		// Values are texts until a transform map takes them, whatever the type of the column.
		column.table === IMPORT_SET_ROW
			? undefined
			: mapperField({ ...column, type: 'string', closed: false }, column.label),
	);
}

/** `fieldOf` leaves a column out where it makes no field of it. */
async function mapperFields(
	context: ILoadOptionsFunctions,
	fieldOf: (column: Column) => ResourceMapperField | undefined,
): Promise<ResourceMapperFields> {
	try {
		const columns = await withConnection(
			context,
			async (connection) => await readColumns(connection, currentTable(context)),
		);
		const fields = columns.filter(isWritable).flatMap((column) => fieldOf(column) ?? []);
		return fields.length > 0 ? { fields } : { fields, emptyFieldsNotice: UNREADABLE };
	} catch (error) {
		// The form keeps an error to itself: whatever went wrong, it would say only that there are no columns.
		return { fields: [], emptyFieldsNotice: reasonOf(toNodeError(context.getNode(), error)) };
	}
}

const UNREADABLE =
	'No columns could be read: the signed-in user needs read access to sys_dictionary. Until then, map the input automatically.';

function reasonOf({ message, description }: NodeApiError | NodeOperationError): string {
	return [message, description].filter(Boolean).join('. ');
}

function mapperField(column: Column, label: string): ResourceMapperField {
	const { element, type, reference, choices, closed } = column;
	const kind = reference === '' ? '' : ` → ${reference}`;
	return {
		id: element,
		displayName: `${label} (${element}${kind})`,
		// Not even a mandatory column: n8n would not run without it, while the dictionary binds ServiceNow's forms only. For web
		// services there are data policies, which answer for themselves.
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		readOnly: false,
		type: closed ? 'options' : formFieldOf(type),
		...(closed ? { options: eachOnce(choices).map(({ value, label: name }) => ({ name, value })) } : {}),
	};
}
