/** A plausible value for a column, by its type, its choices and its name. */
import type { Column } from '../../types.mts';
import {
	hasChoices,
	isBoolean,
	isDate,
	isDateTime,
	isDuration,
	isInteger,
	isJournal,
	isList,
	isNumeric,
	isReference,
} from '../columnTypes.mts';
import { quote } from '../database.mts';
import type { Engine } from '../engine.mts';
import { fromMillis } from '../time.mts';
import type { Random } from './random.mts';
import { paragraph, sentence } from './words.mts';

export type Maker = (random: Random, created: number) => string;

const HOUR = 3_600_000;
const TARGETS = 500;

/** How often well-known references are filled; others of the table's own columns now and then, inherited ones never. */
const FILLED: Readonly<Record<string, number>> = {
	caller_id: 1,
	opened_by: 1,
	assignment_group: 0.85,
	assigned_to: 0.7,
	cmdb_ci: 0.4,
	business_service: 0.2,
	company: 0.3,
	location: 0.5,
	department: 0.8,
	user: 1,
	group: 1,
	role: 1,
};
const OWN_REFERENCE = 0.1;

/** How often the reference is filled. */
function shareOf({ schema }: Engine, table: string, column: Column): number {
	const isOwn = column.table === table && schema.root(column.reference) !== schema.root(table);
	return column.mandatory ? 1 : (FILLED[column.element] ?? (isOwn ? OWN_REFERENCE : 0));
}

function targetsOf({ schema, database }: Engine, { reference, reference_key }: Column): string[] {
	const key = quote(reference_key || 'sys_id');
	const isRoot = schema.root(reference) === reference;
	const where = isRoot ? '' : 'WHERE sys_class_name IN (SELECT value FROM json_each(?))';
	const params = isRoot ? [] : [JSON.stringify(schema.descendants(reference))];
	const sql = `SELECT ${key} AS id FROM ${quote(schema.root(reference))} ${where} ORDER BY sys_id LIMIT ${TARGETS}`;
	return database.all(sql, params).map(({ id = '' }) => id);
}

function referenceMaker(engine: Engine, table: string, column: Column): Maker | undefined {
	const share = shareOf(engine, table, column);
	if (share === 0 || !engine.schema.exists(column.reference)) return undefined;
	const ids = targetsOf(engine, column);
	return ids.length > 0 ? (random) => (random.chance(share) ? (random.pick(ids) ?? '') : '') : undefined;
}

/** Texts that a reader looks at; an address or a code would only be nonsense. Customers' own columns all get one. */
const SENTENCES = /^u_|notes|comments|cause|text|summary|justification|plan$/;
const TITLES = /name$|title$|short_description|subject/;

function textMaker({ element, type, max_length }: Column): Maker | undefined {
	if (element === 'description') return (random) => paragraph(random).slice(0, max_length);
	if (type === 'html') return (random) => `<p>${sentence(random)}</p>`;
	if (type !== 'string') return undefined;
	if (TITLES.test(element)) return (random) => `${sentence(random)} ${random.below(100_000)}`.slice(0, max_length);
	return SENTENCES.test(element) ? (random) => sentence(random).slice(0, max_length) : undefined;
}

/** Columns that the class hierarchy shares stay as their defaults leave them, or a task would fill ninety of them. */
const SHARED = new Set(['name', 'short_description', 'description', 'impact', 'urgency', 'contact_type', 'due_date']);

/** Values that their type alone describes; numbers and booleans with a default keep it. */
const BY_TYPE: ReadonlyArray<readonly [fits: (type: string) => boolean, maker: (column: Column) => Maker | undefined]> =
	[
		[isBoolean, keepingDefault((random) => (random.chance(0.5) ? 'true' : 'false'))],
		[isInteger, keepingDefault((random) => String(random.below(1000)))],
		[isNumeric, () => (random) => (random.below(1_000_000) / 100).toFixed(2)],
		[isDateTime, () => (random, created) => (random.chance(0.3) ? fromMillis(created + random.below(720) * HOUR) : '')],
		[isDate, () => (random, created) => fromMillis(created + random.below(720) * HOUR).slice(0, 10)],
		[isDuration, () => (random) => fromMillis(random.below(200_000) * 1000)],
	];

function keepingDefault(maker: Maker): (column: Column) => Maker | undefined {
	return ({ default_value }) => (default_value ? undefined : maker);
}

/** What only the system fills, what is no single value, and secrets. */
const isLeftOut = ({ element, type }: Column): boolean =>
	element.startsWith('sys_') || isJournal(type) || isList(type) || type.startsWith('password');

function choiceMaker(engine: Engine, table: string, column: Column): Maker | undefined {
	if (!hasChoices(column)) return undefined;
	const choices = engine.schema.choices(table, column.element).map(({ value }) => value);
	return choices.length > 0 ? (random) => random.pick(choices) ?? '' : undefined;
}

function plainMaker(column: Column): Maker | undefined {
	const typed = BY_TYPE.find(([fits]) => fits(column.type));
	return typed ? typed[1](column) : textMaker(column);
}

export function makerOf(engine: Engine, table: string, column: Column): Maker | undefined {
	if (isLeftOut(column)) return undefined;
	if (isReference(column)) return referenceMaker(engine, table, column);
	if (column.table !== table && !SHARED.has(column.element)) return undefined;
	return choiceMaker(engine, table, column) ?? plainMaker(column);
}
