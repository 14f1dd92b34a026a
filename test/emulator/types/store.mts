import type { DatabaseSync } from 'node:sqlite';
import type { JobCounts } from './options.mts';
import type { Clock, Row, Schema, Session } from './schema.mts';

export interface QueryOptions {
	/** Encoded query, see reference on encoded queries; '' is every row. */
	query: string;
	limit: number;
	offset: number;
	/** Skip the count; `total` is then -1. */
	noCount?: boolean;
	/** Read these columns only (sys_id and sys_class_name come with them); unknown names are ignored. Default: all. */
	fields?: readonly string[];
	/** `field=value` conditions besides the query; display values of references and choices are understood. */
	pairs?: ReadonlyArray<readonly [field: string, value: string]>;
	/** Asks the read replica, which may lag behind. */
	replica?: boolean;
}

export type AggregateFunction = 'count' | 'avg' | 'sum' | 'min' | 'max';

export interface AggregateTerm {
	function: AggregateFunction;
	/** '' for a plain count. */
	field: string;
}

export interface AggregateOptions {
	query: string;
	pairs?: ReadonlyArray<readonly [field: string, value: string]>;
	terms: readonly AggregateTerm[];
	/** Dot-walked names allowed. */
	groupBy: readonly string[];
	having: ReadonlyArray<AggregateTerm & { operator: string; value: string }>;
	/** By an aggregate, or by a grouped field where `function` is missing. */
	orderBy: ReadonlyArray<Partial<Pick<AggregateTerm, 'function'>> & { field: string; descending: boolean }>;
}

export interface AggregateGroup {
	/** In the order of the terms; '' where there was nothing to work with. */
	values: Array<AggregateTerm & { value: string }>;
	groups: Array<{ field: string; value: string }>;
}

export interface WriteOptions {
	/** Values are display values: names of referenced records, choice labels, dates in the caller's zone. */
	displayInput?: boolean;
	/** A dropdown takes the values that it offers only, as the Table API has it. */
	knownChoices?: boolean;
	/** false: no business rules, no engines, no audit (`GlideRecord.setWorkflow`). */
	workflow?: boolean;
	/**
	 * false: who created and changed the record, when and how often, stays as it is, or as the values given have it
	 * (`GlideRecord.autoSysFields`, `sysparm_suppress_auto_sys_field`).
	 */
	autoSysFields?: boolean;
	/** Written, and counted, even where nothing changes (`GlideRecord.setForceUpdate`). */
	force?: boolean;
	/** false: the change itself is not audited, as of import sets. */
	audit?: boolean;
	/** The business rules whose scripts led to this write, the outermost first. */
	trail?: readonly RuleStep[];
}

/** One business rule, and the record that it runs for. */
export interface RuleStep {
	rule: string;
	name: string;
	record: string;
}

export interface WriteEvent {
	operation: 'insert' | 'update' | 'delete';
	/** The class of the record. */
	table: string;
	/** The whole record after the write (before it, for a delete). */
	row: Row;
	/** What an update that followed the rules has changed, with the new values; a plain write does not say. */
	changes?: Row;
}

/** Changes of records, as the session may make them. `table` may be a parent of the record's class. */
export interface Writes {
	insert(session: Session, table: string, values: Row): Row;
	update(session: Session, table: string, sys_id: string, values: Row): Row;
	delete(session: Session, table: string, sys_id: string): void;
}

/**
 * The records. Methods that take a session apply access rules, defaults, numbering, lookups and journal logic as the
 * platform does and throw ServiceNowError; `find`, `one`, `put` and `remove` are the emulator's own plain access without any of it.
 */
export interface Store extends Writes {
	readonly db: DatabaseSync;
	readonly schema: Schema;
	readonly clock: Clock;
	/** A system property's value (`sys_properties`), or undefined where there is no such row. */
	property(name: string): string | undefined;
	setProperty(name: string, value: string): void;
	/** The session the system itself acts with: user `system`, role admin. */
	readonly system: Session;

	find(table: string, where: Row): Row[];
	one(table: string, where: Row): Row | undefined;
	/** Inserts or replaces by sys_id (made when missing), writing nothing but what is given and the sys_ columns. */
	put(table: string, values: Row): Row;
	remove(table: string, sys_id: string): boolean;

	query(session: Session, table: string, options: QueryOptions): { rows: Row[]; total: number };
	/** One group without `groupBy`, else one for each combination of values. */
	aggregate(session: Session, table: string, options: AggregateOptions): AggregateGroup[];
	/** The record, or ServiceNowError 404 when missing or hidden. `table` may be a parent of the record's class. */
	get(session: Session, table: string, sys_id: string): Row;
	/** Writes otherwise than a plain call does. */
	writing(options: WriteOptions): Writes;
	/** Brings a deleted record back, out of its row in `sys_audit_delete`; undefined where there is none. */
	undelete(session: Session, documentkey: string): Row | undefined;

	/** The same worth in another currency, by the latest rates; undefined where there is no rate. */
	converted(amount: { amount: string; currency: string }, currency: string): string | undefined;

	/** May the session call this API (`Table API`) at all? Unless a rule on the API is active, everybody may. */
	mayCall(session: Session, api: string): boolean;
	/** May the session read this column of this table? Records themselves are checked by the methods above. */
	mayRead(session: Session, table: string, element: string): boolean;
	/** What business rules do in the background. */
	jobs(): JobCounts;
	/** When nothing goes on in the background any more. */
	settled(): Promise<void>;
	/** Calls back after every write, whichever method made it. */
	onWrite(listener: (event: WriteEvent) => void): void;
	/** Runs the work as one SQLite transaction; writes inside are much faster than one by one. */
	transaction<T>(work: () => T): T;

	/** A fresh 32-digit lower-case hexadecimal id. */
	newSysId(): string;
	/** Rows read from SQLite so far by the methods with a session, for the statistics. */
	rowsRead: number;
	/** Empties everything and loads the seed again. */
	reset(): void;
	close(): void;
}
