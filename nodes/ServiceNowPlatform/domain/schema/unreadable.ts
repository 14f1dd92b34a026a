import { encoded } from '../encodedQuery';
import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure, expectedForbidden, type FailureFacts } from '../failure/failure';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import type { TableDescription } from './schema';
import { readIsView, viewFailure } from './view';

export const TABLES = 'sys_db_object';

const ADVICE =
	'Ask the administrator for read access to sys_db_object, sys_dictionary and sys_choice, for example with the role personalize_dictionary.';

/** What describes tables cannot be read: by the request that failed, or by what is missing from an answer. */
export function unreadable(tables: string, detail: string, facts: Partial<FailureFacts> = {}): ApiFailure {
	return new ApiFailure({
		...facts,
		kind: 'forbidden',
		message: `The signed-in user may not read ${tables}`,
		detail,
		advice: ADVICE,
	});
}

/** A refusal to read metadata as one that says which table is closed. @throws any other failure as it is */
export function asUnreadable(error: unknown): ApiFailure {
	const { facts } = expectedForbidden(error);
	const { path = '', message, detail } = facts;
	return unreadable(path.split('/').at(-1) ?? '', [message, detail].filter(Boolean).join(': '), facts);
}

/** Whether the user sees any table at all. An instance without tables there is none. */
export function* readSeesTables(): Steps<boolean> {
	const response = yield listRequest(TABLES, encoded`nameISNOTEMPTY`, ['name'], 1);
	return recordsOf(response).length > 0;
}

/** @throws ApiFailure where nothing is shown of a table to a user who sees others */
export function* assertTable(cache: ExecutionCache, table: string, { label, columns }: TableDescription): Steps<void> {
	if (label !== undefined || columns.length > 0) return;
	if (yield* readIsView(cache, table)) throw viewFailure(table);
	if (!(yield* readSeesTables())) return;
	throw new ApiFailure({
		kind: 'not-found',
		message: `There is no table ${table}`,
		advice: 'Check the name: it is the technical name (incident, u_my_table), not the label.',
	});
}
