import type { ApiFailure } from '../../domain/failure/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import type { RequestContext } from '../signIn/context';
import type { Account } from '../signIn/credentials';
import type { Limits } from './limits';
import type { RateLimit } from './rateLimit';

/** What the requests of one execution share. */
export interface Line {
	context: RequestContext;
	account: Account;
	rateLimit: RateLimit;
	limits: Limits;
	/** Absent where nothing can be cancelled, such as a picker. */
	cancelled: AbortSignal | undefined;
}

/**
 * A way to send a request. Each layer is one, made of the one below it: `transmit`, then `signedIn`, `longQuery`, `sendWithRetries`.
 * Failures are values, since the next layer may overcome them.
 */
export type Send<Result = ApiResponse> = (line: Line, request: ApiRequest) => Promise<Result | ApiFailure>;
