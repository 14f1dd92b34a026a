import type { EncodedQuery } from '../../domain/api/checked';
import { EVERY, raw } from '../../domain/encodedQuery';
import type { INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Steps } from '../../domain/api/request';
import { type Condition, encodedFilter, isByValue, isOfList } from '../../domain/query/filter';
import { parseQuery } from '../../domain/query/parse';
import { pastedQuery } from '../../domain/query/pasted';
import { resolveCompared } from '../../domain/records/stored';
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
			'A stored value, or what people see: the label of a choice, the name of a record. Several are separated by commas. Days, and times without a zone, are in the workflow’s time zone; 2026-01-31 14:00:00, as ServiceNow stores it, is UTC.',
		displayOptions: { show: { operator: WITH_VALUE } },
		modes: [
			{
				displayName: 'Typed',
				name: 'text',
				type: 'string',
				placeholder: 'e.g. In Progress or 2026-01-31',
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

/** For where the same text is a name to some and a stored value to others. */
export const filterNamesOption: INodeProperties = {
	displayName: 'Resolve Names',
	name: 'resolveNames',
	type: 'boolean',
	default: true,
	description:
		'Whether names of records and labels of choices in the filter are looked up: users by user name, email or name, groups by name, tasks by number, others by their display column',
};

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
			'In a list of ServiceNow: right-click the filter and choose Copy query; the address of the list will do, too. Taken as it is: a value from outside that contains ^ changes it. Times are UTC.',
		displayOptions: { show: { filterMode: ['query'] } },
	},
];

/** Which records are meant. */
export interface Filter {
	query: EncodedQuery;
	/** Fields that it names. */
	columns: string[];
}

/** What is chosen. What cannot be used is refused before a type is asked for. @throws InputError */
export function* resolveFilter(item: Item, table: string, now = Date.now()): Steps<Filter> {
	const mode = item.text('filterMode');
	if (mode === 'all') return { query: EVERY, columns: [] };
	if (mode === 'query') return rawQuery(item);
	const [conditions, moment] = [conditionsOf(item), { now, timeZone: item.timeZone }];
	// Names may hold the commas that separate others; whatever else cannot be used is refused before anything is asked.
	encodedFilter(
		conditions.filter((line) => !isOfList(line)),
		moment,
	);
	const columns = conditions.flatMap(({ field, operator, value }) =>
		WITH_COLUMN.includes(operator) ? [field, String(value)] : [field],
	);
	const isResolved = item.collection('options').resolveNames !== false;
	if (isResolved) for (const line of conditions.filter(isByValue)) yield* resolveValues(item, table, line);
	return { query: encodedFilter(conditions, moment), columns };
}

/** Puts what the column stores in the place of names and labels. */
function* resolveValues(item: Item, table: string, line: Condition): Steps<void> {
	const given = WITH_RANGE.includes(line.operator) ? [line.value, line.value2] : [line.value];
	const { type, values } = yield* resolveCompared(item, table, line.field, given, isOfList(line));
	[line.type, line.value] = [type, values[0]];
	if (WITH_RANGE.includes(line.operator)) line.value2 = values[1];
}

/** Fields that are not there are judged as those of the builder are. */
function rawQuery(item: Item): Filter {
	const given = item.raw('sysparm_query');
	if (typeof given === 'object' && given !== null) {
		throw new InputError('Encoded Query', 'It is not a text', 'Enter a query such as active=true^priority=1.');
	}
	const query = pastedQuery(item.text('sysparm_query')) || missingQuery();
	return { query: raw(query), columns: parseQuery(query).columns };
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
