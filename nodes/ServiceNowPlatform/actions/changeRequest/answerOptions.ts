import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { fieldList, readOptions } from '../../properties/output/read';
import { writeOptions } from '../../properties/values/write';

const fieldsOption: INodeProperties = {
	displayName: 'Fields',
	name: 'sysparm_fields',
	type: 'string',
	default: '',
	placeholder: 'e.g. number,state,start_date',
	description: 'Names of the fields to return, separated by commas. Empty returns all.',
};

/** What of a record comes back and in which form, where the Change API answers: it always sends all of it, in both forms. */
export const answerOptions: INodeProperties[] = [
	fieldsOption,
	...readOptions.filter(({ name }) => name === 'sysparm_display_value'),
];

/** What a write through the Change API offers. */
export const changeWriteOptions: INodeProperties[] = [
	...answerOptions,
	...writeOptions.filter((option) => !readOptions.includes(option)),
];

const OF_A_MOVE = ['notStored', 'sysparm_fields', 'sysparm_display_value'];

/** What a change of the state offers. */
export const moveOptions = changeWriteOptions.filter(({ name }) => OF_A_MOVE.includes(name));

export interface AnswerForm {
	form: string;
	/** None for all. */
	fields: string[];
}

/** @throws InputError for what is not a field of the record itself */
export function answerForm(options: IDataObject): AnswerForm {
	const fields = fieldList(options.sysparm_fields);
	const walked = fields.find((field) => field.includes('.'));
	if (walked !== undefined) {
		throw new InputError(
			'Fields',
			`"${walked}" is a field of another record`,
			'The Change API returns the fields of the change request only. Read others with the operation Get.',
		);
	}
	return { form: String(options.sysparm_display_value ?? 'false'), fields };
}
