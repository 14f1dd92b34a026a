import { any, encoded } from '../encodedQuery';
import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure, expectedForbidden } from '../failure/failure';
import { text } from '../api/json';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';

/** No class of the platform is deeper. */
const DEPTH = 8;
const MOST = 10_000;

/** A table and all below it; itself alone where the user may not read how tables hang together. */
export function* readFamily(cache: ExecutionCache, table: string): Steps<string[]> {
	const above = Array.from({ length: DEPTH }, (_, depth) => encoded`${'super_class.'.repeat(depth + 1)}name=${table}`);
	const answer = yield* cache.attempt(listRequest('sys_db_object', any(...above), ['name'], MOST));
	if (answer instanceof ApiFailure) {
		expectedForbidden(answer);
		return [table];
	}
	return [table, ...recordsOf(answer).map(({ name }) => text(name))].filter((name) => name !== '');
}
