import type { ExecutionCache } from '../api/executionCache';
import { ApiFailure } from '../failure/failure';
import { listRequest } from '../api/listRequest';
import { encoded, ordered } from '../encodedQuery';
import { recordsOf, type Steps } from '../api/request';

/** More than any form has. */
const MOST = 500;

/** The columns of the instance's own form in its default view, from top to bottom; none where the user may not read it. */
export function* readFormLayout(cache: ExecutionCache, table: string): Steps<string[]> {
	const section = encoded`sys_ui_section.name=${table}^sys_ui_section.view=Default view`;
	const answer = yield* cache.attempt(
		listRequest('sys_ui_element', ordered(section, '^ORDERBYposition'), ['element', 'position'], MOST),
	);
	if (answer instanceof ApiFailure) return [];
	const elements = recordsOf(answer).sort((a, b) => Number(a.position) - Number(b.position));
	return elements.map(({ element }) => String(element ?? ''));
}
