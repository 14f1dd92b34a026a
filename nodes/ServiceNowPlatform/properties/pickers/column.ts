import type { INodeProperties } from 'n8n-workflow';
import { columnName } from '../../domain/encodedQuery';

/** A column of the table, or of a record that it refers to: chosen from the instance’s list, or typed. */
export function columnLocator(more: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: 'Field',
		name: 'field',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description: 'A field of the table; type caller_id.email or the like for fields of a record that it refers to',
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a field',
				typeOptions: { searchListMethod: 'searchFields', searchable: true },
			},
			{
				displayName: 'By Name',
				name: 'name',
				type: 'string',
				placeholder: 'e.g. short_description or caller_id.email',
				hint: 'The technical name, not the label',
			},
		],
		...more,
	};
}

/** What stands in a resource locator inside a collection; plain text where an expression or a tool gave it. */
export function located(content: unknown): string {
	const value = typeof content === 'object' && content !== null && 'value' in content ? content.value : content;
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
		? String(value).trim()
		: '';
}

/** @throws InputError unless a column is named */
export function columnNamed(content: unknown, field: string): string {
	return columnName(located(content), field);
}
