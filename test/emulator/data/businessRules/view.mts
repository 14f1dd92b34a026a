import type { Row, RuleStep, Session } from '../../types.mts';
import type { Engine } from '../engine.mts';
import type { Write } from '../records/write.mts';
import type { Operation } from './registry.mts';

/** What a rule looks at. */
export interface View {
	engine: Engine;
	session: Session;
	/** The record's class. */
	table: string;
	operation: Operation;
	current: Row;
	/** Before the write; there is none of a new record. */
	previous: Row | undefined;
	/** The rules whose writes led to this one, the outermost first. */
	trail: readonly RuleStep[];
}

/** Journal columns hold nothing: what is entered now is what a rule sees in them. */
function withEntries(row: Row, entries: Write['entries']): Row {
	return { ...row, ...Object.fromEntries(entries.map(({ element, value }) => [element, value])) };
}

export function viewOf(write: Write): View {
	const { engine, session, table, operation, before, after, entries, options } = write;
	const current = operation === 'delete' ? (before ?? after) : withEntries(after, entries);
	return { engine, session, table, operation, current, previous: before, trail: options.trail ?? [] };
}
