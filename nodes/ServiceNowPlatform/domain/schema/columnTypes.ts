/** What can be asked of the values of a column, and how they are to be read. */
export type ColumnFamily = 'boolean' | 'choice' | 'date' | 'list' | 'number' | 'reference' | 'text';

const FAMILIES: Readonly<Record<string, ColumnFamily>> = {
	boolean: 'boolean',
	integer: 'number',
	longint: 'number',
	decimal: 'number',
	float: 'number',
	percent_complete: 'number',
	currency: 'number',
	currency2: 'number',
	price: 'number',
	order_index: 'number',
	auto_increment: 'number',
	glide_date_time: 'date',
	glide_date: 'date',
	due_date: 'date',
	calendar_date_time: 'date',
	reference: 'reference',
	domain_id: 'reference',
	glide_list: 'list',
};

/** `type` is `sys_dictionary.internal_type`; `choice` says how the column uses `sys_choice` (0 and '': not at all). */
export function familyOf({ type, choice }: { type: string; choice: string }): ColumnFamily {
	const hasChoices = choice !== '' && choice !== '0';
	const family = FAMILIES[type] ?? 'text';
	return hasChoices && (family === 'text' || family === 'number') ? 'choice' : family;
}
