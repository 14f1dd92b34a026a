import type { INodePropertyOptions } from 'n8n-workflow';
import type { ColumnFamily } from '../../domain/schema/columnTypes';

interface OperatorOption extends INodePropertyOptions {
	/** Kinds of columns that it makes sense for; all where none are named. */
	families?: ColumnFamily[];
	/** Only for columns that lead to this table. */
	target?: string;
	/** Only where the kind of the column is known: its field lists values. */
	isListed?: true;
}

const TEXT: ColumnFamily[] = ['text', 'reference', 'choice', 'list'];
const ORDERED: ColumnFamily[] = ['number', 'choice'];
const DATE: ColumnFamily[] = ['date'];
const LISTED: ColumnFamily[] = ['choice', 'reference'];
const TYPED: ColumnFamily[] = ['text', 'number'];

/** Operators whose fields beside the column differ. */
export const WITH_VALUE = ['', 'is', 'isNot', 'isNotOrEmpty', 'on', 'notOn', 'before', 'after'];
export const WITH_VALUES = ['isAnyOf', 'isNoneOf'];
export const WITH_TEXT = [
	...['contains', 'notContains', 'startsWith', 'endsWith', 'isOneOf', 'isNotOneOf'],
	...['greater', 'greaterOrEqual', 'less', 'lessOrEqual', 'between'],
];
export const WITH_RANGE = ['between'];
export const WITH_SPAN = ['last', 'next', 'moreThanAgo', 'moreThanAhead'];
export const WITH_COLUMN = ['sameAs', 'differsFrom'];

const SEVERAL = 'Several values, separated by commas';
const SPAN = 'A number of minutes, days, …';

/** In the order of use, not of the alphabet. n8n’s rules want an empty default for a list that is loaded. */
const OPERATORS: OperatorOption[] = [
	{ name: 'Is', value: '', families: ['text', 'number', 'choice', 'reference', 'boolean', 'list'] },
	{ name: 'Is On', value: '', description: 'A day, or a period such as this week', families: DATE, isListed: true },
	{ name: 'Is On', value: 'on', description: 'A day, or a period such as this week', families: DATE },
	{ name: 'Is Not', value: 'isNot', description: 'Leaves out records where the field is empty' },
	{ name: 'Is Not, or Is Empty', value: 'isNotOrEmpty' },
	{ name: 'Is One Of', value: 'isAnyOf', families: LISTED, isListed: true },
	{ name: 'Is Not One Of', value: 'isNoneOf', families: LISTED, isListed: true },
	{ name: 'Is One Of', value: 'isOneOf', description: SEVERAL, families: TYPED },
	{ name: 'Is Not One Of', value: 'isNotOneOf', description: SEVERAL, families: TYPED },
	{ name: 'Is One Of (Typed)', value: 'isOneOf', description: SEVERAL, families: ['reference'], isListed: true },
	{ name: 'Is Not One Of (Typed)', value: 'isNotOneOf', description: SEVERAL, families: ['reference'], isListed: true },
	{ name: 'Is True', value: 'isTrue', families: ['boolean'] },
	{ name: 'Is False', value: 'isFalse', families: ['boolean'] },
	{ name: 'Is the Signed-in User', value: 'isMe', families: ['reference'], target: 'sys_user' },
	{
		name: 'Contains',
		value: 'contains',
		description: 'Of a reference: the name of the record it leads to',
		families: TEXT,
	},
	{ name: 'Does Not Contain', value: 'notContains', families: TEXT },
	{ name: 'Starts With', value: 'startsWith', families: TEXT },
	{ name: 'Ends With', value: 'endsWith', families: TEXT },
	{ name: 'Is Greater', value: 'greater', families: ORDERED },
	{ name: 'Is Greater or Equal', value: 'greaterOrEqual', families: ORDERED },
	{ name: 'Is Less', value: 'less', families: ORDERED },
	{ name: 'Is Less or Equal', value: 'lessOrEqual', families: ORDERED },
	{ name: 'Is Not On', value: 'notOn', description: 'A day, or a period such as this week', families: DATE },
	{ name: 'Is Before', value: 'before', families: DATE },
	{ name: 'Is After', value: 'after', families: DATE },
	{ name: 'Is Between', value: 'between', description: 'Both ends belong to it', families: [...ORDERED, 'date'] },
	{ name: 'Is in the Last', value: 'last', description: SPAN, families: DATE },
	{ name: 'Is in the Next', value: 'next', description: SPAN, families: DATE },
	{ name: 'Is More Than … Ago', value: 'moreThanAgo', families: DATE },
	{ name: 'Is More Than … From Now', value: 'moreThanAhead', families: DATE },
	{ name: 'Is Empty', value: 'isEmpty' },
	{ name: 'Is Not Empty', value: 'isNotEmpty' },
	{ name: 'Is the Same as Field', value: 'sameAs' },
	{ name: 'Is Different From Field', value: 'differsFrom' },
];

/** Of a date, equality is a matter of days: these would be a second set of operators. */
const NOT_OF_DATES = ['isNot', 'isNotOrEmpty', 'on'];

/** What is known of the chosen column. */
interface Known {
	family: ColumnFamily;
	targets: string[];
}

/** The operators that make sense for a column; all that need no list of values where it is not known. */
export function operatorsFor(column: Known | undefined): INodePropertyOptions[] {
	const fits = column === undefined ? fitsAny : (option: OperatorOption) => fitsOne(option, column);
	return OPERATORS.filter(fits).map(({ name, value, description }) => ({
		name,
		value,
		...(description === undefined ? {} : { description }),
	}));
}

const fitsAny = ({ isListed }: OperatorOption): boolean => isListed !== true;

function fitsOne({ families, target, value }: OperatorOption, { family, targets }: Known): boolean {
	if (family === 'date' && NOT_OF_DATES.includes(String(value))) return false;
	if (target !== undefined && !targets.includes(target)) return false;
	return families === undefined || families.includes(family);
}
