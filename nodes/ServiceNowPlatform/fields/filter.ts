import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { type Condition, encodedFilter } from '../domain/filter';
import type { Parameters } from './parameters';

const VALUE = ['is', 'isNot', 'isNotOrEmpty', 'contains', 'notContains', 'startsWith', 'endsWith'];
const COMPARED = ['greater', 'greaterOrEqual', 'less', 'lessOrEqual'];
const LISTS = ['isOneOf', 'isNotOneOf'];
const DAYS = ['on', 'notOn', 'before', 'after'];
const RELATIVE = ['last', 'next', 'moreThanAgo', 'moreThanAhead'];
const OTHER_COLUMN = ['sameAs', 'differsFrom'];

/** In the order of use, not of the alphabet. */
const operators: INodePropertyOptions[] = [
	{ name: 'Is', value: 'is' },
	{ name: 'Is Not', value: 'isNot', description: 'Leaves out records where the field is empty' },
	{ name: 'Is Not, or Is Empty', value: 'isNotOrEmpty' },
	{ name: 'Is One Of', value: 'isOneOf', description: 'Several values, separated by commas' },
	{ name: 'Is Not One Of', value: 'isNotOneOf', description: 'Several values, separated by commas' },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
	{ name: 'Is True', value: 'isTrue' },
	{ name: 'Is False', value: 'isFalse' },
	{ name: 'Is the Signed-in User', value: 'isMe' },
	{ name: 'Text Contains', value: 'contains', description: 'Of a reference: the name of the record it leads to' },
	{ name: 'Text Does Not Contain', value: 'notContains' },
	{ name: 'Text Starts With', value: 'startsWith' },
	{ name: 'Text Ends With', value: 'endsWith' },
	{ name: 'Number or Time Is Greater', value: 'greater' },
	{ name: 'Number or Time Is Greater or Equal', value: 'greaterOrEqual' },
	{ name: 'Number or Time Is Less', value: 'less' },
	{ name: 'Number or Time Is Less or Equal', value: 'lessOrEqual' },
	{ name: 'Number or Time Is Between', value: 'between', description: 'Both ends belong to it' },
	{ name: 'Date Is On', value: 'on', description: 'A day in the time zone of the signed-in user' },
	{ name: 'Date Is Not On', value: 'notOn', description: 'A day in the time zone of the signed-in user' },
	{ name: 'Date Is Before', value: 'before' },
	{ name: 'Date Is After', value: 'after' },
	{ name: 'Date Is in the Last', value: 'last', description: 'A number of minutes, days, …' },
	{ name: 'Date Is in the Next', value: 'next', description: 'A number of minutes, days, …' },
	{ name: 'Date Is More Than … Ago', value: 'moreThanAgo' },
	{ name: 'Date Is More Than … From Now', value: 'moreThanAhead' },
	{ name: 'Is the Same as Field', value: 'sameAs' },
	{ name: 'Is Different From Field', value: 'differsFrom' },
];

/** A field of the table, or of a record that it refers to. */
export function fieldPicker(more: Partial<INodeProperties> = {}): INodeProperties {
	return {
		displayName: 'Field Name or ID',
		name: 'field',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['table.value'] },
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		...more,
	};
}

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
	fieldPicker(),
	{
		displayName: 'Operator',
		name: 'operator',
		type: 'options',
		options: operators,
		default: 'is',
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1 or 46f67787a9fe198101e06dfcf3a78e99',
		description: 'The stored value: the number of a choice, the sys_id of a reference. Times in any ISO 8601 form.',
		displayOptions: { show: { operator: [...VALUE, ...COMPARED] } },
	},
	{
		displayName: 'Values',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1,2,3',
		description: 'Stored values, separated by commas, or a list from an expression',
		displayOptions: { show: { operator: LISTS } },
	},
	{
		displayName: 'From',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1 or 2026-01-01T00:00:00Z',
		displayOptions: { show: { operator: ['between'] } },
	},
	{
		displayName: 'To',
		name: 'value2',
		type: 'string',
		default: '',
		placeholder: 'e.g. 3 or 2026-01-31T23:59:59Z',
		displayOptions: { show: { operator: ['between'] } },
	},
	{
		displayName: 'Date',
		name: 'value',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		description: 'A day, or for Before and After also a time in any ISO 8601 form',
		displayOptions: { show: { operator: DAYS } },
	},
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		displayOptions: { show: { operator: RELATIVE } },
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
		displayOptions: { show: { operator: RELATIVE } },
	},
	fieldPicker({
		displayName: 'Other Field Name or ID',
		name: 'value',
		displayOptions: { show: { operator: OTHER_COLUMN } },
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
			{ name: 'Matching a Filter', value: 'filter', description: 'Put conditions together' },
			{ name: 'Matching an Encoded Query', value: 'query', description: 'Paste a query from ServiceNow' },
			{ name: 'All', value: 'all', description: 'Every record that the user may see' },
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

/** The encoded query of what is chosen, '' for all. @throws InputProblem */
export function resolveFilter(parameters: Parameters, now = Date.now()): string {
	const mode = parameters.text('filterMode');
	if (mode === 'all') return '';
	if (mode === 'query') return parameters.text('sysparm_query');
	const lines = (parameters.collection('filter').conditions ?? []) as IDataObject[];
	const conditions = lines.map((line) => ({
		...line,
		join: line.join ?? 'and',
		field: String(line.field ?? ''),
		operator: String(line.operator ?? 'is'),
	}));
	return encodedFilter(conditions as Condition[], { now, timeZone: parameters.timeZone });
}
