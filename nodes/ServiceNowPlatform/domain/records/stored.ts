import { isSysId } from '../address/record';
import { InputError } from '../failure/inputError';
import type { Steps } from '../api/request';
import { readColumnAt } from '../schema/columnPath';
import { CLASS, commonReference, commonShape, isPlain } from '../schema/commonColumns';
import { type ColumnShape, readClassChain, readSchema } from '../schema/schema';
import { stockChain } from '../schema/stockTables';
import { isMasked } from '../values/sameValue';
import { typedValue } from '../values/typed';
import { assertGiven, isoFromWire, wireValue } from '../values/values';
import { findChoiceValue, findChoiceValues, findClassValue, type Choosing, hasChoices, isStoredChoice } from './labels';
import { resolveId, resolveIds, mayBeName, noteUnknown, findReferenceId, type ReferenceContext } from './references';

/** Whoever gives values: what has been found out so far, and what is told of it. */
export interface ValueContext extends ReferenceContext {
	/** The workflow's. */
	timeZone: string;
}

/**
 * The values as their columns store them: names of other records as sys_ids, labels of choices as values, dates, durations, numbers and
 * amounts by the type of the column. The dictionary is asked only where neither the column's name nor the value tells.
 *
 * @throws InputError for a value that cannot be read, a label that is none, a name that leads to no record or to several
 */
export function* resolveColumns(
	context: ValueContext,
	table: string,
	values: Record<string, unknown>,
	areNames = true,
): Steps<Record<string, string>> {
	assertGiven(values);
	const shapes = yield* readShapes(context, table, values, areNames);
	const stored: Record<string, string> = {};
	for (const column of dependentLast(Object.keys(values), shapes)) {
		const shape = shapes.get(column);
		const parent = shape?.dependent ? stored[shape.dependent] : undefined;
		stored[column] = yield* resolveStored(context, values[column], { column, table, shape, parent, areNames });
	}
	const given = Object.keys(values).filter(
		(column) => !isMasked(values[column], column, shapes.get(column)?.type ?? ''),
	);
	return Object.fromEntries(given.map((column) => [column, stored[column] ?? '']));
}

/** What the values of a condition are compared with. */
export interface Compared {
	/** The column's type, '' where it is not known. */
	type: string;
	/** With names and labels as they are stored; others as they were given, since a condition reads them in its own way. */
	values: unknown[];
}

/** A column whose values are compared, at the end of a dotted path maybe. */
export interface ComparedColumn {
	table: string;
	path: string;
	/** Each value may hold several. */
	isList: boolean;
	/** Names and labels are looked up; else only the type of the column counts. */
	areNames: boolean;
}

/** Names and labels in the values for a column. */
export function* resolveCompared(
	context: ValueContext,
	{ table, path, isList, areNames }: ComparedColumn,
	values: unknown[],
): Steps<Compared> {
	const { shape, chain } = yield* readShapeAt(context, table, path, areNames ? values : values.filter(mayBeWritten));
	if (shape === undefined) return { type: '', values };
	if (!areNames || !mayBeNamed(shape)) return { type: shape.type, values };
	const element = path.split('.').at(-1) ?? path;
	const place = { column: path, element, table, shape, chain, areNames: true };
	const readOne = shape.type === 'glide_list' ? resolveListValue : resolveStored;
	const read = isList ? resolveSeveral : readOne;
	const stored: unknown[] = [];
	for (const value of values) stored.push(isBlank(value) ? value : yield* read(context, value, place));
	return { type: shape.type, values: stored };
}

/** Names in the values that a list is to contain: it holds ids. Parts of other columns' values are as they were given. */
export function* resolveContained(
	context: ValueContext,
	column: Omit<ComparedColumn, 'isList'>,
	value: unknown,
): Steps<unknown> {
	const { table, path } = column;
	const isElse = commonShape(table, path) !== undefined || commonReference(table, path)?.type === 'reference';
	if (isElse || !column.areNames) return value;
	const { shape } = yield* readShapeAt(context, table, path, [value]);
	if (shape?.type !== 'glide_list') return value;
	return (yield* resolveCompared(context, { ...column, isList: false }, [value])).values[0];
}

