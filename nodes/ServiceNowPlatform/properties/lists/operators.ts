import type { INodePropertyOptions } from 'n8n-workflow';
import type { ColumnFamily } from '../../domain/schema/columnTypes';

interface OperatorOption extends INodePropertyOptions {
	/** Kinds of columns that it makes sense for; all where none are named. */
	families?: ColumnFamily[];
}

const TEXT: ColumnFamily[] = ['text', 'reference', 'choice', 'list'];
const ORDERED: ColumnFamily[] = ['number', 'choice', 'date'];
const DATE: ColumnFamily[] = ['date'];
const SEVERAL: ColumnFamily[] = ['text', 'number', 'choice', 'reference'];

/** Operators whose fields beside the column differ. */
export const WITH_VALUE = [
	...['', 'is', 'isNot', 'isNotOrEmpty', 'isOneOf', 'isNotOneOf', 'contains', 'notContains', 'startsWith', 'endsWith'],
	...['greater', 'greaterOrEqual', 'less', 'lessOrEqual', 'between', 'on', 'notOn', 'before', 'after'],
];
export const WITH_RANGE = ['between'];
export const WITH_SPAN = ['last', 'next', 'moreThanAgo', 'moreThanAhead'];
export const WITH_COLUMN = ['sameAs', 'differsFrom'];

/** In the order of use, not of the alphabet. */
const OPERATORS: OperatorOption[] = [
	// n8n’s rules want an empty default for a list that is loaded.
	{ name: 'Is', value: '' },
	{ name: 'Is Not', value: 'isNot', description: 'Leaves out records where the field is empty' },
	{ name: 'Is Not, or Is Empty', value: 'isNotOrEmpty' },
	{ name: 'Is One Of', value: 'isOneOf', description: 'Several values, separated by commas', families: SEVERAL },
	{ name: 'Is Not One Of', value: 'isNotOneOf', description: 'Several values, separated by commas', families: SEVERAL },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
	{ name: 'Is True', value: 'isTrue', families: ['boolean'] },
	{ name: 'Is False', value: 'isFalse', families: ['boolean'] },
	{ name: 'Is the Signed-in User', value: 'isMe', families: ['reference'] },
	{
		name: 'Text Contains',
		value: 'contains',
		description: 'Of a reference: the name of the record it leads to',
		families: TEXT,
	},
	{ name: 'Text Does Not Contain', value: 'notContains', families: TEXT },
	{ name: 'Text Starts With', value: 'startsWith', families: TEXT },
	{ name: 'Text Ends With', value: 'endsWith', families: TEXT },
	{ name: 'Is Greater', value: 'greater', families: ORDERED },
	{ name: 'Is Greater or Equal', value: 'greaterOrEqual', families: ORDERED },
	{ name: 'Is Less', value: 'less', families: ORDERED },
	{ name: 'Is Less or Equal', value: 'lessOrEqual', families: ORDERED },
	{ name: 'Is Between', value: 'between', description: 'Both ends belong to it', families: ORDERED },
	{
		name: 'Date Is On',
		value: 'on',
		description: 'A day in the workflow’s time zone',
		families: DATE,
	},
	{
		name: 'Date Is Not On',
		value: 'notOn',
		description: 'A day in the workflow’s time zone',
		families: DATE,
	},
	{ name: 'Date Is Before', value: 'before', families: DATE },
	{ name: 'Date Is After', value: 'after', families: DATE },
	{ name: 'Date Is in the Last', value: 'last', description: 'A number of minutes, days, …', families: DATE },
	{ name: 'Date Is in the Next', value: 'next', description: 'A number of minutes, days, …', families: DATE },
	{ name: 'Date Is More Than … Ago', value: 'moreThanAgo', families: DATE },
	{ name: 'Date Is More Than … From Now', value: 'moreThanAhead', families: DATE },
	{ name: 'Is the Same as Field', value: 'sameAs' },
	{ name: 'Is Different From Field', value: 'differsFrom' },
];

/** The operators that make sense for a kind of column; all where it is not known. */
export function operatorsFor(family: ColumnFamily | undefined): INodePropertyOptions[] {
	return OPERATORS.filter(
		({ families }) => family === undefined || families === undefined || families.includes(family),
	).map(({ name, value, description }) => ({ name, value, ...(description === undefined ? {} : { description }) }));
}
