import { ApiFailure, expected } from '../../domain/failure/failure';
import { type ApiRequest, type ApiResponse, apiPath } from '../../domain/api/request';
import type { RequestContext } from '../signIn/context';
import { type Account, type CredentialType, readAccount } from '../signIn/credentials';
import { type Download, downloading, type Upload, uploading } from './file';
import { transmit } from './http';
import type { Send } from './line';
import { longQuery } from './longQuery';
import { RateLimit } from './rateLimit';
import { sendWithRetries } from './retrying';
import { signedIn } from './signedIn';

/** A signed-in way to one instance, for the length of one execution. What is sent is repeated where that can do no harm. */
export interface Connection {
	readonly account: Account;
	/**
	 * Sends one request. `doubt` is the failure of an earlier attempt of the same request.
	 * @throws ApiFailure
	 */
	send(request: ApiRequest, doubt?: ApiFailure): Promise<ApiResponse>;
	/**
	 * Sends a file as it is read. Should the answer be lost, it is looked for before it is sent again.
	 * @throws ApiFailure
	 */
	upload(request: ApiRequest, file: Upload): Promise<ApiResponse>;
	/**
	 * Fetches a file. `take` gets it once it has begun to arrive; a failure that it throws is one of the attempt.
	 * @throws ApiFailure
	 */
	download<Result>(request: ApiRequest, take: (download: Download) => Promise<Result>): Promise<Result>;
}

/** @throws InputError when the credential names no usable instance */
export async function openConnection(context: RequestContext, type: CredentialType): Promise<Connection> {
	const account = await readAccount(context, type);
	const line = { context, account, rateLimit: new RateLimit(), cancelled: cancelSignal(context) };
	return {
		account,
		async send(request, doubt) {
			const recover = request.creates && findCreated;
			return delivered(await sendWithRetries(line, request, sendAny, { doubt, recover }));
		},
		async upload(request, { open, find }) {
			const recover = async () => await find().catch((error: unknown) => expected(error, ApiFailure));
			return delivered(await sendWithRetries(line, request, uploading(open), { recover }));
		},
		async download(request, take) {
			return delivered(await sendWithRetries(line, request, downloading(take)));
		},
	};
}

const sendAny = longQuery(signedIn(transmit));

/** Only executions can be cancelled. */
function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** The record that an insert was to make, if it is there. */
const findCreated: Send<ApiResponse | undefined> = async (line, { creates, query }) => {
	if (creates === undefined) return undefined;
	const path = apiPath`/api/now/table/${creates.table}/${creates.sys_id}`;
	const record = await sendWithRetries(line, { method: 'GET', path, ...(query ? { query } : {}) }, sendAny);
	return record instanceof ApiFailure && record.kind === 'not-found' ? undefined : record;
};

/** @throws ApiFailure */
function delivered<Result>(outcome: Result | ApiFailure): Result {
	if (outcome instanceof ApiFailure) throw outcome;
	return outcome;
}
