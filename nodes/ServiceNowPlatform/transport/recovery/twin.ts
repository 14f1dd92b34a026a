import { ApiFailure } from '../../domain/failure/failure';
import { listRequest } from '../../domain/api/listRequest';
import { type ApiRequest, recordsOf } from '../../domain/api/request';
import { all, encoded, equals } from '../../domain/encodedQuery';
import type { Connection } from '../sending/connection';
import { sent } from './sent';

/** Columns that tell one record from another well enough. */
const MOST_COLUMNS = 3;
const LONGEST = 100;
/** Minutes; long enough for an attempt with all its pauses. */
const RECENT = 15;

/**
 * Whether there is a new record with the same values: where it is not known whether the instance keeps the ids that are chosen for it,
 * that may be what was made. A failure where nobody can tell.
 */
export async function hasTwin(
	connection: Connection,
	{ creates, body = {} }: ApiRequest,
): Promise<boolean | ApiFailure> {
	const values = Object.entries(body).filter(([column, value]) => column !== 'sys_id' && isPlain(value));
	if (creates === undefined || values.length === 0) return false;
	const telling = values.slice(0, MOST_COLUMNS).map(([column, value]) => equals(column, String(value), column));
	const query = all(...telling, encoded`sys_created_onRELATIVEGE@minute@ago@${String(RECENT)}`);
	const look = { ...listRequest(creates.table, query, ['sys_id'], 1), alone: true };
	const answer = await sent(connection, look);
	return answer instanceof ApiFailure ? answer : recordsOf(answer).length > 0;
}

function isPlain(value: unknown): boolean {
	return typeof value === 'string' && /^[^^\n]+$/.test(value) && value.length <= LONGEST && !/javascript:/i.test(value);
}
