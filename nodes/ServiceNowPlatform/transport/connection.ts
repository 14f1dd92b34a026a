import { sleep } from 'n8n-workflow';
import { ApiFailure } from '../domain/failure';
import { type ApiRequest, type ApiResponse, apiPath } from '../domain/request';
import type { RequestContext } from './context';
import { type Account, type CredentialType, readAccount } from './credentials';
import { exchange } from './exchange';
import { failureOf } from './exceptions';
import { sendWhole } from './longQuery';
import { mayHaveBeenDone, pauseBeforeRetry } from './retry';

/** A signed-in way to one instance, for the length of one execution. */
export interface Connection {
	readonly account: Account;
	/**
	 * Sends one request, repeating it where that can do no harm. `doubt` is the failure of an earlier attempt of the same request.
	 * @throws ApiFailure
	 */
	send(request: ApiRequest, doubt?: ApiFailure): Promise<ApiResponse>;
}

/** @throws InputProblem when the credential names no usable instance */
export async function openConnection(context: RequestContext, type: CredentialType): Promise<Connection> {
	const account = await readAccount(context, type);
	return { account, send: async (request, doubt) => await persist(context, account, request, doubt) };
}

async function persist(
	context: RequestContext,
	account: Account,
	request: ApiRequest,
	doubt?: ApiFailure,
): Promise<ApiResponse> {
	let failure = doubt;
	for (let attempt = failure === undefined ? 0 : 1; ; attempt++) {
		if (failure !== undefined) {
			const created = await recoverCreated(context, account, request, failure);
			if (created !== undefined) return created;
			const pause = pauseBeforeRetry(request, failure, attempt, Math.random());
			if (pause === undefined) throw failure;
			await sleep(pause);
		}
		const outcome = await attemptOnce(context, account, request);
		if (!(outcome instanceof ApiFailure)) return outcome;
		failure = outcome;
	}
}

/** Failures are values here, since each may still be overcome. */
async function attemptOnce(
	context: RequestContext,
	account: Account,
	request: ApiRequest,
): Promise<ApiResponse | ApiFailure> {
	try {
		return await sendWhole(account, request, async (part) => await exchange(context, account, part));
	} catch (error) {
		return failureOf(error, request);
	}
}

/** After an insert of which it is not known whether it was done: the record, if it is there. */
async function recoverCreated(
	context: RequestContext,
	account: Account,
	{ creates, query }: ApiRequest,
	failure: ApiFailure,
): Promise<ApiResponse | undefined> {
	if (creates === undefined || !mayHaveBeenDone(failure)) return undefined;
	const look: ApiRequest = {
		method: 'GET',
		path: apiPath`/api/now/table/${creates.table}/${creates.sys_id}`,
		...(query ? { query } : {}),
	};
	for (let attempt = 1; ; attempt++) {
		const outcome = await attemptOnce(context, account, look);
		if (!(outcome instanceof ApiFailure)) return outcome;
		if (outcome.kind === 'not-found') return undefined;
		const pause = pauseBeforeRetry(look, outcome, attempt, Math.random());
		if (pause === undefined) throw failure;
		await sleep(pause);
	}
}
