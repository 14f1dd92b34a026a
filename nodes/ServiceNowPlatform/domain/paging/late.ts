import { encoded, narrowed, ordered, withoutOrder } from '../encodedQuery';
import { ApiFailure } from '../failure/failure';
import type { Json } from '../api/json';
import { attempt, recordsOf, type Steps } from '../api/request';
import { areKeyed, pageRequest, totalOf, type Page } from './rows';

/** More than change while a list is read, as a rule. */
const MOST = 1000;

interface Wanted extends Omit<Page, 'counted'> {
	pageSize?: number;
}

/**
 * Rows that were changed while the pages of an ordered list were read: one that moves in front of what is still to come is in none of
 * them. Undefined where that cannot be told, such as in a table that does not know when its rows were changed.
 */
export function* readLate({ table, query, options, pageSize }: Wanted, minutes: number): Steps<Json[] | undefined> {
	const since = encoded`sys_updated_onRELATIVEGE@minute@ago@${String(minutes)}`;
	const most = Math.min(MOST, pageSize || MOST);
	const request = pageRequest({
		table,
		query: ordered(narrowed(withoutOrder(query), since), '^ORDERBYDESCsys_updated_on'),
		options: { ...options, sysparm_limit: String(most) },
		counted: true,
	});
	const answer = yield* attempt(request);
	if (answer instanceof ApiFailure) return undefined;
	const rows = recordsOf(answer);
	return areKeyed(rows) && (totalOf(answer) ?? 0) <= most ? rows : undefined;
}
