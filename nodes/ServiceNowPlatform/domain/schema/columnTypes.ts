import type { FieldType } from 'n8n-workflow';

/** What can be asked of the values of a column, and how they are to be read. */
export type ColumnFamily = 'boolean' | 'choice' | 'date' | 'list' | 'number' | 'reference' | 'text';

/** The family, and n8n's form field where one for text would not do. */
type ColumnType = [family: ColumnFamily, form?: FieldType];

/** By `sys_dictionary.internal_type`. */
export const TYPES: Readonly<Record<string, ColumnType>> = {
	// As a check box n8n would send it, or false, whether somebody has touched it or not.
	boolean: ['boolean', 'options'],
	integer: ['number', 'number'],
	longint: ['number', 'number'],
	decimal: ['number', 'number'],
	float: ['number', 'number'],
	percent_complete: ['number', 'number'],
	// An amount may come with its currency.
	currency: ['number'],
	currency2: ['number'],
	price: ['number'],
	order_index: ['number'],
	auto_increment: ['number'],
	glide_date_time: ['date', 'dateTime'],
	due_date: ['date', 'dateTime'],
	glide_date: ['date'],
	calendar_date_time: ['date'],
	reference: ['reference'],
	domain_id: ['reference'],
	glide_list: ['list'],
	url: ['text', 'url'],
};

/** `choice` says how the column uses `sys_choice` (0 and '': not at all). */
export function familyOf(type: string, choice = ''): ColumnFamily {
	const hasChoices = choice !== '' && choice !== '0';
	const [family] = typeOf(type);
	return hasChoices && (family === 'text' || family === 'number') ? 'choice' : family;
}

/** n8n's form field for values of the type. */
export function formFieldOf(type: string): FieldType {
	return typeOf(type)[1] ?? 'string';
}

function typeOf(name: string): ColumnType {
	return (Object.hasOwn(TYPES, name) ? TYPES[name] : undefined) ?? ['text'];
}
