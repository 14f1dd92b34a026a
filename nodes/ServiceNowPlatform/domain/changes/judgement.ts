import type { Json } from '../api/json';
import type { Audited } from './audited';
import { type Acquaintance, valueHash } from './known';
import type { Memory } from './memory';
import { secondOf } from './time';

/** Which changes of records are events. */
export interface Rules {
	/** Of these columns only; of any where there are none. */
	watched: string[];
	/** Values that the watched column is to change to; any where there are none. */
	wanted: string[];
	/** Whether a record counts of which nobody can tell what its watched columns were before. */
	keepUnknown: boolean;
	/** User name of whoever asks, whose own changes are none; undefined where they are. */
	me: string | undefined;
	/** The second of the latest change at the last look: what was made since has not been handed out yet. */
	since: number;
	/** What the audit says of records that are not known. */
	audited?: Audited;
}

/** What has happened to a record. */
export interface Judgement {
	type: 'created' | 'updated' | 'deleted' | 'commented';
	/** Watched columns that are different now; `unknown` where it is not known what they were. */
	changed?: string[] | 'unknown';
}

/** What a record's state says, once it has been noted; undefined where it is no event. */
export function judged(stored: Json, memory: Memory, rules: Rules): Judgement | undefined {
	const { watched, me, since } = rules;
	const sys_id = String(stored.sys_id);
	const count = changesOf(stored);
	const values = watched.map((column) => valueHash(stored[column]));
	const before = memory.known.get(sys_id);
	memory.known.put(sys_id, { count, values });
	// Stamped anew, but not changed.
	if (before?.count === count || isOwn(stored, me, count, before)) return undefined;
	const type = isCreation(stored, since, before) ? 'created' : 'updated';
	if (watched.length === 0) return { type };
	const changed = changedOf(watched, { count, values }, before) ?? toldByAudit(stored, rules);
	return isCounted(changed, rules) && isWanted(stored, rules) ? { type, changed } : undefined;
}

function isCounted(changed: string[] | 'unknown', { keepUnknown }: Rules): boolean {
	return changed === 'unknown' ? keepUnknown : changed.length > 0;
}

/** The same of a record that is not known: `unknown` where the audit does not tell it either. */
function toldByAudit(stored: Json, { watched, since, audited }: Rules): string[] | 'unknown' {
	if (isNew(stored, since)) return watched;
	const columns = audited?.get(String(stored.sys_id));
	return columns === undefined ? 'unknown' : watched.filter((column) => columns.has(column));
}

/** How often the record was changed; NaN where it does not show that. */
function changesOf({ sys_mod_count }: Json): number {
	return Number(sys_mod_count === '' ? Number.NaN : sys_mod_count);
}

function isCreation(stored: Json, since: number, before: Acquaintance | undefined): boolean {
	return changesOf(stored) === 0 || (before === undefined && isNew(stored, since));
}

function isWanted(stored: Json, { watched: [watched = ''], wanted }: Rules): boolean {
	return wanted.length === 0 || wanted.includes(String(stored[watched]));
}

/** The watched columns that are different now. A record that was not changed since it was made is new in all of them. */
function changedOf(watched: string[], now: Acquaintance, before: Acquaintance | undefined): string[] | undefined {
	if (before === undefined || before.values.length < watched.length) return now.count === 0 ? watched : undefined;
	return watched.filter((_, index) => before.values[index] !== now.values[index]);
}

/**
 * Whether the last change is all there was, and by whoever asks: every change counts one up. Of a record that was not known nobody can tell
 * what came before.
 */
function isOwn({ sys_updated_by }: Json, me: string | undefined, count: number, before?: Acquaintance): boolean {
	if (!isBy(sys_updated_by, me)) return false;
	return before === undefined || Number.isNaN(count) || count === before.count + 1;
}

/** Made since the last look, whatever became of it since then. */
function isNew({ sys_created_on }: Json, since: number): boolean {
	return (secondOf(sys_created_on) ?? Number.NEGATIVE_INFINITY) >= since;
}

/** Whether the user of this name is whoever asks; user names are told without regard to case. */
export function isBy(user: Json[string], me: string | undefined): boolean {
	return me !== undefined && String(user).toLowerCase() === me.toLowerCase();
}
