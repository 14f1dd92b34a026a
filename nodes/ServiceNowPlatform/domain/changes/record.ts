import type { EncodedQuery } from '../api/checked';
import type { Json } from '../api/json';
import { tableRequest } from '../api/listRequest';
import { isObject, recordsOf, type Steps } from '../api/request';
import { narrowed, encoded } from '../encodedQuery';

/** Records that are read with one request: their ids fit into an address. */
const PACK = 200;

/** What says which state of a record it is, and who left it so. */
const ABOUT = [
	...['sys_id', 'sys_mod_count', 'sys_created_on', 'sys_created_by', 'sys_updated_on', 'sys_updated_by'],
	'sys_class_name',
];

/** How records are asked for and what is made of them. */
export interface Form {
	query: Record<string, string>;
	shaped(record: Json): Json;
}

/** A record as it is now. */
export interface Found {
	/** Stored values, of the columns about it and of those that were asked for besides. */
	stored: Json;
	/** In the form that the user wants. */
	json: Json;
}

interface Wanted {
	table: string;
	/** Encoded, without an order; what does not fulfil it any more is left out. */
	query: EncodedQuery;
	form: Form;
	/** Columns of which the stored values are needed. */
	columns: string[];
}

/** Reads records by their ids, in packs that need not wait for one another. Those that are gone are missing. */
export function* readFound({ table, query, form, columns }: Wanted, ids: string[]): Steps<Map<string, Found>> {
	const found = new Map<string, Found>();
	const packs = Array.from({ length: Math.ceil(ids.length / PACK) }, (_, at) => ids.slice(at * PACK, (at + 1) * PACK));
	const needed = [...new Set([...ABOUT, ...columns])];
	const { asked, formed } = inForm(form, needed);
	yield {
		strands: packs.map(function* (pack): Steps<void> {
			const request = tableRequest(table, narrowed(query, encoded`sys_idIN${pack.join(',')}`), {
				...asked,
				sysparm_limit: String(PACK),
				sysparm_no_count: 'true',
				sysparm_suppress_pagination_header: 'true',
			});
			const response = yield { ...request, fresh: true, alone: true };
			for (const record of recordsOf(response)) {
				const stored = Object.fromEntries(needed.map((name) => [name, storedIn(record[name])]));
				found.set(String(stored.sys_id), { stored, json: formed(record) });
			}
		}),
	};
	return found;
}

/**
 * The same request with the columns that are needed here, and a way back to what was asked for. Display values alone would not tell one
 * state from another: they come together with the stored ones, of which they are then freed.
 */
function inForm({ query, shaped }: Form, needed: string[]) {
	const names = query.sysparm_fields?.split(',');
	const added = names === undefined ? [] : needed.filter((name) => !names.includes(name));
	const shown = query.sysparm_display_value === 'true';
	const asked = {
		...query,
		...(names === undefined ? {} : { sysparm_fields: [...names, ...added].join(',') }),
		...(shown ? { sysparm_display_value: 'all' } : {}),
	};
	const formed = (record: Json): Json => {
		const own = Object.entries(record).filter(([name]) => !added.includes(name));
		const entries = shown ? own.map(([name, value]): [string, Json[string]] => [name, displayIn(value)]) : own;
		return shaped(Object.fromEntries(entries));
	};
	return { asked, formed };
}

function storedIn(content: unknown): string {
	return String((isObject(content) ? content.value : content) ?? '');
}

function displayIn(content: Json[string]): Json[string] {
	if (!isObject(content)) return content;
	const { display_value, link } = content;
	return link === undefined ? display_value : { display_value, link };
}
