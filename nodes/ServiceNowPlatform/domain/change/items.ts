import { apiPath, type ApiRequest, type Steps } from '../api/request';
import { readRecords } from '../paging/paging';
import { encoded } from '../encodedQuery';
import { runJob } from './worker';

/** Configuration items to be joined to a change request. */
export interface Joining {
	change: string;
	/** What they are to the change: `affected`, `impacted`, `offering`. */
	type: string;
	/** Where that is stored, and the column that names the item. */
	table: string;
	column: string;
	items: string[];
	/** The services that rest on affected items are joined, too. */
	refresh: boolean;
	/** Milliseconds. */
	limit: number;
}

export interface Joined {
	added: string[];
	already_there: string[];
	not_added: string[];
	/** What ServiceNow said of it. */
	messages: string[];
}

/** Joins the items that are not joined yet. The job passes over what it cannot join, so only the associations tell what came of it. */
export function* joinItems(joining: Joining): Steps<Joined> {
	const { change, type, items, refresh, limit } = joining;
	const before = yield* readAssociated(joining);
	const missing = items.filter((item) => !before.has(item));
	const request: ApiRequest = {
		method: 'POST',
		path: apiPath`/api/sn_chg_rest/change/${change}/ci`,
		body: {
			cmdb_ci_sys_ids: missing.length > 0 ? missing : items,
			association_type: type,
			...(refresh ? { refresh_impacted_services: true } : {}),
		},
	};
	const isNeeded = missing.length > 0 || refresh;
	const { messages } = isNeeded ? yield* runJob(request, limit) : { messages: [] };
	const now = missing.length > 0 ? yield* readAssociated(joining) : before;
	return {
		added: missing.filter((item) => now.has(item)),
		already_there: items.filter((item) => before.has(item)),
		not_added: missing.filter((item) => !now.has(item)),
		messages,
	};
}

/** Which of the items are joined to the change. */
function* readAssociated({ table, column, change, items }: Joining): Steps<Set<string>> {
	const rows = yield* readRecords({
		table,
		query: encoded`task=${change}^${column}IN${items.join(',')}`,
		orderBy: '',
		limit: Number.POSITIVE_INFINITY,
		options: { sysparm_fields: column, sysparm_exclude_reference_link: 'true' },
	});
	return new Set(rows.map((row) => String(row[column])));
}
