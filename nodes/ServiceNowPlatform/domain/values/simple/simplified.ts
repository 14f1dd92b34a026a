import type { Json } from '../../api/json';
import { familyOf } from '../../schema/columnTypes';
import { commonReference, commonShape } from '../../schema/commonColumns';
import type { ColumnShape, TableSchema } from '../../schema/schema';
import { stockTable } from '../../schema/stockTables';
import { excerpt } from '../excerpt';
import { isSilent } from '../sameValue';
import { type SimpleForm, simpleValue } from './simpleValue';
import { isDuration, isMoney } from '../typed';

/** The columns of a simplified record, in the order in which they are shown. */
export type SimpleColumns = ReadonlyMap<string, SimpleForm>;

const MOST_COLUMNS = 14;
/** Of a class that is known here, before what its child class adds. */
const INHERITED = 7;

/** Columns from a list of words: true or false (`?`), number (`#`), date (`@`), text. */
export const simpleColumns = (list: string): SimpleColumns => {
	const forms: Record<string, SimpleForm> = { '#': 'number', '?': 'boolean', '@': 'date' };
	return new Map(
		list.split(/\s+/).map((word) => {
			const form = forms[word.charAt(0)];
			return form === undefined ? [word, 'text'] : [word.slice(1), form];
		}),
	);
};

/** The columns to ask for of a table that is known here; undefined for others, whose dictionary is needed. */
export function knownColumns(table: string): SimpleColumns | undefined {
	const telling = stockTable(table)?.telling;
	return telling === undefined ? undefined : simpleColumns(telling);
}

/** Columns that say something about any record. */
const USUAL = simpleColumns(
	'number name u_name u_number short_description title description state status priority ?active assigned_to assignment_group sys_class_name',
);

/** The columns to ask for by the dictionary: how the record is called, its id, the usual ones, then its own mandatory and custom ones. */
export function columnsBySchema(schema: TableSchema | undefined): SimpleColumns {
	if (schema === undefined) return new Map([['sys_id', 'text'], ...USUAL, ['sys_updated_on', 'date']]);
	const inherited = schema.chain.map(knownColumns).find((known) => known !== undefined);
	const usual = [...(inherited?.keys() ?? []), ...USUAL.keys()].filter((column) => schema.columns.has(column));
	const own = [...schema.columns.keys()].filter((column) => !column.startsWith('sys_'));
	const chosen = new Set([
		...(schema.display === undefined ? [] : [schema.display]),
		'sys_id',
		...usual.slice(0, INHERITED),
		...own.filter((column) => column.startsWith('u_')),
		...usual,
		...own,
	]);
	const first = [...chosen].filter((column) => isTelling(schema.columns.get(column))).slice(0, MOST_COLUMNS - 1);
	return new Map([...first, 'sys_updated_on'].map((column) => [column, formOf(schema, column)]));
}

/** What a journal shows are entries of their own, which come back as new ones when they are written; a secret shows nothing. */
function isTelling(column: ColumnShape | undefined): boolean {
	return column !== undefined && !isSilent(column.type);
}

/** Columns known as texts that come back as entries, or masked. */
const UNSHOWN = /^(comments|work_notes)$|password/;

/** The same with columns that were just written, as far as every instance has them, and they show what they hold. */
export function withWritten(shown: SimpleColumns, table: string, written: string[]): SimpleColumns {
	const others = written.filter((column) => !shown.has(column) && !UNSHOWN.test(column));
	const forms = others.flatMap((column): Array<[string, SimpleForm]> => {
		const shape = commonReference(table, column) ?? commonShape(table, column);
		return shape === undefined ? [] : [[column, formOfType(shape.type)]];
	});
	return new Map([...shown, ...forms]);
}

function formOf(schema: TableSchema, column: string): SimpleForm {
	return formOfType(schema.columns.get(column)?.type ?? '');
}

function formOfType(type: string): SimpleForm {
	if (isMoney(type)) return 'amount';
	if (isDuration(type)) return 'duration';
	const family = familyOf(type);
	return family === 'reference' || family === 'choice' ? 'text' : family;
}

/** A record that was read with `sysparm_display_value=all`, flat and typed: labels and names, numbers, booleans, dates in ISO 8601 with their zone. */
export function simplified(record: Json, shown: SimpleColumns): Json {
	return Object.fromEntries(
		[...shown].flatMap(([column, form]) => (column in record ? [[column, simpleValue(record[column], form)]] : [])),
	);
}

/** A record for whoever reads many and pays for each word: of long texts the beginning, and where the rest is. */
export function excerpted(record: Json): Json {
	return Object.fromEntries(
		Object.entries(record).map(([column, value]) =>
			typeof value === 'string' ? [column, excerpt(value)] : [column, value],
		),
	);
}

/** All of a record, beginning with the columns that people look at first. */
export function usualFirst(record: Json, table: string): Json {
	const first = [...(knownColumns(table) ?? new Map([['sys_id', 'text'], ...USUAL])).keys()];
	const rest = Object.keys(record).filter((column) => !first.includes(column));
	const order = [...first.filter((column) => column in record), ...rest];
	return Object.fromEntries(order.map((column) => [column, record[column]]));
}
