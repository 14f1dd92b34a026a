import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Json } from '../../domain/api/json';
import type { Steps } from '../../domain/api/request';
import { readSchema } from '../../domain/schema/schema';
import {
	columnsBySchema,
	excerpted,
	knownColumns,
	type SimpleColumns,
	simplified,
	usualFirst,
	withWritten,
} from '../../domain/values/simple/simplified';
import type { Item } from '../item/item';
import { OUTPUT, outputField, SELECTED_FIELDS, selectedFieldsField, VIEW, viewField } from './form';
import { columnList, readQuery } from './read';

/** What a request asks for of each record, and what becomes of a record that comes back. */
export interface Output {
	query: Record<string, string>;
	/** Columns that the user named; none where all of them or the most telling ones come back. */
	chosen: string[];
	shaped(record: Json): IDataObject;
}

/** Which columns of records come back, in which form. */
export const outputFields: INodeProperties[] = [
	outputField(['raw', 'selected', 'simplified', 'view']),
	selectedFieldsField,
	viewField,
];

/** The same where only the named columns come back. */
export const simplifiedOrSelected: INodeProperties[] = [outputField(['selected', 'simplified']), selectedFieldsField];

/** The same of an API that shows every column, and knows no views. */
export const outputFieldsWithoutView: INodeProperties[] = [
	outputField(['raw', 'selected', 'simplified']),
	selectedFieldsField,
];

export type OutputMode = 'raw' | 'selected' | 'simplified' | 'view';

/** @throws InputError for a word that is none of the choices */
export function outputModeOf(item: Item): OutputMode {
	if (item.text('output') === '') return 'simplified';
	return item.choice('output', OUTPUT, ['simplified', 'raw', 'selected', 'view']);
}

/** The columns that the user chose; none where all are wanted. @throws InputError where the choice is empty */
export function selectedColumns(item: Item): string[] {
	return columnList(item.raw('selectedFields'), SELECTED_FIELDS);
}

interface OutputWish {
	/** It is the text of one record that is wanted: agents are given excerpts of long texts else. */
	isWhole?: boolean;
	/** Columns that are written along with the request: a simplified record shows what became of them. */
	written?: string[];
}

/**
 * @throws InputError when the list of columns holds something that is not a column name
 */
export function* resolveOutput(
	item: Item,
	table: string,
	{ isWhole = false, written = [] }: OutputWish = {},
): Steps<Output> {
	const asked = readQuery(item.collection('options'));
	const mode = outputModeOf(item);
	if (mode === 'selected') return asItIs(withColumns(asked, selectedColumns(item)));
	if (mode === 'view') return asItIs({ ...asked, sysparm_view: item.required('sysparm_view', VIEW, 'e.g. mobile') });
	if (mode === 'raw') return { ...asItIs(asked), shaped: (record) => usualFirst(record, table) };
	const shown = withWritten(yield* resolveShown(item, table), table, written);
	return {
		query: { ...asked, ...simplifiedQuery(shown) },
		chosen: [],
		shaped: (record) => {
			const simple = simplified(record, shown);
			return item.isTool && !isWhole ? excerpted(simple) : simple;
		},
	};
}

function* resolveShown(item: Item, table: string): Steps<SimpleColumns> {
	return knownColumns(table) ?? columnsBySchema(yield* readSchema(item.cache, table));
}

/** What is asked for of a record that is then simplified. */
export function simplifiedQuery(shown: SimpleColumns): Record<string, string> {
	return {
		sysparm_fields: [...shown.keys()].join(','),
		sysparm_display_value: 'all',
		sysparm_exclude_reference_link: 'true',
	};
}

/** Records as they come. */
export function asItIs(query: Record<string, string>): Output {
	return { query, chosen: query.sysparm_fields?.split(',') ?? [], shaped: (record) => record };
}

function withColumns(query: Record<string, string>, columns: string[]): Record<string, string> {
	return columns.length === 0 ? query : { ...query, sysparm_fields: columns.join(',') };
}

/** The same of the record that a column of each row leads to; `usual` are the columns that are put out unless others are chosen. */
export function outputBehind(item: Item, column: string, usual: SimpleColumns): Output {
	const form = item.collection('options').sysparm_display_value ?? 'false';
	const chosen = outputModeOf(item) === 'selected' ? selectedColumns(item) : [];
	if (chosen.length > 0) return columnsBehind(column, chosen, form);
	const output = columnsBehind(column, [...usual.keys()], 'all');
	return { ...output, shaped: (row) => simplified(output.shaped(row) as Json, usual) };
}

/** The named columns of the record that a column of each row leads to, under their own names. */
function columnsBehind(column: string, columns: string[], form: unknown = 'false'): Output {
	const way = (name: string) => `${column}.${name}`;
	return {
		query: {
			sysparm_fields: columns.map(way).join(','),
			sysparm_display_value: String(form),
			sysparm_exclude_reference_link: 'true',
		},
		chosen: [],
		shaped: (row) => Object.fromEntries(columns.map((name) => [name, row[way(name)]])),
	};
}
