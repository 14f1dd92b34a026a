import { isDuplicate } from '../../domain/api/doubt';
import { ApiFailure } from '../../domain/failure/failure';
import { apiPath, type ApiRequest, type ApiResponse, attempt, type Steps } from '../../domain/api/request';
import { findMatch } from '../../domain/records/match';
import { withoutEntries } from '../../domain/values/writes';

interface Made {
	answer: ApiResponse;
	created: boolean;
}

/**
 * Sends the insert of a record that others may be making at the same time, by the same `sharedId`: the instance refuses all but one. The
 * others change the record that is found then.
 */
export function* insertOnce(
	insert: ApiRequest,
	table: string,
	match: Record<string, string>,
	newSysId: () => string,
): Steps<Made> {
	const answer = yield* attempt(insert);
	const isRefused = answer instanceof ApiFailure;
	if (!isRefused && answer.status === 201) return { answer, created: true };
	if (isRefused && !mayBeTaken(answer)) throw answer;
	const { sys_id, isTaken } = yield* findMatch(table, match, true);
	if (sys_id !== undefined) return yield* changeFound(insert, table, sys_id, isRefused);
	// The instance may have stored other values than it was sent.
	if (!isRefused) return { answer, created: true };
	if (!isTaken && !isDuplicate(answer)) throw answer;
	return { answer: yield withOwnId(insert, table, newSysId()), created: true };
}

/** A sys_id that another has used is refused as if the user might not write, or as a wrong value. */
function mayBeTaken({ kind }: ApiFailure): boolean {
	return kind === 'forbidden' || kind === 'bad-request';
}

/** Writes to the record that was made first, which may be of this insert where that was not refused. */
function* changeFound(insert: ApiRequest, table: string, sys_id: string, isRefused: boolean): Steps<Made> {
	// What was found after a lost answer may be of this insert, and its entries are in the journal then.
	const body = isRefused ? { ...insert.body } : withoutEntries(insert.body ?? {});
	delete body.sys_id;
	const path = apiPath`/api/now/table/${table}/${sys_id}`;
	const changed = yield { method: 'PATCH', path, ...(insert.query ? { query: insert.query } : {}), body };
	return { answer: changed, created: !isRefused && sys_id === insert.creates?.sys_id };
}

function withOwnId(insert: ApiRequest, table: string, sys_id: string): ApiRequest {
	return { ...insert, body: { ...insert.body, sys_id }, creates: { table, sys_id } };
}
