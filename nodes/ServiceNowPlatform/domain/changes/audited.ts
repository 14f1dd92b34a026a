import type { ExecutionCache } from '../api/executionCache';
import { text } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { encoded, EVERY } from '../encodedQuery';
import { ApiFailure } from '../failure/failure';
import { storedTime } from './time';

const TABLE = 'sys_audit';
/** Records that are asked about at once: the audit is a large table, and slow to search. */
const MOST_RECORDS = 100;
const MOST_ROWS = 2_000;

/** Columns that changed, of records that are audited. */
export type Audited = Map<string, Set<string>>;

/** Whether the audit may be asked. Administrators alone see its rows; to others it says nothing. */
export function* readIsAuditReadable(cache: ExecutionCache): Steps<boolean> {
	return !((yield* cache.attempt(listRequest(TABLE, EVERY, ['sys_id'], 1))) instanceof ApiFailure);
}

/** What the audit says of records that changed since a second. One without any entry is not audited, and is not among them. */
export function* readAudited(ids: string[], since: number): Steps<Audited> {
	const changed: Audited = new Map();
	for (let at = 0; at < ids.length; at += MOST_RECORDS) {
		const pack = ids.slice(at, at + MOST_RECORDS);
		const query = encoded`documentkeyIN${pack.join(',')}^sys_created_on>=${storedTime(since)}`;
		const list = listRequest(TABLE, query, ['documentkey', 'fieldname'], MOST_ROWS);
		const rows = recordsOf(yield { ...list, fresh: true, alone: true });
		// Of a list that is cut off nobody knows what is missing.
		if (rows.length === MOST_ROWS) continue;
		for (const { documentkey, fieldname } of rows) {
			const columns = changed.get(text(documentkey)) ?? new Set<string>();
			changed.set(text(documentkey), columns.add(text(fieldname)));
		}
	}
	return changed;
}
