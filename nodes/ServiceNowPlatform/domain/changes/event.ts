import type { Json } from '../api/json';
import { isoFromWire } from '../values/values';
import type { Judgement } from './judgement';

/** What a workflow is told of a change besides the record. */
export interface EventInfo {
	/** The same whenever the change is told, and of no other change. */
	id: string;
	type: string;
	table: string;
	/** The record's own table, which may be one below the watched one. */
	class: string;
	sys_id: string;
	/** When it happened: ISO 8601, by the instance's clock. */
	at: string;
	modCount: number | null;
	by: string;
	changed?: string[] | 'unknown';
}

/** Of a record by its stored columns. */
export function eventOf(table: string, stored: Json, { type, changed }: Judgement, id: string): EventInfo {
	const [count, at] = [text(stored.sys_mod_count), text(stored.sys_updated_on) || text(stored.sys_created_on)];
	return {
		id,
		type,
		table,
		class: text(stored.sys_class_name) || table,
		sys_id: text(stored.sys_id),
		at: isoFromWire(at) ?? at,
		modCount: count === '' ? null : Number(count),
		by: text(stored.sys_updated_by) || text(stored.sys_created_by),
		...(changed === undefined ? {} : { changed }),
	};
}

function text(value: Json[string]): string {
	return typeof value === 'string' ? value : '';
}
