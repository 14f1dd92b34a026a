import { ApiFailure } from '../../domain/failure/failure';
import { listRequest } from '../../domain/api/listRequest';
import { type ApiRequest, recordsOf } from '../../domain/api/request';
import { twinsQuery } from '../../domain/records/traces';
import type { Connection } from '../sending/connection';

/**
 * Whether there is a new record with the same values: where it is not known whether the instance keeps the ids that are chosen for it,
 * that may be what was made. A failure where nobody can tell.
 */
export async function hasTwin(
	connection: Connection,
	{ creates, body = {} }: ApiRequest,
): Promise<boolean | ApiFailure> {
	const query = twinsQuery(body);
	if (creates === undefined || query === undefined) return false;
	const look = { ...listRequest(creates.table, query, ['sys_id'], 1), alone: true };
	const answer = await connection.attempt(look);
	return answer instanceof ApiFailure ? answer : recordsOf(answer).length > 0;
}
