/** The Schema contract, read from the metadata rows and read again after every write to them. */
import type { Column, Schema } from '../types.mts';
import { quote } from './database.mts';
import type { Database } from './database.mts';
import { isFamily, storageOf, unionOf } from './meta/families.mts';
import { chainOf, columnsOf, descendantsOf, displayOf, referrersOf } from './meta/inheritance.mts';
import { readPicture } from './meta/picture.mts';
import { readViews } from './view/read.mts';
import type { View } from './view/read.mts';
import { viewColumns, viewOrigins, viewSource } from './view/source.mts';
import type { Origin, Tables } from './view/source.mts';

export interface LiveSchema extends Schema {
	/** The table whose SQLite table holds the records. */
	root(table: string): string;
	/** Where the records are read from, as it stands behind FROM: a table, the tables of a family, the joins of a view. */
	source(table: string): string;
	/** The tables that hold its records: several for a family. */
	storages(table: string): string[];
	view(table: string): View | undefined;
	/** The column of a table that a column of a view shows. */
	origin(view: string, element: string): Origin | undefined;
	tables(): string[];
	/** The SQL columns that hold all fields of the table's records, those of its child classes included. */
	selectList(table: string): string;
	/** The columns, of whatever table, that may hold the sys_id of one of its records. */
	referrers(table: string): Column[];
	/** The metadata changed. */
	invalidate(): void;
}

/** Computes once per table and forgets everything when the metadata changes. */
function memo<T>(caches: Array<Map<string, unknown>>, compute: (key: string) => T): (key: string) => T {
	const cache = new Map<string, unknown>();
	caches.push(cache);
	return (key) => {
		if (!cache.has(key)) cache.set(key, compute(key));
		return cache.get(key) as T;
	};
}

type Memo = <T>(compute: (key: string) => T) => (key: string) => T;

/** Tables alone; views are made of them. */
function createTables(database: Database, remember: Memo) {
	const picture = remember(() => readPicture(database));
	const chain = remember((table) => chainOf(picture(''), table));
	const columns = remember((table) => columnsOf(picture(''), chain(table)));
	const descendants = remember((table) => (chain(table).length ? descendantsOf(picture(''), table) : []));
	const root = (table: string): string => storageOf(chain(table));
	const storages = remember((table) =>
		isFamily(table) ? descendants(table).filter((name) => root(name) === name) : [root(table)],
	);
	const source = remember((table) =>
		isFamily(table) ? unionOf(storages(table), columns(table).keys()) : quote(root(table)),
	);
	const choices = remember((key) => {
		const [table = '', element = ''] = key.split('.');
		const lists = chain(table).map((name) => picture('').choices.get(name)?.get(element) ?? []);
		const active = lists.map((list) => list.filter(({ inactive, language }) => !inactive && language === 'en'));
		return active.find((list) => list.length > 0) ?? [];
	});
	return { picture, chain, columns, descendants, root, storages, source, choices };
}

function createViews(database: Database, remember: Memo, tables: Tables & { chain(table: string): string[] }) {
	const isTable = (name: string): boolean => tables.chain(name).length > 0;
	const views = remember(() => readViews(database, isTable));
	const view = (name: string): View | undefined => (isTable(name) ? undefined : views('').get(name));
	/** Of names that are views. */
	const found = <T,>(compute: (view: View) => T) =>
		remember((name) => compute(view(name) ?? { name, label: '', parts: [] }));
	return {
		view,
		columns: found((each) => viewColumns(tables, each)),
		origins: found((each) => viewOrigins(tables, each)),
		source: found((each) => viewSource(tables, each)),
	};
}

export function createSchema(database: Database): LiveSchema {
	const caches: Array<Map<string, unknown>> = [];
	const remember: Memo = (compute) => memo(caches, compute);
	const tables = createTables(database, remember);
	const views = createViews(database, remember, tables);
	const { view } = views;
	const picture = () => tables.picture('');
	const chain = (table: string): string[] => (view(table) ? [table] : tables.chain(table));
	const columns = (table: string) => (view(table) ? views.columns(table) : tables.columns(table));
	const display = remember((table) => displayOf(columns(table), chain(table)));
	const referrers = remember((table) => referrersOf(picture(), chain(table)));
	const selectList = remember((table) => {
		if (view(table)) return [...columns(table).keys()].map(quote).join(', ');
		const elements = new Set(['sys_id', 'sys_class_name']);
		const names = isFamily(table) ? [table] : tables.descendants(table);
		for (const name of names) for (const element of columns(name).keys()) elements.add(element);
		return [...elements].map(quote).join(', ');
	});
	return {
		chain,
		columns,
		descendants: (table) => (view(table) ? [table] : tables.descendants(table)),
		exists: (table) => chain(table).length > 0,
		root: (table) => (view(table) ? table : tables.root(table)),
		source: (table) => (view(table) ? views.source(table) : tables.source(table)),
		storages: tables.storages,
		view,
		origin: (name, element) => views.origins(name).get(element),
		tables: () => [...picture().label.keys()],
		label: (table) => view(table)?.label ?? picture().label.get(table) ?? table,
		column: (table, element) => columns(table).get(element),
		choices(table, element) {
			const origin = view(table) && views.origins(table).get(element);
			return origin ? tables.choices(`${origin.table}.${origin.element}`) : tables.choices(`${table}.${element}`);
		},
		displayColumn: display,
		selectList,
		referrers,
		invalidate: () => caches.forEach((cache) => cache.clear()),
	};
}
