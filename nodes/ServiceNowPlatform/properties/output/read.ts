import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { fieldName } from '../../domain/encodedQuery';

export const valuesOption: INodeProperties = {
	displayName: 'Values',
	name: 'sysparm_display_value',
	type: 'options',
	options: [
		{ name: 'Both', value: 'all', description: 'Each field as an object with value and display_value' },
		{
			name: 'Display Values',
			value: 'true',
			description: 'Labels and names, in the language and time zone of the user',
		},
		{ name: 'Raw', value: 'false', description: 'Values as they are stored; dates in UTC' },
	],
	default: 'false',
	description: 'Form of the values',
};

/** What of a record comes back and in which form; for reads and for the answers of writes. */
export const readOptions: INodeProperties[] = [
	{
		displayName: 'Cross-Domain',
		name: 'sysparm_query_no_domain',
		type: 'boolean',
		default: false,
		description:
			'Whether to reach records of all domains that the user may see (needs the role query_no_domain_table_api)',
	},
	{
		displayName: 'Exclude Reference Links',
		name: 'sysparm_exclude_reference_link',
		type: 'boolean',
		default: true,
		description: 'Whether references come as their plain value, without the link to the other record',
	},
	{
		displayName: 'Fields',
		name: 'sysparm_fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. number,short_description,caller_id.email',
		description: 'Names of the fields to return, separated by commas; a dot leads to fields of a referenced record',
	},
	valuesOption,
	{
		displayName: 'View',
		name: 'sysparm_view',
		type: 'string',
		default: '',
		placeholder: 'e.g. mobile',
		description: 'Name of the view whose fields are returned; Fields wins over it',
	},
];

/** @throws InputError when the field list holds something that is not a column name */
export function readQuery(options: IDataObject): Record<string, string> {
	const fields = fieldList(options.sysparm_fields);
	const view = textIn(options.sysparm_view, 'View');
	const form = textIn(options.sysparm_display_value, 'Values') || 'false';
	if (!['all', 'false', 'true'].includes(form))
		throw new InputError('Values', `"${form}" is none of the choices`, 'Use all, true or false.');
	return {
		sysparm_display_value: form,
		sysparm_exclude_reference_link: String(options.sysparm_exclude_reference_link ?? true),
		...(fields.length > 0 ? { sysparm_fields: fields.join(',') } : {}),
		...(view !== '' ? { sysparm_view: view } : {}),
		...(options.sysparm_query_no_domain === true ? { sysparm_query_no_domain: 'true' } : {}),
	};
}

/** @throws InputError for what an expression gave that is no text */
function textIn(value: unknown, field: string): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
	throw new InputError(field, 'It is an object, and not a text', 'Check the expression.');
}

export function fieldList(value: unknown): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return names
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name) => fieldName(name, 'Fields'));
}
