import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/api/inputError';
import type { Steps } from '../../domain/api/request';
import { narrowed, queryValue } from '../../domain/query/encodedQuery';
import { type Condition, dependsOnType, encodedFilter } from '../../domain/query/filter';
import { familyOf } from '../../domain/schema/columnTypes';
import { readDateType } from '../../domain/values/columnDates';
import type { Item } from '../item/item';
import { columnLocator } from '../pickers/column';
import { conditionsOf } from './conditions';
import { WITH_COLUMN, WITH_RANGE, WITH_SPAN, WITH_TEXT, WITH_VALUE, WITH_VALUES } from './operators';

/**
 * Chosen from a list that depends on the column; by name where an expression gives it. The editor joins what a list
 * depends on into one text: a whole locator would read "[object Object]" before and after every change.
 */
const OPERATORS_OF_COLUMN: INodeProperties['typeOptions'] = {
	loadOptionsMethod: 'getOperators',
	loadOptionsDependsOn: ['&field.value'],
};

const conditionFields: INodeProperties[] = [
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
		default: { mode: 'list', value: '' },
		description: 'Chosen from what the field can hold, or typed into the search of the list',
		displayOptions: { show: { operator: WITH_VALUE } },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose a value',
				typeOptions: { searchListMethod: 'searchValues', searchable: true },
			},
			{
				displayName: 'Typed',
				name: 'text',
				type: 'string',
				placeholder: 'e.g. 1, today or 2026-01-31T14:00:00Z',
				hint: 'A stored value; a date in any ISO 8601 form, or a period such as today or this week',
			},
		],
	},
	{
		displayName: 'Values',
		name: 'values',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getValues', loadOptionsDependsOn: ['&field.value'] },
		default: [],
		description: 'What the field may hold',
		displayOptions: { show: { operator: WITH_VALUES } },
	},
	{
		displayName: 'Value',
		name: 'text',
		type: 'string',
		default: '',
		placeholder: 'e.g. printer',
		description: 'What to compare with; several values are separated by commas',
		displayOptions: { show: { operator: WITH_TEXT } },
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

/** Which records are meant: those that fulfil all of some conditions and any of others; without conditions, all. */
export const filterField: INodeProperties = {
	displayName: 'Filter',
	name: 'filter',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description: 'Conditions on the records; without any, all records are meant',
	options: [
		{ displayName: 'All of These', name: 'conditions', values: conditionFields },
		{ displayName: 'Any of These', name: 'any', values: conditionFields },
	],
};

/** Conditions that are written in other ways, and hold beside the filter. */
export const queryOptions: INodeProperties[] = [
	{
		displayName: 'Encoded Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^priority<=2',
		description:
			'A query that holds beside the filter. In a list of ServiceNow, right-click the filter and choose Copy query. Taken as it is: a value from outside that contains ^ changes it. Times are UTC.',
	},
	{
		displayName: 'Search Text',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. printer jam',
		description: 'Words that the records contain anywhere, as the search above a list of ServiceNow finds them',
	},
];

/** Which records are meant. */
export interface Filter {
	/** Encoded; '' for all. */
	query: string;
	/** Fields that it names, as far as they are known: an encoded query is taken as it is. */
	columns: string[];
}

/** What is chosen. What cannot be used is refused before a type is asked for. @throws InputError */
export function* resolveFilter(item: Item, table: string, now = Date.now()): Steps<Filter> {
	const moment = { now, timeZone: item.timeZone };
	const conditions = conditionsOf(item, moment);
	const query = joined(encodedFilter(conditions, moment), otherQuery(item));
	const columns = conditions.flatMap(({ field, operator, value }) =>
		WITH_COLUMN.includes(operator) ? [field, String(value)] : [field],
	);
	const dated = conditions.filter((line) => dependsOnType(line) || isDay(line));
	if (dated.length === 0) return { query, columns };
	for (const line of dated) {
		line.type = yield* readDateType(item.cache, table, line.field);
		if (isDay(line) && familyOf(line.type) === 'date') line.operator = 'on';
	}
	return { query: joined(encodedFilter(conditions, moment), otherQuery(item)), columns };
}

/** A time equals a day on any moment of it. */
function isDay({ operator, value }: Condition): boolean {
	return operator === 'is' && /^\d{4}-\d{2}-\d{2}$/.test(String(value ?? '').trim());
}

function joined(filter: string, other: string): string {
	return other === '' ? filter : narrowed(other, filter);
}

/** Written queries and searches. @throws InputError for an empty one: an expression that finds nothing must not turn into all records */
function otherQuery(item: Item): string {
	const options = item.collection('options');
	const given = (name: string, field: string) =>
		Object.hasOwn(options, name) ? String(options[name] ?? '').trim() || missing(field) : '';
	const query = given('sysparm_query', 'Encoded Query');
	const words = queryValue(given('search', 'Search Text'), 'Search Text');
	return words === '' ? query : narrowed(query, `123TEXTQUERY321=${words}`);
}

function missing(field: string): never {
	throw new InputError(
		field,
		'It is empty',
		'Enter something, or remove the option if every record is meant. An expression may have found nothing.',
	);
}
