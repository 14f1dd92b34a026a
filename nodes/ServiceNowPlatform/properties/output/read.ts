import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import { columnName } from '../../domain/encodedQuery';

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
	const form = textIn(options.sysparm_display_value, 'Values') || 'false';
	if (!['all', 'false', 'true'].includes(form))
		throw new InputError('Values', `"${form}" is none of the choices`, 'Use all, true or false.');
	return {
		sysparm_display_value: form,
		sysparm_exclude_reference_link: String(options.sysparm_exclude_reference_link ?? true),
		...(options.sysparm_query_no_domain === true ? { sysparm_query_no_domain: 'true' } : {}),
	};
}

/** @throws InputError for what an expression gave that is no text */
function textIn(value: unknown, field: string): string {
	if (typeof value !== 'object' || value === null) return String(value ?? '').trim();
	throw new InputError(field, 'It is an object, and not a text', 'Check the expression.');
}

/** Each once, in the order in which they are named. @throws InputError for what is not a column name */
export function columnList(value: unknown, field = 'Fields'): string[] {
	const names = Array.isArray(value) ? value.map(String) : String(value ?? '').split(',');
	const named = names
		.map((name) => name.trim())
		.filter((name) => name !== '')
		.map((name) => columnName(name, field));
	return [...new Set(named)];
}
