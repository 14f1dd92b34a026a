/** What the emulator and the thread that runs a script say to each other, as JSON. */

/** A record as a script sees it. */
export interface RecordPicture {
	table: string;
	values: Record<string, string>;
	operation: string;
	isNew: boolean;
}

export interface User {
	sys_id: string;
	user_name: string;
	name: string;
	roles: string[];
}

/** All that a script is given. What it asks for beyond this, it asks the emulator for. */
export interface World {
	when: 'before' | 'after' | 'async';
	current: RecordPicture | null;
	previous: RecordPicture | null;
	user: User;
	/** The columns of the record's table. */
	fields: Record<string, FieldPicture>;
	/** Milliseconds, by the clock of the node. */
	now: number;
	/** Where chance begins. */
	seed: number;
	condition: string;
	script: string;
}

/** To the thread: run this; or the answer to what it asked for. */
export type ToThread = { run: World } | { reply: unknown } | { refusal: string };

/** A script that came to its end. */
export interface Ending {
	/** The condition did not hold, and the script did not run. */
	skipped?: boolean;
	/** Of `current`, as the script left it. */
	values?: Record<string, string>;
	aborted?: boolean;
	/** What the script threw. */
	error?: string;
}

/** From the thread: it is ready, it wants something done, or it is done. */
export type FromThread = { ready: true } | { call: string; given: unknown } | { done: Ending; broken: boolean };

/** What a column is, for a script's fields. */
export interface FieldPicture {
	type: string;
	/** The table that a reference refers to, or ''. */
	reference: string;
}
