import type { INodeProperties } from 'n8n-workflow';

interface ChoiceList {
	/** Name of the list search method. */
	searchListMethod: string;
	/** With its article, inside a sentence: a code. */
	one: string;
	/** A stored value, for instance. */
	example: string;
}

/** One of the values that the instance has for a column, chosen or typed. */
export function choiceLocator(
	{ searchListMethod, one, example }: ChoiceList,
	field: Pick<INodeProperties, 'name' | 'displayName'> & Partial<INodeProperties>,
): INodeProperties {
	return {
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Choose ${one}`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{
				displayName: 'By Value',
				name: 'value',
				type: 'string',
				placeholder: `e.g. ${example}`,
				hint: 'The stored value, not the label',
			},
		],
		...field,
	};
}
