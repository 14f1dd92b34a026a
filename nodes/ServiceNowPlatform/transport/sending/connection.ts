import { mayHaveBeenDone } from '../../domain/api/doubt';
import { ApiFailure } from '../../domain/api/failure';
import { type ApiRequest, type ApiResponse, apiPath } from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import type { RequestContext } from '../signIn/context';
import { type Account, type CredentialType, readAccount } from '../signIn/credentials';
import { exchange } from './http';
import { sendWhole } from './longQuery';
import { RateLimit, wait } from './rateLimit';
import { pauseBeforeRetry } from './retryPolicy';

/** A signed-in way to one instance, for the length of one execution. */
export interface Connection {
	readonly account: Account;
	/**
	 * Sends one request, repeating it where that can do no harm. `doubt` is the failure of an earlier attempt of the same request.
	 * @throws ApiFailure
	 */
	send(request: ApiRequest, doubt?: ApiFailure): Promise<ApiResponse>;
}

/** @throws InputError when the credential names no usable instance */
export async function openConnection(context: RequestContext, type: CredentialType): Promise<Connection> {
	const account = await readAccount(context, type);
	const line = { context, account, quiet: new RateLimit(), cancelled: cancelSignal(context) };
	return { account, send: async (request, doubt) => await persist(line, request, doubt) };
}

/** What the requests of one execution share. */
interface Line {
	context: RequestContext;
	account: Account;
	quiet: RateLimit;
	cancelled: AbortSignal | undefined;
}

/** Only executions can be cancelled. */
function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

async function persist(line: Line, request: ApiRequest, doubt?: ApiFailure): Promise<ApiResponse> {
	let failure = doubt;
	// Once that is so, a later refusal may be due to the record being there.
	let isDoubtful = false;
	for (let attempt = failure === undefined ? 0 : 1; ; attempt++) {
		if (failure !== undefined) {
			isDoubtful ||= mayHaveBeenDone(failure);
			const created = isDoubtful ? await recoverCreated(line, request, failure) : undefined;
			if (created !== undefined) return created;
			await restBefore(line, request, failure, attempt);
		}
		const outcome = await attemptOnce(line, request);
		if (!(outcome instanceof ApiFailure)) return outcome;
		failure = outcome;
	}
}

/** @throws the failure where the request must not be sent again */
async function restBefore(line: Line, request: ApiRequest, failure: ApiFailure, attempt: number): Promise<void> {
	const pause = pauseBeforeRetry(request, failure, attempt, Math.random());
	if (pause === undefined) throw failure;
	if (failure.kind === 'rate-limited') line.quiet.keep(pause);
	await wait(pause, line.cancelled);
	if (line.cancelled?.aborted === true) throw failure;
}

/** Failures are values here, since each may still be overcome. */
async function attemptOnce(
	{ context, account, quiet, cancelled }: Line,
	request: ApiRequest,
): Promise<ApiResponse | ApiFailure> {
	try {
		await wait(quiet.left, cancelled);
		return await sendWhole(account, request, async (part) => await exchange(context, account, part));
	} catch (error) {
		return failureOf(error, request);
	}
}

/** After an insert of which it is not known whether it was done: the record, if it is there. */
async function recoverCreated(
	line: Line,
	{ creates, query }: ApiRequest,
	failure: ApiFailure,
): Promise<ApiResponse | undefined> {
	if (creates === undefined) return undefined;
	const look: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/table/${creates.table}/${creates.sys_id}`,
		...(query ? { query } : {}),
	};
	for (let attempt = 1; ; attempt++) {
		const outcome = await attemptOnce(line, look);
		if (!(outcome instanceof ApiFailure)) return outcome;
		if (outcome.kind === 'not-found') return undefined;
		const pause = pauseBeforeRetry(look, outcome, attempt, Math.random());
		if (pause === undefined || line.cancelled?.aborted === true) throw failure;
		await wait(pause, line.cancelled);
	}
}
