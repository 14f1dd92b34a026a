import type { IDataObject, INodeProperties } from 'n8n-workflow';
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
	const view = String(options.sysparm_view ?? '').trim();
	return {
		sysparm_display_value: String(options.sysparm_display_value ?? 'false'),
		sysparm_exclude_reference_link: String(options.sysparm_exclude_reference_link ?? true),
		...(fields.length > 0 ? { sysparm_fields: fields.join(',') } : {}),
		...(view !== '' ? { sysparm_view: view } : {}),
		...(options.sysparm_query_no_domain === true ? { sysparm_query_no_domain: 'true' } : {}),
	};
}

export function fieldList(value: unknown): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	return names
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name) => fieldName(name, 'Fields'));
}
