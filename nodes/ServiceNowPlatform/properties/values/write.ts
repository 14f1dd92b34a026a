import type { INodeProperties } from 'n8n-workflow';
import { resolveNamesOption } from '../names';
import { readOptions } from '../output/read';
import { requestOptions, type Sending } from '../requestSettings';
import { inputDisplayValueOption } from './values';

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
	inputDisplayValueOption,
	resolveNamesOption,
	notStoredOption,
];

/** What a write offers whose values are chosen by the operation itself: without a new state or assignment it has failed anyway. */
export const transitionOptions: INodeProperties[] = [
	...readOptions,
	resolveNamesOption,
	{
		...notStoredOption,
		description:
			'ServiceNow drops values that it does not take without a word; what to do when one comes back changed. A lost state or assignment is an error, unless it is to be ignored.',
	},
];

/** In the order that n8n asks for. What a write and its filter both offer is one option. */
export function eachOnce(options: INodeProperties[]): INodeProperties[] {
	const byName = new Map(options.map((option) => [option.name, option]));
	return [...byName.values()].sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/** The options of an operation and how its requests travel. */
export function optionsField(options: INodeProperties[], sending: Sending = 'batched'): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: eachOnce([...options, ...requestOptions(sending)]),
	};
}
