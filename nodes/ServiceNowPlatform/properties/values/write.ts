import type { INodeProperties } from 'n8n-workflow';
import { outputOption } from '../output/output';
import { readOptions } from '../output/read';
import { inputDisplayValueOption } from './values';

export const resolveNamesOption: INodeProperties = {
	displayName: 'Resolve Names',
	name: 'resolveNames',
	type: 'boolean',
	default: true,
	description:
		'Whether names of records and labels of choices are looked up: users by user name, email or name, groups by name, tasks by number, others by their display column. Not used with Input Display Values, where ServiceNow does it.',
};

export const notStoredOption: INodeProperties = {
	displayName: 'If a Field Is Not Stored',
	name: 'notStored',
	type: 'options',
	options: [
		{ name: 'Error', value: 'error', description: 'The item fails; what could be stored stays stored' },
		{ name: 'Ignore', value: 'ignore' },
		{ name: 'Show a Hint', value: 'hint' },
	],
	default: 'hint',
	description:
		'ServiceNow drops values that it does not take without a word; what to do when one comes back changed or not at all',
};

/** What every write offers. */
export const writeOptions: INodeProperties[] = [
	...readOptions,
	outputOption,
	inputDisplayValueOption,
	resolveNamesOption,
	notStoredOption,
];

/** What a write offers whose values are chosen by the operation itself: without a new state or assignment it has failed anyway. */
export const transitionOptions: INodeProperties[] = [
	...readOptions,
	outputOption,
	resolveNamesOption,
	{
		...notStoredOption,
		description:
			'ServiceNow drops values that it does not take without a word; what to do when one comes back changed. A lost state or assignment is an error, unless it is to be ignored.',
	},
];

/** The options of an operation, in the order that n8n asks for. */
export function optionsField(options: INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...options].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
