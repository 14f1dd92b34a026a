import type { INodeProperties } from 'n8n-workflow';

interface Form {
	/** The resource mapping method that loads it. */
	method: string;
	/** The locator on which it depends. */
	dependsOn: string;
}

/** The answers to a form's questions: by the form itself, by name, or all at once. */
export function variableFields({ method, dependsOn }: Form): INodeProperties[] {
	return [
		{
			displayName: 'Variables',
			name: 'variablesMode',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'By Name', value: 'pairs', description: 'Type the names; for when the form cannot be loaded' },
				{ name: 'From the Form', value: 'form', description: 'Fill in the form, or map the input automatically' },
				{ name: 'Using JSON', value: 'json', description: 'All at once, such as from an AI agent' },
			],
			default: 'form',
			description: 'How the questions of the form are answered',
		},
		formField(method, dependsOn),
		pairsField(),
		{
			displayName: 'Variables (JSON)',
			name: 'variablesJson',
			type: 'json',
			default: '{}',
			description:
				'An object with a value for each variable, by name. Get Item tells the names, types and choices. A multi-row variable set takes a list with an object for each row.',
			displayOptions: { show: { variablesMode: ['json'] } },
		},
	];
}

function formField(resourceMapperMethod: string, dependsOn: string): INodeProperties {
	return {
		displayName: 'Form',
		name: 'variables',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		description: 'The questions of the form. Records may be given by name, multi-row variable sets as JSON.',
		// No form is known before the item is chosen.
		displayOptions: { show: { variablesMode: ['form'] }, hide: { [dependsOn]: [''] } },
		typeOptions: {
			loadOptionsDependsOn: [`${dependsOn}.value`],
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				valuesLabel: 'Form',
				fieldWords: { singular: 'variable', plural: 'variables' },
				supportAutoMap: true,
				noFieldsError: 'The form has no fields to show. Answers can be given under Variables → By Name.',
			},
		},
	};
}

function pairsField(): INodeProperties {
	return {
		displayName: 'Variables to Send',
		name: 'variablePairs',
		type: 'fixedCollection',
		placeholder: 'Add Variable',
		typeOptions: { multipleValues: true },
		default: {},
		description: 'Answers to the questions of the form, by the name of each variable',
		displayOptions: { show: { variablesMode: ['pairs'] } },
		options: [
			{
				displayName: 'Variable',
				name: 'pairs',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. additional_software' },
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description:
							'Text, the value or label of a choice, true or false, a date in any ISO form, the name or sys_id of a record, or JSON for a table of answers',
					},
				],
			},
		],
	};
}
