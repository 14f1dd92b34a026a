import type { INodePropertyOptions, ResourceMapperField } from 'n8n-workflow';
import { eachOnce } from '../domain/schema/choices';
import { type Column, isWritable } from '../domain/schema/columns';
import { inWords } from '../domain/schema/inWords';
import { formFieldOf } from '../domain/schema/columnTypes';
import { commonReference } from '../domain/schema/commonColumns';
import { stockColumns } from '../domain/schema/stockColumns';
import { told } from '../domain/schema/stockTables';
import type { FormParts } from './metadata';

/** Of a form that is not known here. */
const MOST_USUAL = 8;

/** What people fill in for a new record, mandatory columns first: of a known table the usual ones, else those at the top of the instance's form. */
export function usualColumns({ columns, chain, layout }: FormParts): string[] {
	const mandatory = columns.filter((column) => column.mandatory && isWritable(column)).map(({ element }) => element);
	const known = chain.map((table) => told(table, 'form')[0]).find((form) => form !== undefined);
	const top = layout.filter((element) => isFillable(columns.find((column) => column.element === element)));
	const usual = known ?? top.slice(0, MOST_USUAL);
	const fallback = columns.filter(({ display }) => display).map(({ element }) => element);
	return [...inOrder(mandatory, layout), ...inOrder(usual.length > 0 ? usual : fallback, known ? [] : layout)];
}

/** What is true or false has a default on most forms, and is rarely what a new record is about. */
function isFillable(column: Column | undefined): boolean {
	return column !== undefined && isWritable(column) && column.family !== 'boolean';
}

function inOrder(elements: string[], layout: string[]): string[] {
	const place = (element: string) => (layout.includes(element) ? layout.indexOf(element) : layout.length);
	return [...elements].sort((a, b) => place(a) - place(b));
}

interface Look {
	/** It waits behind “Add field”. */
	removed: boolean;
	/** Another column has the same label. */
	withName: boolean;
	withStar: boolean;
}

export function formField(column: Column, { removed, withName, withStar }: Look): ResourceMapperField {
	const { element, label, type, closed } = column;
	const name = withName ? ` [${element}]` : '';
	return {
		id: element,
		displayName: `${label}${withStar ? '*' : ''}${name}${hintFor(column)}`,
		// Not even a mandatory column: n8n would not run without it, while the dictionary binds ServiceNow's forms only. For web
		// services there are data policies, which answer for themselves.
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		removed,
		readOnly: false,
		type: closed ? 'options' : formFieldOf(type),
		...optionsOf(column),
	};
}

/** The choices of a form field that is true, false, or left alone. */
export const TRUE_OR_FALSE: INodePropertyOptions[] = [
	{ name: 'True', value: true },
	{ name: 'False', value: false },
];

function optionsOf({ family, closed, choices }: Column): Pick<ResourceMapperField, 'options'> {
	if (closed) return { options: eachOnce(choices).map(({ value, label }) => ({ name: label, value })) };
	return family === 'boolean' ? { options: TRUE_OR_FALSE } : {};
}

/** What may be entered, where the label does not say it. n8n cuts labels of more than 28 letters. */
export function hintFor({
	type,
	reference,
	family,
	targets,
}: Pick<Column, 'type' | 'reference' | 'family' | 'targets'>): string {
	if (type === 'glide_duration') return ' (e.g. 1 02:30:00)';
	if (reference === '') return '';
	if (family === 'list') return ' (names, IDs)';
	if (reference === 'sys_user') return ' (name, email, ID)';
	return reference === 'task' || targets.includes('task') || told(reference, 'keys')[0]?.[0] === 'number'
		? ' (number, ID)'
		: ' (name, ID)';
}

/**
 * The form of a known table by what every instance has; none of another.
 * n8n shows what a later form has besides, so that whatever this one leaves out would stand in it at once.
 */
export function stockFields(table: string, inForm: (usual: string[]) => string[]): ResourceMapperField[] {
	const { usual, others } = stockColumns(table);
	if (usual.length === 0) return [];
	const first = inForm(usual).filter((element) => usual.includes(element) || others.includes(element));
	const behind = others.filter((element) => !first.includes(element));
	return [
		...first.map((element) => stockField(table, element, false)),
		...behind.map((element) => stockField(table, element, true)),
	];
}

function stockField(table: string, element: string, removed: boolean): ResourceMapperField {
	const { reference = '', type = 'string' } = commonReference(table, element) ?? {};
	const label = inWords(reference === '' ? element : element.replace(/_(id|ci)$/, ''));
	const hint = hintFor({ type, reference, family: reference === '' ? 'text' : 'reference', targets: [] });
	return {
		id: element,
		displayName: `${label.charAt(0).toUpperCase()}${label.slice(1)}${hint}`,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: true,
		display: true,
		removed,
		readOnly: false,
		type: 'string',
	};
}
