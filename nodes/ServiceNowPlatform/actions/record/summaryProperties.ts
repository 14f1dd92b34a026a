import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Measure, Summary } from '../../domain/query/aggregate';
import { columnName } from '../../domain/encodedQuery';
import { type Item, linesOf } from '../../properties/item/item';
import { queryOptions } from '../../properties/lists/filter';
import { columnLocator, columnNamed, located } from '../../properties/pickers/column';
import { optionsField } from '../../properties/values/write';

const kindField = (more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: 'Calculation',
	name: 'kind',
	type: 'options',
	options: [
		{ name: 'Average', value: 'avg' },
		{ name: 'Count', value: 'count', description: 'The number of records' },
		{ name: 'Maximum', value: 'max' },
		{ name: 'Minimum', value: 'min' },
		{ name: 'Sum', value: 'sum' },
	],
	default: 'count',
	description: 'What is calculated',
	...more,
});

const ofColumn = columnLocator({
	displayName: 'Of Field',
	description: 'The field whose values it is calculated from',
	displayOptions: { hide: { kind: ['count', 'group'] } },
});

const rows = (
	field: Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>,
	one: string,
	values: INodeProperties[],
): INodeProperties => ({
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	placeholder: `Add ${one}`,
	...field,
	options: [{ displayName: one, name: 'rows', values }],
});

const groupValues: INodeProperties = {
	displayName: 'Values',
	name: 'sysparm_display_value',
	type: 'options',
	options: [
		{ name: 'Both', value: 'all', description: 'Each as an object with value and display_value' },
		{ name: 'Display Values', value: 'true', description: 'Labels and names' },
		{ name: 'Stored Values', value: 'false', description: 'Values as they are stored' },
	],
	default: 'true',
	description: 'Form of the values that are grouped by',
};

export const summaryFields: INodeProperties[] = [
	rows(
		{
			displayName: 'Calculations',
			name: 'measures',
			default: { rows: [{ kind: 'count' }] },
			description: 'What is calculated from the records, or from each group of them',
		},
		'Calculation',
		[kindField(), ofColumn],
	),
	rows(
		{
			displayName: 'Group By',
			name: 'groupBy',
			description:
				'One output item for each combination of the values of these fields; without any, one for all records',
		},
		'Group Field',
		[columnLocator()],
	),
	optionsField([
		...queryOptions,
		rows(
			{
				displayName: 'Filter Groups',
				name: 'having',
				description: 'Leaves out groups whose calculations do not meet this',
			},
			'Condition',
			[
				kindField(),
				ofColumn,
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: ['=', '!=', '<', '<=', '>', '>='].map((value) => ({ name: value, value })),
					default: '>',
				},
				{ displayName: 'Value', name: 'value', type: 'number', default: 0 },
			],
		),
		rows({ displayName: 'Sort Groups', name: 'order', description: 'The order of the groups' }, 'Sort Field', [
			kindField({
				displayName: 'By',
				options: [
					{ name: 'Average', value: 'avg' },
					{ name: 'Count', value: 'count' },
					{ name: 'Group Field', value: 'group' },
					{ name: 'Maximum', value: 'max' },
					{ name: 'Minimum', value: 'min' },
					{ name: 'Sum', value: 'sum' },
				],
				description: 'A calculation, or a field that is grouped by',
			}),
			ofColumn,
			columnLocator({ displayName: 'Group Field', name: 'groupField', displayOptions: { show: { kind: ['group'] } } }),
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'Ascending', value: 'asc' },
					{ name: 'Descending', value: 'desc' },
				],
				default: 'desc',
			},
		]),
		groupValues,
	]),
];

const KINDS: ReadonlyArray<Measure['kind']> = ['avg', 'count', 'max', 'min', 'sum'];
const OPERATORS = ['=', '!=', '<', '<=', '>', '>='];

/** @throws InputError when a line is incomplete */
export function resolveSummary(item: Item): Omit<Summary, 'table' | 'query'> {
	const options = item.collection('options');
	const lines = (name: string) => item.lines(name, 'rows');
	const grouped = (name: string) => linesOf(options[name], 'rows');
	const measures = lines('measures').map((line) => measureOf(line, 'Calculations'));
	if (measures.length === 0) throw new InputError('Calculations', 'There is none', 'Add at least one, such as Count.');
	return {
		measures,
		groupBy: lines('groupBy').map(({ field }) => columnNamed(field, 'Group By')),
		having: grouped('having').map((line) => ({
			...measureOf(line, 'Filter Groups'),
			operator: operatorOf(line.operator),
			value: numberOf(line.value),
		})),
		orderBy: grouped('order').map((line) => ({
			...(line.kind === 'group'
				? { column: columnNamed(line.groupField, 'Sort Groups') }
				: { measure: measureOf(line, 'Sort Groups') }),
			descending: line.direction !== 'asc',
		})),
		display: String(options.sysparm_display_value ?? 'true'),
	};
}

function measureOf({ kind: given, field }: IDataObject, name: string): Measure {
	const kind = KINDS.find((known) => known === (given ?? 'count'));
	if (kind === undefined)
		throw new InputError(name, `There is no calculation "${String(given)}"`, 'Choose one from the list.');
	return { kind, column: kind === 'count' ? '' : columnName(located(field), name) };
}

function operatorOf(value: unknown): string {
	const operator = String(value ?? '>');
	if (OPERATORS.includes(operator)) return operator;
	throw new InputError('Filter Groups', `There is no operator "${operator}"`, 'Choose one from the list.');
}

function numberOf(value: unknown): string {
	const number = Number(value ?? 0);
	if (value !== '' && Number.isFinite(number)) return String(number);
	throw new InputError('Filter Groups', `${JSON.stringify(value)} is not a number`, 'Enter a number such as 10.');
}
