/** The Store contract: the engine's parts behind one object. */
import type { Clock, Row, Seed, Store, WriteOptions, Writes } from '../types.mts';
import { quieten, settled } from './businessRules/background/background.mts';
import { openDatabase } from './database.mts';
import { createEngine } from './engine.mts';
import type { Engine } from './engine.mts';
import { generate } from './generate/generate.mts';
import { convertedAmount } from './money/rates.mts';
import { empty, isLoaded, load, setProperties } from './load.mts';
import { aggregate } from './records/aggregate.mts';
import { visible } from './records/access.mts';
import { remove } from './records/delete.mts';
import { insert } from './records/insert.mts';
import { put } from './records/put.mts';
import { query } from './records/query.mts';
import { templateOf } from './template.mts';
import type { Template } from './template.mts';
import { createSnapshot } from './snapshot.mts';
import type { Snapshot } from './snapshot.mts';
import { deleteRecord, findRecords, readRecord, classOf } from './records/rows.mts';
import { undelete } from './audit/undelete.mts';
import { readable, update } from './records/update.mts';

export interface StoreOptions {
	/** SQLite file or `:memory:`. A file that already holds an instance is opened as it stands. */
	db: string;
	clock: Clock;
	seed: Seed;
	/** System properties set over the seed's. */
	properties: Record<string, string>;
	/** Table name → how many rows to generate. */
	rows: Record<string, number>;
}

function fill(engine: Engine, { seed, rows }: StoreOptions): void {
	load(engine, seed, () => {
		for (const [table, count] of Object.entries(rows)) generate(engine, table, count);
	});
}

/** Seed and generated rows make a new instance; the properties are settings of this run. */
function open(engine: Engine, options: StoreOptions, template?: Template): void {
	if (!isLoaded(engine)) {
		fill(engine, options);
		template?.keep(engine.database);
	}
	setProperties(engine, options.properties);
	engine.forget();
}

function removePlain(engine: Engine, table: string, sys_id: string): boolean {
	const row = readRecord(engine, table, sys_id);
	if (row) deleteRecord(engine, classOf(engine, table, row), row);
	return row !== undefined;
}

function close(engine: Engine): void {
	quieten(engine);
	engine.sandboxes.close();
	engine.database.close();
}

function startAgain(engine: Engine, options: StoreOptions, snapshot: Snapshot): void {
	quieten(engine);
	engine.late.clear();
	engine.replica.clear();
	if (!snapshot.restore()) {
		empty(engine);
		fill(engine, options);
		// Generated rows are many, and made as fast as they would be copied.
		if (Object.keys(options.rows).length === 0) snapshot.take();
	}
	engine.forget();
	open(engine, options);
}

/** Does the work when what is due has become visible. */
type Seen = <T>(work: () => T) => T;

function plainAccess(engine: Engine, seen: Seen): Pick<Store, 'setProperty' | 'find' | 'one' | 'put' | 'remove'> {
	const one = (table: string, where: Row) => findRecords(engine, table, where)[0];
	return {
		setProperty(name, value) {
			put(engine, 'sys_properties', { ...one('sys_properties', { name }), name, value });
		},
		find: (table, where) => seen(() => findRecords(engine, table, where)),
		one: (table, where) => seen(() => one(table, where)),
		put: (table, values) => put(engine, table, values),
		remove: (table, sys_id) => removePlain(engine, table, sys_id),
	};
}

function reading(engine: Engine, seen: Seen): Pick<Store, 'query' | 'aggregate' | 'get'> {
	return {
		query(session, table, wanted) {
			const work = () => query({ engine, session }, table, wanted);
			return seen(wanted.replica ? () => engine.replica.look(work) : work);
		},
		aggregate: (session, table, wanted) => seen(() => aggregate({ engine, session }, table, wanted)),
		get: (session, table, sys_id) =>
			seen(() => {
				const caller = { engine, session };
				engine.rowsRead += 1;
				return visible(caller, table, readable(caller, table, sys_id));
			}),
	};
}

function writing(engine: Engine, seen: Seen, options: WriteOptions): Writes {
	return {
		insert: (session, table, values) => seen(() => insert({ engine, session, options }, table, values)),
		update: (session, table, sys_id, values) => seen(() => update({ engine, session, options }, table, sys_id, values)),
		delete: (session, table, sys_id) => seen(() => remove({ engine, session, options }, table, sys_id)),
	};
}

function openEngine({ db, clock }: StoreOptions, template: Template | undefined, store: () => Store): Engine {
	const database = template?.exists ? openDatabase(template.copy(), true) : openDatabase(db);
	return createEngine(database, clock, store);
}

export function createStore(options: StoreOptions): Store {
	// What is generated depends on the clock.
	const isPlain = options.db === ':memory:' && Object.keys(options.rows).length === 0;
	const template = isPlain ? templateOf(options.seed) : undefined;
	const engine = openEngine(options, template, () => store);
	open(engine, options, template);
	const { acl, database } = engine;
	const snapshot = createSnapshot(database, template?.file);
	const seen: Seen = (work) => {
		engine.late.flush();
		return work();
	};
	const store: Store = {
		db: database.db,
		schema: engine.schema,
		clock: options.clock,
		system: engine.system,
		property: engine.property,
		...plainAccess(engine, seen),
		...reading(engine, seen),
		...writing(engine, seen, {}),
		writing: (how) => writing(engine, seen, how),
		undelete: (session, documentkey) => seen(() => undelete(engine, session, documentkey)),
		converted: (amount, currency) => convertedAmount(engine, amount, currency),
		mayCall: (session, api) => acl.api(session, api),
		mayRead: (session, table, element) => acl.field(session, table, element, 'read'),
		onWrite: (listener) => void engine.listeners.push(listener),
		transaction: (work) => database.transaction(work),
		newSysId: engine.newSysId,
		get rowsRead() {
			return engine.rowsRead;
		},
		set rowsRead(count) {
			engine.rowsRead = count;
		},
		reset: () => startAgain(engine, options, snapshot),
		jobs: () => engine.jobs.counts(),
		settled: () => settled(engine),
		close: () => close(engine),
	};
	return store;
}
