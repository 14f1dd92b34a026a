import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { EncodedQuery } from '../../domain/api/checked';
import type { Steps } from '../../domain/api/request';
import { encoded, EVERY, narrowed, queryValue, raw } from '../../domain/encodedQuery';
import { InputError } from '../../domain/failure/inputError';
import { type Condition, encodedFilter, isByValue, isOfList, isOfPart, placed } from '../../domain/query/filter';
import { parseQuery } from '../../domain/query/parse';
import { pastedQuery } from '../../domain/query/pasted';
import { commonShape } from '../../domain/schema/commonColumns';
import { resolveCompared, resolveContained } from '../../domain/records/stored';
import type { Item } from '../item/item';
import { columnLocator } from '../pickers/column';
import { resolveNamesOption } from '../names';
import { conditionsOf, inPeriods, namesPeriod } from './conditions';
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
		description:
			'A stored value, or what people see: the label of a choice, the name of a record. Days, and times without a zone, are in the workflow’s time zone; 2026-01-31 14:00:00, as ServiceNow stores it, is UTC.',
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
		displayName: 'Value Names or IDs',
		name: 'values',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getValues', loadOptionsDependsOn: ['&field.value'] },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
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

/** Conditions that are written in other ways and hold beside the filter, and how the filter is read. */
export const queryOptions: INodeProperties[] = [
	resolveNamesOption,
	{
		displayName: 'Encoded Query',
		name: 'sysparm_query',
		type: 'string',
		default: '',
		placeholder: 'e.g. active=true^priority<=2',
		description:
			'A query that holds beside the filter. In a list of ServiceNow, right-click the filter and choose Copy query; the address of the list will do, too. Taken as it is: a value from outside that contains ^ changes it. Times are UTC.',
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
	query: EncodedQuery;
	/** Columns that it names. */
	columns: string[];
}

/** What is chosen. What cannot be used is refused before anything is asked. @throws InputError */
export function* resolveFilter(item: Item, table: string, now = Date.now()): Steps<Filter> {
	const [conditions, moment] = [conditionsOf(item), { now, timeZone: item.timeZone }];
	const other = otherQuery(item, table);
	// Names may hold the commas that separate others, and a period is one only of a column of dates.
	const isClear = (line: Condition) => !isOfList(line) && !namesPeriod(line, moment);
	encodedFilter(conditions.filter(isClear), moment);
	const columns = conditions.flatMap(({ column, operator, value }) =>
		WITH_COLUMN.includes(operator) ? [column, String(value)] : [column],
	);
	const isResolved = item.collection('options').resolveNames !== false;
	for (const line of conditions) {
		try {
			yield* resolveLine(item, table, line, { isResolved, isPeriod: namesPeriod(line, moment) });
		} catch (error) {
			throw placed(line, error);
		}
	}
	const query = encodedFilter(inPeriods(conditions, moment), moment);
	return { query: narrowed(other.query, query), columns: [...columns, ...other.columns] };
}

interface Reading {
	isResolved: boolean;
	isPeriod: boolean;
}

/** Puts what the column stores in the place of names and labels. */
function* resolveLine(item: Item, table: string, line: Condition, { isResolved, isPeriod }: Reading): Steps<void> {
	if (isOfPart(line)) {
		const column = { table, path: line.column, areNames: isResolved };
		line.value = yield* resolveContained(item, column, line.value);
	} else if (isByValue(line)) yield* resolveValues(item, table, line, isResolved || isPeriod);
}

function* resolveValues(item: Item, table: string, line: Condition, areNames: boolean): Steps<void> {
	const given = WITH_RANGE.includes(line.operator) ? [line.value, line.value2] : [line.value];
	const column = { table, path: line.column, isList: isOfList(line), areNames };
	const { type, values } = yield* resolveCompared(item, column, given);
	[line.type, line.value] = [type, values[0]];
	if (WITH_RANGE.includes(line.operator)) line.value2 = values[1];
}

/** Written queries and searches. Fields that are not there are judged as those of the builder are. */
function otherQuery(item: Item, table: string): Filter {
	const options = item.collection('options');
	const query = pastedQuery(given(options, 'sysparm_query', 'Encoded Query'));
	const words = queryValue(given(options, 'search', 'Search Text'), 'Search Text');
	const search = words === '' ? EVERY : encoded`123TEXTQUERY321=${words}`;
	const { columns, compared } = parseQuery(query);
	for (const { column, value } of compared.filter((one) => isLabelOfNumber(table, one))) {
		const text = `Encoded Query: ${column} holds numbers, and "${value}" is none: no record has it. Choose its label in the filter, or write its number.`;
		item.notes.push({ subject: `query:${column}`, text });
	}
	return { query: narrowed(raw(query), search), columns };
}

/** What ServiceNow shows of the column in place of the number that it compares. */
function isLabelOfNumber(table: string, { column, value }: { column: string; value: string }): boolean {
	return commonShape(table, column)?.type === 'integer' && /^\p{L}/u.test(value) && !value.startsWith('javascript:');
}

/** '' for an option that is not there. @throws InputError for an empty one: an expression that finds nothing must not turn into all records */
function given(options: IDataObject, name: string, field: string): string {
	if (!Object.hasOwn(options, name)) return '';
	const value = options[name];
	if (typeof value === 'object' && value !== null) {
		throw new InputError(
			field,
			'It is not a text',
			'Check the expression: a list or an object cannot be searched for.',
		);
	}
	const text = String(value ?? '').trim();
	if (text !== '') return text;
	throw new InputError(
		field,
		'It is empty',
		'Enter something, or remove the option if every record is meant. An expression may have found nothing.',
	);
}
