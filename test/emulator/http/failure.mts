import { envelope, ServiceNowError } from '../errors.mts';
import { ConnectionLost } from '../faults/kind.mts';
import type { Log } from '../log.mts';
import type { ApiResponse } from '../types.mts';

/** What was thrown as an answer. Nobody foresaw anything but ServiceNowError: that is a 500, and its stack is logged. */
export function failure(error: unknown, log: Log): ApiResponse {
	if (error instanceof ConnectionLost) throw error;
	if (error instanceof ServiceNowError) {
		return { status: error.status, headers: error.headers, body: envelope(error) };
	}
	log.error(error);
	const message = `Exception while executing request: ${error instanceof Error ? error.message : String(error)}`;
	return { status: 500, body: envelope(new ServiceNowError(500, message)) };
}
