import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fieldName } from '../../domain/query/encodedQuery';

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
		{ name: 'Stored Values', value: 'false', description: 'Values as they are stored; dates in UTC' },
	],
	default: 'false',
	description: 'Form of the values, where Output is not Simplified',
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
	valuesOption,
];

export function readQuery(options: IDataObject): Record<string, string> {
	return {
		sysparm_display_value: String(options.sysparm_display_value ?? 'false'),
		sysparm_exclude_reference_link: String(options.sysparm_exclude_reference_link ?? true),
		...(options.sysparm_query_no_domain === true ? { sysparm_query_no_domain: 'true' } : {}),
	};
}

/** Each once, in the order in which they are named. @throws InputError for what is not a column name */
export function fieldList(value: unknown, field = 'Fields'): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	const named = names
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name) => fieldName(name, field));
	return [...new Set(named)];
}