/** Whether a value of the column may stand there by a name or a label. */
function mayBeNamed(shape: ColumnShape): boolean {
	return shape.reference !== '' || hasChoices(shape) || shape.type === CLASS;
}

/** What an expression found nothing for is told as such. */
function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (!Array.isArray(value) && plainValue(value) === '');
}

function* resolveSeveral(
	context: ValueContext,
	value: unknown,
	place: Place & { shape: ColumnShape },
): Steps<string[]> {
	const { shape, column } = place;
	const { type } = shape;
	if (type === CLASS) {
		const names: string[] = [];
		const given = Array.isArray(value) ? value.map(plainValue) : plainValue(value).split(',');
		for (const name of given) names.push(yield* findClassValue(context, column, place.table, name.trim()));
		return names;
	}
	if (!hasChoices(shape))
		return (yield* resolveIds(context.cache, { column, shape }, value)).split(',').filter(Boolean);
	const entries = Array.isArray(value) ? value.map(plainValue) : plainValue(value).split(/[,;]/);
	if (entries.every((entry) => isStoredChoice(entry.trim(), shape))) return entries.map((entry) => entry.trim());
	return yield* findChoiceValues(
		context,
		Array.isArray(value) ? entries : plainValue(value),
		yield* readChoosing(context, place),
	);
}

/** All that a list holds, as it is stored. */
function* resolveListValue(
	context: ValueContext,
	value: unknown,
	place: Place & { shape: ColumnShape },
): Steps<string> {
	return (yield* resolveSeveral(context, value, place)).join(',');
}

interface Place {
	/** As the user knows it. */
	column: string;
	/** Technical name, where the column is another table's. */
	element?: string;
	table: string;
	shape: ColumnShape | undefined;
	chain?: string[] | undefined;
	/** Value of the column that its choices depend on. */
	parent?: string | undefined;
	areNames: boolean;
}

function* resolveStored(context: ValueContext, value: unknown, place: Place): Steps<string> {
	const { column, shape, areNames } = place;
	const text = plainValue(value);
	const named = areNames && shape !== undefined && text !== '' ? nameReader(shape, text) : undefined;
	if (named !== undefined && shape !== undefined) return yield* named(context, value, { ...place, shape });
	return typedValue(value, { column, type: shape?.type ?? '', timeZone: context.timeZone });
}

type NameReader = (context: ValueContext, value: unknown, place: Place & { shape: ColumnShape }) => Steps<string>;

/** What finds out whom or what a text names, in a column where it may name something. */
function nameReader(shape: ColumnShape, text: string): NameReader | undefined {
	const { type, reference } = shape;
	if (type === CLASS)
		return (context, value, place) => findClassValue(context, place.column, place.table, plainValue(value));
	if (hasChoices(shape) && type !== 'glide_list') return resolveChosen;
	if (type === 'document_id' && mayBeName(text)) return resolveDocumentId;
	if (reference === '') return undefined;
	if (type === 'glide_list') return ({ cache }, value, { column }) => resolveIds(cache, { column, shape }, value);
	if (type !== 'reference' || isSysId(text)) return undefined;
	return ({ cache }, value, { column }) => resolveId(cache, column, shape, plainValue(value));
}

/** The table of the record is told by another column. */
function* resolveDocumentId(
	{ cache }: ValueContext,
	value: unknown,
	{ column, shape, parent = '' }: Place & { shape: ColumnShape },
): Steps<string> {
	const name = plainValue(value);
	if (/^[a-z][a-z0-9_]*$/.test(parent)) return yield* findReferenceId(cache, column, parent, name);
	throw new InputError(
		column,
		`"${name}" is not a sys_id`,
		`Give the sys_id of the record, or its table in ${shape.dependent || 'the column that names it'}, too.`,
	);
}

