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
