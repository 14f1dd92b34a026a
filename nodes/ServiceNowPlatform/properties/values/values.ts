import type { IDataObject, INodeProperties, ResourceMapperField } from 'n8n-workflow';
import { InputError } from '../../domain/failure/inputError';
import type { Json } from '../../domain/api/json';
import { columnName } from '../../domain/encodedQuery';
import { assertGiven, wireValue } from '../../domain/values/values';
import type { Item } from '../item/item';

const MATCH_LABELS = {
	title: 'Columns to Match On',
	description: 'A record with these values is updated; where there is none, one is created',
	hint: 'Columns whose values are unique together, such as the number or the correlation ID',
};

const METHODS = {
	create: 'getColumnsToCreate',
	stage: 'getStagingColumns',
	update: 'getColumnsToUpdate',
	upsert: 'getColumnsToUpsert',
};

const WRITTEN =
	'By column: stored values, labels, names of records, dates and amounts as people write them. A star marks what is mandatory on ServiceNow’s own form; an empty text clears a field, null leaves it as it is.';
const STAGED =
	'By column of the staging table. Texts go as they are: the transform map reads labels, names and dates by its own settings. Null is left out.';

/** The fields of the record to write, with a form made from the instance's own columns. */
export function valuesMapper(kind: keyof typeof METHODS, dependsOn?: 'table'): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		required: true,
		noDataExpression: true,
		description: kind === 'stage' ? STAGED : WRITTEN,
		// Nothing can be listed before the table is chosen.
		...(dependsOn === undefined ? {} : { displayOptions: { hide: { [dependsOn]: [''] } } }),
		typeOptions: {
			loadOptionsDependsOn: ['table.value'],
			resourceMapper: {
				resourceMapperMethod: METHODS[kind],
				mode: kind === 'upsert' ? 'upsert' : 'add',
				valuesLabel: 'Fields',
				fieldWords: { singular: 'field', plural: 'fields' },
				multiKeyMatch: kind === 'upsert',
				...(kind === 'upsert' ? { matchingFieldsLabels: MATCH_LABELS } : {}),
				supportAutoMap: true,
				// A form that was opened before its credential was chosen becomes the instance's own when it is opened again.
				refreshStaleSchemaOnOpen: true,
				// The reason comes with the columns, see getColumnsToCreate.
				noFieldsError: 'The fields could not be listed.',
			},
		},
	};
}

/** Whether values may be given as the user interface shows them. */
export const inputDisplayValueOption: INodeProperties = {
	displayName: 'Input Display Values',
	name: 'sysparm_input_display_value',
	type: 'boolean',
	default: false,
	description:
		'Whether ServiceNow takes the values as labels and names (New, Beth Anglin) and dates in the user’s own time zone, instead of looking them up first',
};

/**
 * The values of the columns by which an existing record is found.
 *
 * @throws InputError when no column is chosen, or one of them has no value
 */
export function resolveMatch(item: Item, values: Record<string, string>): Record<string, string> {
	const { matchingColumns } = item.collection('fields') as { matchingColumns?: string[] | null };
	const typed = String(item.collection('options').matchColumns ?? '').split(',');
	const chosen = [...(matchingColumns ?? []), ...typed]
		.map((column) => column.trim())
		.filter((column) => column !== '');
	if (chosen.length === 0) {
		throw new InputError(
			'Columns to Match On',
			'No column is chosen',
			'Choose the columns by which an existing record is found, or name them in the option Match Columns.',
		);
	}
	const columns = [...new Set(chosen)].map((column) => columnName(column, 'Columns to Match On'));
	const empty = columns.find((column) => (values[column] ?? '').trim() === '');
	if (empty !== undefined) {
		throw new InputError(
			'Columns to Match On',
			`${empty} has no value`,
			'Every record without a value there would match. Give it one, or match on other columns.',
		);
	}
	return Object.fromEntries(columns.map((column) => [column, values[column] ?? '']));
}

/** @throws InputError when there is nothing to write */
export function resolveValues(item: Item): Record<string, string> {
	const values = givenValues(item);
	if (Object.keys(values).length > 0) return values;
	throw new InputError(
		'Fields',
		'There is nothing to write',
		'Add at least one field, or map the input automatically from items that have columns of this table.',
	);
}

/** The values to write in wire form, which may be none. */
export function givenValues(item: Item): Record<string, string> {
	const values = Object.entries(enteredValues(item));
	return Object.fromEntries(values.map(([column, content]) => [column, wireValue(content, item.timeZone)]));
}

/**
 * The values of a row to import, with texts as they are. Its transform map finds labels and names by Choice Action and Referenced Value Field
 * Name, and reads dates by Date Format (t_CreatingAFieldMap of the documentation): a time in another form would be none to it. Only columns
 * that the form has as dates themselves take ServiceNow's.
 *
 * @throws InputError when there is nothing to import
 */
export function resolveStaged(item: Item): Record<string, string> {
	const [values, entered, { schema }] = [resolveValues(item), enteredValues(item), enteredFields(item)];
	const dates = new Set((schema ?? []).filter(({ type }) => type === 'dateTime').map(({ id }) => id));
	assertGiven(Object.fromEntries(Object.entries(entered).filter(([, content]) => typeof content === 'number')));
	const texts = Object.entries(entered).filter(
		([column, content]) => typeof content === 'string' && !dates.has(column),
	);
	return { ...values, ...(Object.fromEntries(texts) as Record<string, string>) };
}

interface EnteredFields {
	mappingMode?: string;
	value?: IDataObject | null;
	schema?: ResourceMapperField[];
}

/** Read as a whole: n8n checks and changes values (dates into objects) only when the inner value is asked for. */
function enteredFields(item: Item): EnteredFields {
	return item.collection('fields') as EnteredFields;
}

/** The values to write as they were entered. */
export function enteredValues(item: Item): Json {
	const { mappingMode, value, schema } = enteredFields(item);
	const chosen = mappingMode === 'autoMapInputData' ? known(item.input, schema ?? []) : (value ?? {});
	const values = Object.entries(chosen).filter(
		// Null is no value, however it came: n8n has it for a field that was added and not filled in.
		([, content]) => content !== undefined && content !== null,
	);
	return Object.fromEntries(values);
}

/** In automatic mode the input may carry more than this table has columns. */
function known(input: IDataObject, schema: ResourceMapperField[]): IDataObject {
	const columns = new Set(schema.map(({ id }) => id));
	if (columns.size === 0) return input;
	return Object.fromEntries(Object.entries(input).filter(([name]) => columns.has(name)));
}
