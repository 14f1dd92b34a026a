import { encoded } from '../encodedQuery';
import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure, type FailureKind } from '../failure/failure';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { stockTable } from './stockTables';

/** How the API refuses what cannot be done with a view. */
const EXPLICABLE: FailureKind[] = ['not-found', 'bad-request', 'forbidden'];

/** Whether the name is that of a database view, as far as the user may see. Tables that every instance has are none. */
export function* readIsView(cache: ExecutionCache, table: string): Steps<boolean> {
	if (stockTable(table) !== undefined) return false;
	const answer = yield* cache.attempt(listRequest('sys_db_view', encoded`name=${table}`, ['name'], 1));
	return !(answer instanceof ApiFailure) && recordsOf(answer).some(({ name }) => name === table);
}

/** What cannot be done with a view. */
export function viewFailure(table: string): ApiFailure {
	return new ApiFailure({
		kind: 'bad-request',
		message: `${table} is a database view`,
		detail:
			'A view joins the records of several tables. Its rows have no sys_id of their own: none of them can be asked for or written, and its columns stand in no dictionary.',
		advice:
			'Read it with Get Many. To read or change a single record, name the table that it is in, and the sys_id that the view shows in a column such as inc_sys_id.',
	});
}

/** What went wrong as it is, or what explains it: the table is a view. */
export function* explainByView(cache: ExecutionCache, error: unknown): Steps<unknown> {
	if (!(error instanceof ApiFailure) || !EXPLICABLE.includes(error.kind)) return error;
	const [, table = ''] = /^\/api\/now\/table\/([a-z0-9_]+)(?:\/|$)/.exec(error.facts.path ?? '') ?? [];
	return table !== '' && (yield* readIsView(cache, table)) ? viewFailure(table) : error;
}
