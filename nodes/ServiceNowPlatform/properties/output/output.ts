import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { readSchema } from '../../domain/schema/schema';
import { columnsBySchema, knownColumns, simplified } from '../../domain/values/simplified';
import type { Item } from '../item/item';
import { fieldList, readOptions, readQuery } from './read';

/** What a request asks for of each record, and what becomes of a record that comes back. */
export interface Output {
	query: Record<string, string>;
	/** Fields that the user named; none where all of them or the most telling ones come back. */
	chosen: string[];
	shaped(record: Json): IDataObject;
}

const MODES = [
	{
		name: 'Automatic',
		value: 'auto',
		description: 'All fields in a workflow; simplified when an AI agent uses the node as its tool',
	},
	{ name: 'All Fields', value: 'all', description: 'Every field that the user may read, as ServiceNow sends it' },
	{ name: 'Selected Fields', value: 'selected', description: 'The fields that you choose' },
	{
		name: 'Simplified',
		value: 'simplified',
		description: 'The most telling fields: labels and names, true and false, numbers, dates in ISO 8601',
	},
];

const outputMode: INodeProperties = {
	displayName: 'Output',
	name: 'outputMode',
	type: 'options',
	options: MODES,
	default: 'auto',
	description: 'Which fields of a record come back, and in which form',
};

/** For reads: what comes back is chosen in plain sight. */
export const outputFields: INodeProperties[] = [
	outputMode,
	{
		displayName: 'Field Names or IDs',
		name: 'selectedFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getFields', loadOptionsDependsOn: ['table.value'] },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		hint: 'Fields of records that are referred to are below those of the table itself',
		displayOptions: { show: { outputMode: ['selected'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: readOptions,
	},
];

/** For writes: the answer's form is one option among others. */
export const outputOption: INodeProperties = {
	...outputMode,
	options: MODES.filter(({ value }) => value !== 'selected'),
};

/** @throws InputError when the list of fields holds something that is not a column name */
export function* outputOf(item: Item, table: string): Steps<Output> {
	const options = item.collection('options');
	const asked = readQuery(options);
	const mode = item.text('outputMode') || String(options.outputMode ?? 'auto');
	if (mode === 'selected') return asItIs(withFields(asked, item.raw('selectedFields')));
	// Fields or a view that somebody named say what is wanted.
	const isChosen = asked.sysparm_fields !== undefined || asked.sysparm_view !== undefined;
	if (mode !== 'simplified' && (mode !== 'auto' || !item.isTool || isChosen)) return asItIs(asked);
	const shown = knownColumns(table) ?? columnsBySchema(yield* readSchema(item.cache, table));
	const named = asked.sysparm_fields?.split(',') ?? [];
	const all = new Map([...shown, ...named.filter((name) => !shown.has(name)).map((name) => [name, 'text'] as const)]);
	return {
		query: {
			...asked,
			sysparm_fields: [...all.keys()].join(','),
			sysparm_display_value: 'all',
			sysparm_exclude_reference_link: 'true',
		},
		chosen: named,
		shaped: (record) => simplified(record, all),
	};
}

/** Records as they come. */
export function asItIs(query: Record<string, string>): Output {
	return { query, chosen: query.sysparm_fields?.split(',') ?? [], shaped: (record) => record };
}

/** Those typed among the options come along. */
function withFields(query: Record<string, string>, selected: unknown): Record<string, string> {
	const fields = [...fieldList(selected), ...(query.sysparm_fields?.split(',') ?? [])];
	return fields.length === 0 ? query : { ...query, sysparm_fields: [...new Set(fields)].join(',') };
}

/** The named fields of the record that a column of each row leads to, under their own names. */
export function fieldsBehind(column: string, fields: string[], form: unknown = 'false'): Output {
	const way = (field: string) => `${column}.${field}`;
	return {
		query: {
			sysparm_fields: fields.map(way).join(','),
			sysparm_display_value: String(form),
			sysparm_exclude_reference_link: 'true',
		},
		chosen: [],
		shaped: (row) => Object.fromEntries(fields.map((field) => [field, row[way(field)]])),
	};
}
