import { encoded } from '../encodedQuery';
import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import { listRequest } from '../api/listRequest';
import { recordsOf, type Steps } from '../api/request';
import { text } from '../api/json';

/** User name of whoever is signed in; undefined where that user may not read it. */
export function* readUserName(cache: ExecutionCache): Steps<string | undefined> {
	const answer = yield* cache.attempt(
		listRequest('sys_user', encoded`sys_id=javascript:gs.getUserID()`, ['user_name'], 1),
	);
	if (answer instanceof ApiFailure) {
		if (answer.kind === 'forbidden') return undefined;
		throw answer;
	}
	return text(recordsOf(answer)[0]?.user_name) || undefined;
}
