import type { Row } from '../../types.mts';
import type { Caller } from '../records/caller.mts';

/** A write on its way to the database. Rules change `after`, or refuse it by throwing. */
export interface Change extends Caller {
	/** The record's class. */
	table: string;
	chain: readonly string[];
	/** undefined for a new record. */
	before: Row | undefined;
	after: Row;
	/** What the client sent and was let through. */
	sent: Readonly<Row>;
}

export type Rule = (change: Change) => void;

/** Differs from what was stored (or, in a new record, from nothing). */
export function changed({ before, after }: Change, element: string): boolean {
	return (after[element] ?? '') !== (before?.[element] ?? '');
}

/** Sets a column if the class has it. */
export function set({ engine, table, after }: Change, element: string, value: string): void {
	if (engine.schema.column(table, element)) after[element] = value;
}

export function me({ session }: Change): string {
	return session.user.sys_id ?? '';
}
