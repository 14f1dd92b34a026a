import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { inForm, type Shown } from '../../domain/change/answer';
import { InputError } from '../../domain/failure/inputError';
import { knownColumns, simplified, usualFirst } from '../../domain/values/simple/simplified';
import type { Item } from '../../properties/item/item';
import { SELECTED_FIELDS } from '../../properties/output/fields';
import { outputModeOf, selectedFields } from '../../properties/output/output';
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
	const fields = mode === 'selected' ? ownFields(item) : [];
	return (record) => (fields.length > 0 ? inForm(record, form, fields) : usualFirst(inForm(record, form), TABLE));
}

function ownFields(item: Item): string[] {
	const fields = selectedFields(item);
	const walked = fields.find((field) => field.includes('.'));
	if (walked === undefined) return fields;
	throw new InputError(
		SELECTED_FIELDS,
		`"${walked}" is a field of another record`,
		'The Change API returns the fields of the change request only. Read others with the operation Get.',
	);
}
