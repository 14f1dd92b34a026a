import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../domain/failure/inputError';
import type { Item } from './item/item';

/** Which files of the input item are meant. */
export const inputFiles: INodeProperties[] = [
	{
		displayName: 'All Files of the Item',
		name: 'allFiles',
		type: 'boolean',
		default: false,
		description: 'Whether to take every file of the input item',
	},
	{
		displayName: 'Input Data Field Name',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		placeholder: 'e.g. data',
		hint: 'The name of the input field containing the file; several names separated by commas',
		displayOptions: { show: { allFiles: [false] } },
	},
];

/** Where a file that was fetched is put. */
export const outputField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputField',
	type: 'string',
	default: 'data',
	required: true,
	placeholder: 'e.g. data',
	hint: 'The name of the output field to put the file in',
};

/** Names of the input fields that hold the files. @throws InputError where there are none */
export function inputFileNames(item: Item): string[] {
	const all = item.flag('allFiles');
	const names = all
		? item.binaryFields
		: item
				.text('binaryPropertyName')
				.split(',')
				.map((name) => name.trim())
				.filter((name) => name !== '');
	if (names.length > 0) return names;
	if (all)
		throw new InputError('All Files of the Item', 'The input item has no file', 'Connect a node that outputs files.');
	throw new InputError('Input Data Field Name', 'No field is named', 'Enter the name of the field, mostly data.');
}

/** @throws InputError when it is empty */
export function outputFieldName(item: Item, given = item.raw('outputField')): string {
	const name = String(given ?? '').trim();
	if (name !== '') return name;
	throw new InputError('Put Output File in Field', 'No field is named', 'Enter a name such as data.');
}
