import type { EncodedQuery } from '../../domain/api/checked';
import { EVERY, raw } from '../../domain/encodedQuery';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { type Condition, dependsOnType, encodedFilter } from '../../domain/query/filter';
import { readDateType } from '../../domain/values/columnDates';
import type { Item } from '../item/item';
import { columnLocator, columnNamed, located } from '../pickers/column';
import { WITH_COLUMN, WITH_RANGE, WITH_SPAN, WITH_VALUE } from './operators';

/**
 * Chosen from a list that depends on the column; by name where an expression gives it. The editor joins what a list
 * depends on into one text: a whole locator would read "[object Object]" before and after every change.
 */
const OPERATORS_OF_COLUMN: INodeProperties['typeOptions'] = {
	loadOptionsMethod: 'getOperators',
	loadOptionsDependsOn: ['&field.value'],
};

const conditionFields: INodeProperties[] = [
	{
		displayName: 'Join',
		name: 'join',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'And', value: 'and', description: 'This must hold, too' },
			{ name: 'Or', value: 'or', description: 'An alternative to the condition above' },
			{ name: 'Or, Starting a New Group', value: 'group', description: 'An alternative to everything above' },
		],
		default: 'and',
		description: 'How the condition is joined to those above; of no meaning for the first one',
	},
	columnLocator(),
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		typeOptions: OPERATORS_OF_COLUMN,
		default: '',
		description: 'How field and value are compared; what can be chosen depends on the field',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'resourceLocator',
		default: { mode: 'text', value: '' },
		description:
			'The stored value: the number of a choice, the sys_id of a reference. Dates in any ISO 8601 form, several values separated by commas.',
		displayOptions: { show: { operator: WITH_VALUE } },
		modes: [
			{
				displayName: 'Typed',
				name: 'text',
				type: 'string',
				placeholder: 'e.g. 1 or 2026-01-31T14:00:00Z',
			},
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a value',
				typeOptions: { searchListMethod: 'searchValues', searchable: true },
			},
		],
	},
	{
		displayName: 'To',
		name: 'value2',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3 or 2026-01-31T23:59:59Z',
		description: 'The upper end of the range',
		displayOptions: { show: { operator: WITH_RANGE } },
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description: 'How many minutes, days, …',
		displayOptions: { show: { operator: WITH_SPAN } },
	},
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'options',
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Months', value: 'months' },
			{ name: 'Weeks', value: 'weeks' },
			{ name: 'Years', value: 'years' },
		],
		default: 'days',
		displayOptions: { show: { operator: WITH_SPAN } },
	},
	columnLocator({
		displayName: 'Other Field',
		name: 'otherField',
		description: 'The field to compare with',
		displayOptions: { show: { operator: WITH_COLUMN } },
	}),
];

/** Which records are meant: a filter that is put together here, a query as ServiceNow writes it, or all. */
export const filterFields: INodeProperties[] = [
	{
		displayName: 'Records',
		name: 'filterMode',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'All', value: 'all', description: 'Every record that the user may see' },
			{ name: 'Matching a Filter', value: 'filter', description: 'Put conditions together' },
			{ name: 'Matching an Encoded Query', value: 'query', description: 'Paste a query from ServiceNow' },
		],
		default: 'filter',
		description: 'Which records are meant',
	},
	{
		displayName: 'Filter',
		name: 'filter',
		type: 'fixedCollection',
		placeholder: 'Add Condition',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		description: 'Conditions that the records fulfil; without any, all records are meant',
		displayOptions: { show: { filterMode: ['filter'] } },
		options: [{ displayName: 'Condition', name: 'conditions', values: conditionFields }],
	},
	{
		displayName: 'Encoded Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^priority<=2',
		description:
			'In a list of ServiceNow: right-click the filter and choose Copy query. Taken as it is: a value from outside that contains ^ changes it. Times are UTC.',
		displayOptions: { show: { filterMode: ['query'] } },
	},
];

/** Which records are meant. */
export interface Filter {
	/** Encoded; '' for all. */
	query: EncodedQuery;
	/** Fields that it names, as far as they are known: an encoded query is taken as it is. */
	columns: string[];
}

/** What is chosen. What cannot be used is refused before a type is asked for. @throws InputError */
export function* resolveFilter(item: Item, table: string, now = Date.now()): Steps<Filter> {
	const mode = item.text('filterMode');
	if (mode === 'all') return { query: EVERY, columns: [] };
	if (mode === 'query') return { query: raw(item.text('sysparm_query') || missingQuery()), columns: [] };
	const [conditions, moment] = [conditionsOf(item), { now, timeZone: item.timeZone }];
	const query = encodedFilter(conditions, moment);
	const columns = conditions.flatMap(({ field, operator, value }) =>
		WITH_COLUMN.includes(operator) ? [field, String(value)] : [field],
	);
	const dated = conditions.filter(dependsOnType);
	if (dated.length === 0) return { query, columns };
	for (const line of dated) line.type = yield* readDateType(item.cache, table, line.field);
	return { query: encodedFilter(conditions, moment), columns };
}

/** An expression that finds nothing must not turn into all records. */
function missingQuery(): never {
	throw new InputError(
		'Encoded Query',
		'There is no query',
		'Enter one, or choose "All" if every record is meant. An expression may have found nothing.',
	);
}

function conditionsOf(item: Item): Condition[] {
	return item.lines('filter', 'conditions').map((line) => {
		const operator = String(line.operator || 'is');
		return {
			...line,
			join: (line.join ?? 'and') as Condition['join'],
			field: located(line.field),
			operator,
			value: WITH_COLUMN.includes(operator) ? columnNamed(line.otherField, 'Filter') : valueOf(line.value),
		};
	});
}

/** An expression may give a list or a date in place of a text. */
function valueOf(content: unknown): unknown {
	return typeof content === 'object' && content !== null && '__rl' in content && 'value' in content
		? content.value
		: content;
}
