import { envelope, ServiceNowError } from '../../errors.mts';
import type { ApiResponse } from '../../types.mts';
import { aFlag, optional } from '../fields.mts';
import { bent, instead, kind } from '../kind.mts';
import { failure } from './envelope.mts';

const CANCELLED = 'Transaction cancelled: maximum execution time exceeded';

const cancelled = () =>
	new ServiceNowError(
		500,
		CANCELLED,
		`${CANCELLED} Check logs for error trace or enable glide.rest.debug property to verify REST request processing`,
	);

/** The rows that were already on their way when the quota rule struck, and the error behind them: status 200. */
function cutShort({ status, headers, body }: ApiResponse): ApiResponse {
	const result = typeof body === 'object' && 'result' in body && Array.isArray(body.result) ? body.result : [];
	const sent = result.slice(0, Math.ceil(result.length / 2));
	return { status, ...(headers && { headers }), body: { result: sent, ...envelope(cancelled()) } };
}

export const quota = kind<'cancelled'>({
	fields: { rows: optional(aFlag), work: optional(aFlag) },
	start: (action) => (action.rows ? bent(cutShort) : instead(() => failure(cancelled()), action)),
});
