import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inForm, type Shown } from '../../domain/change/answer';
import { InputError } from '../../domain/failure/inputError';
import { knownColumns, simplified, usualFirst } from '../../domain/values/simple/simplified';
import type { Item } from '../../properties/item/item';
import { SELECTED_FIELDS } from '../../properties/output/form';
import { outputModeOf, selectedColumns } from '../../properties/output/output';
import { valuesOption } from '../../properties/output/read';
import { notStoredOption, writeOptions } from '../../properties/values/write';

const TABLE = 'change_request';

/** What a write through the Change API offers. */
export const changeWriteOptions: INodeProperties[] = [
	valuesOption,
	...writeOptions.filter(({ name }) => !name.startsWith('sysparm_') || name === 'sysparm_input_display_value'),
];

/** What a change of the state offers. */
export const moveOptions = [notStoredOption, valuesOption];

/** A record as it is put out. */
type Shape = (record: Record<string, Shown>) => IDataObject;

/** What the Change API answers as the user wants it: it always sends the whole record, in both forms. @throws InputError before anything is sent */
export function answerShape(item: Item): Shape {
	const mode = outputModeOf(item);
	if (mode === 'simplified') return (record) => simplified({ ...record }, knownColumns(TABLE) ?? new Map());
	const form = String(item.collection('options').sysparm_display_value ?? 'false');
	const columns = mode === 'selected' ? ownColumns(item) : [];
	return (record) => (columns.length > 0 ? inForm(record, form, columns) : usualFirst(inForm(record, form), TABLE));
}

function ownColumns(item: Item): string[] {
	const columns = selectedColumns(item);
	const walked = columns.find((column) => column.includes('.'));
	if (walked === undefined) return columns;
	throw new InputError(
		SELECTED_FIELDS,
		`"${walked}" is a field of another record`,
		'The Change API returns the fields of the change request only. Read others with the operation Get.',
	);
}
