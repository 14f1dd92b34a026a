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

function referenceMaker(engine: Engine, table: string, column: Column): Maker | undefined {
	const { schema, database } = engine;
	const target = column.reference;
	const own = column.table === table && schema.root(target) !== schema.root(table) ? OWN_REFERENCE : 0;
	const share = column.mandatory ? 1 : (FILLED[column.element] ?? own);
	if (share === 0 || !schema.exists(target)) return undefined;
	const key = quote(column.reference_key || 'sys_id');
	const where = schema.root(target) === target ? '' : 'WHERE sys_class_name IN (SELECT value FROM json_each(?))';
	const params = where ? [JSON.stringify(schema.descendants(target))] : [];
	const sql = `SELECT ${key} AS id FROM ${quote(schema.root(target))} ${where} ORDER BY sys_id LIMIT ${TARGETS}`;
	const ids = database.all(sql, params).map(({ id = '' }) => id);
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

export function makerOf(engine: Engine, table: string, column: Column): Maker | undefined {
	const { element, type } = column;
	if (element.startsWith('sys_') || isJournal(type) || isList(type) || type.startsWith('password')) return undefined;
	if (isReference(column)) return referenceMaker(engine, table, column);
	if (column.table !== table && !SHARED.has(element)) return undefined;
	const choices = engine.schema.choices(table, element).map(({ value }) => value);
	if (hasChoices(column) && choices.length > 0) return (random) => random.pick(choices) ?? '';
	const typed = BY_TYPE.find(([fits]) => fits(type));
	return typed ? typed[1](column) : textMaker(column);
}
