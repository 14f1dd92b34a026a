/**
 * The words that the rooms of the emulator share. Nothing here does anything.
 *
 *   main.mts → emulator.mts → http/, faults/ → routes/ → data/, auth/ → types.mts, fault.mts, errors.mts
 *   data/ → sandbox/, outbound/ → threads/
 *   seed/ is data: it imports types.mts only.
 *
 * Every file is run by Node itself (type stripping) and by jest (compiled to CommonJS): erasable syntax only, relative
 * imports with their `.mts` ending, and `import.meta` or top-level `await` in `main.mts` alone. What runs in a thread
 * (`thread.mts` and what it imports) is run by Node itself only.
 */
import type { ServerResponse } from 'node:http';
import type { DatabaseSync } from 'node:sqlite';
import type { Readable } from 'node:stream';
import type { Fault } from './fault.mts';

/** One stored record: wire names to raw values. Every value is a string, as in the Table API; `''` is empty. */
export type Row = Record<string, string>;

/** Who is asking, as authentication has found out. */
export interface Session {
	/** The caller's `sys_user` row. */
	user: Row;
	/** Role names, contained roles included. `admin` may do everything. */
	roles: ReadonlySet<string>;
	via: 'basic' | 'bearer' | 'apikey' | 'cookie' | 'system' | 'guest';
	/** Auth scopes of the token or key; `useraccount` is everything the user may do. Absent: not limited. */
	scopes?: readonly string[];
}

export interface Clock {
	/** Milliseconds since the epoch, in emulated time. */
	now(): number;
	/** Emulated time as ServiceNow stores it: UTC `yyyy-MM-dd HH:mm:ss`. */
	timestamp(): string;
	advance(milliseconds: number): void;
	/** Everything happens in the same instant from here on; `advance` still moves it. */
	stop(): void;
	/** Goes on from where it was stopped. */
	start(): void;
	/** How many application nodes there are. Their clocks are wrong by so many milliseconds each; without any there is one. */
	readonly nodes: number;
	skew(milliseconds: readonly number[]): void;
	reset(): void;
}

// ---------------------------------------------------------------------------------------------- metadata

/** A column of a table as its dictionary row (or the closest override of it) describes it. */
export interface Column {
	element: string;
	label: string;
	/** `sys_dictionary.internal_type`: string, integer, boolean, reference, glide_date_time, journal_input, … */
	type: string;
	/** The table that declares the column (a parent, where it is inherited). */
	table: string;
	max_length: number;
	/** Target table of a reference or glide_list, otherwise ''. */
	reference: string;
	/** What the reference holds instead of the target's sys_id (`sys_dictionary.internal_type` holds a name), or ''. */
	reference_key: string;
	mandatory: boolean;
	read_only: boolean;
	display: boolean;
	/** No two records of the table have the same value. */
	unique: boolean;
	/** What becomes of a reference whose target is deleted, or '' for the rule of the platform, which clears it. */
	cascade: string;
	default_value: string;
	/** sys_dictionary.choice: '' or 0 none, 1 dropdown with --None--, 2 suggestion, 3 dropdown without --None--. */
	choice: string;
	/** The element whose value narrows this column's choices (category → subcategory), or ''. */
	dependent: string;
	active: boolean;
}

export interface Choice {
	value: string;
	label: string;
	sequence: number;
	inactive: boolean;
	language: string;
	dependent_value: string;
}

/** The living picture of the metadata rows; it follows every write to them. */
export interface Schema {
	/** Names from the table itself up to its root: `['incident', 'task']`. Empty when there is no such table. */
	chain(table: string): string[];
	/** The table and everything below it: `task` → task, incident, problem, … */
	descendants(table: string): string[];
	exists(table: string): boolean;
	label(table: string): string;
	/** All columns, inherited ones included; the closest declaration wins. */
	columns(table: string): ReadonlyMap<string, Column>;
	column(table: string, element: string): Column | undefined;
	/** Active choices of a column in display order, from the closest table of the chain that has any. */
	choices(table: string, element: string): Choice[];
	/** The element shown for a reference to this table. */
	displayColumn(table: string): string;
}

// ---------------------------------------------------------------------------------------------- the store

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

/**
 * The records. Methods that take a session apply access rules, defaults, numbering, lookups and journal logic as the
 * platform does and throw ServiceNowError; `find`, `one`, `put` and `remove` are the emulator's own plain access without any of it.
 */