function* resolveChosen(context: ValueContext, value: unknown, place: Place & { shape: ColumnShape }): Steps<string> {
	const { column, shape } = place;
	const text = plainValue(value);
	if (isStoredChoice(text, shape)) return text;
	const found = yield* findChoiceValue(context, text, yield* readChoosing(context, place));
	return found ?? typedValue(value, { column, type: shape.type, timeZone: context.timeZone });
}

function* readChoosing({ cache }: ValueContext, place: Place & { shape: ColumnShape }): Steps<Choosing> {
	const { column, element = column, table, shape, parent } = place;
	const chain = place.chain ?? stockChain(table) ?? (yield* readClassChain(cache, table));
	return { column, element, shape, chain, parent };
}

/** A single value as text, whatever type its column may have. */
function plainValue(value: unknown): string {
	return (typeof value === 'string' ? value : wireValue(value, 'UTC')).trim();
}

/** Columns by whose values the choices of others are told come first. */
function dependentLast(columns: string[], shapes: ReadonlyMap<string, ColumnShape>): string[] {
	const isDependent = (column: string) => (shapes.get(column)?.dependent ?? '') !== '';
	return [...columns.filter((column) => !isDependent(column)), ...columns.filter(isDependent)];
}

/** What is known of the columns, with one look into the dictionary where the names do not tell. */
function* readShapes(
	{ cache, notes }: ValueContext,
	table: string,
	values: Record<string, unknown>,
	areNames: boolean,
): Steps<Map<string, ColumnShape>> {
	const unknown = Object.entries(values).filter(
		([column, value]) =>
			commonShape(table, column) === undefined && needsType(table, column, value) && (areNames || mayBeWritten(value)),
	);
	const schema = unknown.length === 0 ? undefined : yield* readSchema(cache, table);
	const shapeOf = (column: string) =>
		commonShape(table, column) ?? schema?.columns.get(column) ?? (schema ? undefined : commonReference(table, column));
	if (schema === undefined && unknown.length > 0) {
		const given = unknown.filter(([column]) => shapeOf(column) === undefined);
		noteUnknown(
			notes,
			given.map(([column, value]) => [column, plainValue(value)]),
		);
	}
	return new Map(
		Object.keys(values).flatMap((column) => {
			const shape = shapeOf(column);
			return shape === undefined ? [] : [[column, shape] as const];
		}),
	);
}

/** Whether a value may have to become another one, which only its column tells. */
function needsType(table: string, column: string, value: unknown): boolean {
	if (typeof value === 'object') return value !== null;
	if (typeof value !== 'string' && typeof value !== 'number') return false;
	const text = String(value);
	// What looks like a time would be changed where it is text; a day is a time to some columns, and blanks around one are too much for all.
	if (isPlain(table, column)) return wireValue(value, 'UTC') !== text;
	return mayBeName(text) || (LIKE_A_DAY.test(text) && isoFromWire(text) === undefined);
}

/** A time in ServiceNow’s own form is right wherever it stands. */
const LIKE_A_DAY = /^\s*\d{4}-\d{2}-\d{2}/;

/** Dates, durations and amounts as people write them have digits and more; of a plain number no column makes a name. */
function mayBeWritten(value: unknown): boolean {
	return typeof value === 'object' || (/\d/.test(String(value)) && !/^-?\d+(\.\d+)?$/.test(String(value)));
}

interface ShapeAt {
	shape: ColumnShape | undefined;
	chain: string[] | undefined;
}

function* readShapeAt(context: ValueContext, table: string, path: string, values: unknown[]): Steps<ShapeAt> {
	// Variables and tags stand in no dictionary.
	if (/^(variables|sys_tags)\./.test(path)) return { shape: undefined, chain: undefined };
	const common = commonShape(table, path);
	if (common !== undefined || !values.some((value) => needsType(table, path, value)))
		return { shape: common, chain: undefined };
	const found = yield* readColumnAt(context.cache, table, path);
	if (found !== undefined) return { shape: found.column, chain: found.chain };
	return { shape: path.includes('.') ? undefined : commonReference(table, path), chain: undefined };
}
