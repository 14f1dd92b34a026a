import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Item } from '../item/item';

/** One name for what comes back, wherever something does. */
export const OUTPUT = 'Output';
export const SELECTED_FIELDS = 'Output Field Names or IDs';
export const VIEW = 'View';

const MODES = {
	raw: { name: 'Raw', description: 'Everything that ServiceNow sends, the usual fields first' },
	selected: { name: 'Selected Fields', description: 'The fields that you choose' },
	simplified: {
		name: 'Simplified',
		description: 'The fields that people look at first: labels and names, numbers, dates in ISO 8601',
	},
	view: { name: 'Fields of a View', description: 'The fields that a view of the instance shows' },
};

/** What comes back; Simplified unless somebody asks for more. */
export function outputField(
	modes: Array<keyof typeof MODES>,
	descriptions: Partial<Record<keyof typeof MODES, string>> = {},
): INodeProperties {
	const options: INodePropertyOptions[] = modes.map((value) => {
		const { name, description } = MODES[value];
		return { name, value, description: descriptions[value] ?? description };
	});
	return {
		displayName: OUTPUT,
		name: 'output',
		type: 'options',
		options: options.sort((a, b) => a.name.localeCompare(b.name)),
		default: 'simplified',
		description: 'Which fields come back, and in which form',
	};
}

/** Where there are no fields to choose. */
export const simplifiedOrRaw = outputField(['raw', 'simplified'], {
	raw: 'Everything that ServiceNow sends',
	simplified: 'What people look at first',
});

/** Whether that was left as it is. @throws InputError for a word that is none of the choices */
export function isSimplified(item: Item): boolean {
	return item.text('output') === '' || item.choice('output', OUTPUT, ['simplified', 'raw']) === 'simplified';
}

export const selectedFieldsField: INodeProperties = {
	displayName: SELECTED_FIELDS,
	name: 'selectedFields',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['table.value'] },
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'For fields of referenced records, type the label of the reference first, e.g. caller email',
	displayOptions: { show: { output: ['selected'] } },
};

/** Not required: where Output is an expression, n8n takes every field that depends on it for shown. */
export const viewField: INodeProperties = {
	displayName: VIEW,
	name: 'sysparm_view',
	type: 'string',
	default: '',
	placeholder: 'e.g. mobile',
	description: 'Name of the view whose fields come back',
	displayOptions: { show: { output: ['view'] } },
};