export interface Store {
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
	insert(session: Session, table: string, values: Row, options?: WriteOptions): Row;
	update(session: Session, table: string, sys_id: string, values: Row, options?: WriteOptions): Row;
	delete(session: Session, table: string, sys_id: string, options?: WriteOptions): void;
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

// ---------------------------------------------------------------------------------------------- HTTP

export interface ApiRequest {
	method: string;
	/** As the client sent it, decoded, versions included: `/api/now/v2/table/incident`. */
	path: string;
	/** `v1`, `v2` or '' (latest). */
	version: string;
	/** Named parts of the route's path. */
	params: Record<string, string>;
	query: URLSearchParams;
	/** Lower-case names. */
	headers: Record<string, string | undefined>;
	/** The raw body. Routes with `stream: true` get the socket's stream, all others the whole body. */
	body: Buffer;
	stream?: Readable;
	session: Session;
	/** Base of every link in an answer, without a slash at the end. */
	instanceUrl: string;
}

export interface ApiResponse {
	status: number;
	headers?: Record<string, string>;
	/** An object is sent as JSON (or XML where Accept asks for it); bytes and streams as they are; undefined is no body. */
	body?: object | Buffer | Readable | string;
	faulty?: Faulty;
}

/** An answer as bytes, ready for the wire. */
export interface WireAnswer {
	status: number;
	headers: Record<string, string | string[]>;
	body: Buffer;
}

/** Writes an answer to the wire, and ends it or does not. */
export type Delivery = (wire: ServerResponse, answer: WireAnswer) => void;

/** What a scripted fault asks of those who pass an answer on. No instance knows of it. */
export interface Faulty {
	/** How to write the answer; for an item of a batch, that of the whole call. */
	deliver?: Delivery;
	/** The item of a batch is to have no answer: named among the unserviced ones, or in neither list. */
	absent?: 'named' | 'missing';
}

export interface Context {
	store: Store;
	clock: Clock;
	options: EmulatorOptions;
	/** Runs a request through the same door as the network does (routing, roles, faults of the route, counters), without a socket. */
	dispatch(request: Dispatched): Promise<ApiResponse>;
}

export interface Dispatched extends Omit<ApiRequest, 'params' | 'version'> {
	/** The headers of the call that this request came in. */
	outer?: ApiRequest['headers'];
}

export interface Route {
	/** Stable name for counters and the ledger: `table.list`, `oauth.token`. */
	name: string;
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** Unversioned path with `:name` parts; `/api/now/v1/…` and `/api/now/v2/…` reach the same route. */
	path: string;
	/** `public` routes are reached without signing in and get the guest session. */
	access: 'session' | 'public';
	/** Hand over the request's stream unread (attachment uploads). */
	stream?: boolean;
	/** Answers with a file, whatever form an Accept header asks for. */
	bytes?: boolean;
	handle(request: ApiRequest, context: Context): ApiResponse | Promise<ApiResponse>;
}

// ---------------------------------------------------------------------------------------------- options

export interface EmulatorOptions {
	port: number;
	host: string;
	tls: boolean;
	db: string;
	seed: 'demo' | 'empty';
	/** Extra generated rows: table name → how many. */
	rows: Record<string, number>;
	/** Milliseconds. */
	latency: number;
	/** Milliseconds for each record operation. */
	serviceTime: number;
	semaphores: number;
	/** Seconds, over every client's own lifespan; 0 leaves it to the clients (1800 and 8640000 where they say nothing). */
	tokenLifetime: number;
	refreshLifetime: number;
	/** System properties set over the seed's. */
	properties: Record<string, string>;
	faults: Fault[];
	/** For each application node, how many milliseconds its clock is ahead. */
	nodeClockSkew: readonly number[];
}

export type { AclSeed, CascadeRule, ColumnSeed, Seed, TableSeed } from './seedTypes.mts';

// ---------------------------------------------------------------------------------------------- the running emulator

/** What the ready line on stdout tells. */
export interface Ready {
	url: string;
	caFile?: string;
	pid: number;
	users: Array<{ user_name: string; password: string; roles: string[] }>;
	oauth: Array<{ name: string; client_id: string; client_secret: string; grants: string[] }>;
	apiKeys: Array<{ name: string; key: string; user_name: string }>;
}

/** Jobs of business rules that run later. */
export interface JobCounts {
	waiting: number;
	running: number;
	done: number;
	failed: number;
}

export interface Statistics {
	/** Requests by route name. */
	requests: Record<string, number>;
	/** Operations inside Batch calls, by route name; not counted in `requests`. */
	batched: Record<string, number>;
	total: number;
	/** Access tokens that were newly made; an answer that returns a living token again is not one. */
	tokensMinted: number;
	/** Answers of the token endpoint that carried a token, new or not. */
	tokensReturned: number;
	connections: number;
	bytesIn: number;
	bytesOut: number;
	rowsRead: number;
	/** Answers by status. */
	statuses: Record<string, number>;
	/** The largest number of transactions that ran at the same time. */
	maxConcurrent: number;
}

export interface Emulator {
	ready: Ready;
	url: string;
	store: Store;
	clock: Clock;
	stats(): Statistics;
	resetStats(): void;
	setFaults(faults: Fault[]): void;
	/** Back to the seed: records, clock, counters, tokens, faults. */
	reset(): void;
	close(): Promise<void>;
}
