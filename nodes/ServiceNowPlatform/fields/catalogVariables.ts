import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { parsedJson } from '../domain/apiPaging';
import { mandatoryMissing } from '../domain/catalog/answers';
import { InputProblem } from '../domain/problem';
import { isObject } from '../domain/request';
import type { Parameters } from './parameters';

const FIELD = 'Variables';

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
			displayName: FIELD,
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
		{
			displayName: 'Variables to Send',
			name: 'variablePairs',
			type: 'fixedCollection',
			placeholder: 'Add Variable',
			typeOptions: { multipleValues: true },
			default: {},
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
		},
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
		displayOptions: { show: { variablesMode: ['form'] } },
		typeOptions: {
			loadOptionsDependsOn: [`${dependsOn}.value`],
			resourceMapper: {
				resourceMapperMethod,
				mode: 'add',
				valuesLabel: 'Form',
				fieldWords: { singular: 'variable', plural: 'variables' },
				addAllFields: false,
				supportAutoMap: true,
				noFieldsError:
					'The form could not be loaded. Choose Variables → By Name, or map the input automatically; fields without a variable of their name are left out.',
			},
		},
	};
}

export interface GivenVariables {
	values: Record<string, unknown>;
	/** Mapped from the input, which may hold more than there are variables. */
	isAutomatic: boolean;
}

/** @throws InputProblem when what is entered cannot be read, or lacks what the form demands */
export function givenVariables(parameters: Parameters): GivenVariables {
	const mode = parameters.text('variablesMode');
	if (mode === 'pairs') return { values: pairsOf(parameters), isAutomatic: false };
	if (mode === 'json') return { values: jsonOf(parameters), isAutomatic: false };
	return mappedVariables(parameters);
}

function mappedVariables(parameters: Parameters): GivenVariables {
	// Read as a whole: n8n changes values, dates into objects, when the inner value is asked for.
	const { mappingMode, value, schema } = parameters.collection('variables') as {
		mappingMode?: string;
		value?: IDataObject | null;
		schema?: ResourceMapperField[] | null;
	};
	const isAutomatic = mappingMode === 'autoMapInputData';
	const known = new Set((schema ?? []).map(({ id }) => id));
	const entries = Object.entries(isAutomatic ? parameters.input : (value ?? {})).filter(
		([name, content]) =>
			content !== undefined &&
			content !== null &&
			// A blank cell of a spreadsheet is no answer: the default of the form applies.
			!(isAutomatic && (content === '' || (known.size > 0 && !known.has(name)))),
	);
	const values = Object.fromEntries(entries);
	const missing = (schema ?? []).filter(({ id, required }) => required && (values[id] ?? '') === '');
	if (missing.length > 0) throw mandatoryMissing(missing.map(({ displayName }) => displayName));
	return { values, isAutomatic };
}

function pairsOf(parameters: Parameters): Record<string, unknown> {
	const pairs = (parameters.collection('variablePairs').pairs ?? []) as Array<{ name?: unknown; value?: unknown }>;
	const entries = pairs.map(({ name, value }): [string, unknown] => [String(name ?? '').trim(), value]);
	if (entries.some(([name]) => name === '')) {
		throw new InputProblem(FIELD, 'A variable has no name', 'Get Item tells the names of an item’s variables.');
	}
	const twice = entries.find(([name], index) => entries.findIndex((entry) => entry[0] === name) !== index)?.[0];
	if (twice !== undefined) throw new InputProblem(FIELD, `"${twice}" is given twice`, 'Remove one of them.');
	return Object.fromEntries(entries);
}

function jsonOf(parameters: Parameters): Record<string, unknown> {
	const raw = parameters.raw('variablesJson');
	const parsed = raw === '' || raw === undefined || raw === null ? {} : parsedJson(raw, FIELD);
	if (isObject(parsed)) return parsed;
	throw new InputProblem(FIELD, 'It is not an object', 'Enter an object such as {"additional_software": "None"}.');
}
