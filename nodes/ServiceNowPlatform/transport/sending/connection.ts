import { ApiFailure, expected } from '../../domain/failure/failure';
import { InputError } from '../../domain/failure/inputError';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import { failureOf } from '../errors/exceptions';
import type { RequestContext } from '../signIn/context';
import { type Account, type CredentialType, readAccount } from '../signIn/credentials';
import { type Download, downloading, type Upload, uploading } from './file';
import { transmit } from './http';
import { type Limits, USUAL_LIMITS } from './limits';
import { longQuery } from './longQuery';
import { RateLimit } from './rateLimit';
import { sendWithRetries } from './retrying';
import { signedIn } from './signedIn';

/** A signed-in way to one instance, for the length of one execution. What is sent is repeated where that can do no harm. */
export interface Connection {
	readonly account: Account;
	/** Sends one request; the answer, or why there is none. Never rejects. */
	attempt(request: ApiRequest): Promise<ApiResponse | ApiFailure>;
	/**
	 * The same for whoever can do nothing without the answer.
	 * @throws ApiFailure
	 */
	send(request: ApiRequest): Promise<ApiResponse>;
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
export async function openConnection(
	context: RequestContext,
	type: CredentialType,
	limits: Limits = USUAL_LIMITS,
): Promise<Connection> {
	const account = await readAccount(context, type);
	const line = { context, account, rateLimit: new RateLimit(), limits, cancelled: cancelSignal(context) };
	return {
		account,
		async attempt(request) {
			try {
				return await sendWithRetries(line, assertOwn(account, request), sendAny);
			} catch (error) {
				return failureOf(error, request);
			}
		},
		async send(request) {
			return delivered(await sendWithRetries(line, assertOwn(account, request), sendAny));
		},
		async upload(request, { open, find }) {
			const recover = async () => await find().catch((error: unknown) => expected(error, ApiFailure));
			return delivered(await sendWithRetries(line, request, uploading(open), recover));
		},
		async download(request, take) {
			return delivered(await sendWithRetries(line, assertOwn(account, request), downloading(take)));
		},
	};
}

/** Before a sign-in goes anywhere. @throws InputError where the address was given whole, and is another instance's */
function assertOwn({ instanceUrl }: Account, request: ApiRequest): ApiRequest {
	const { origin = instanceUrl } = request;
	if (origin.toLowerCase() === instanceUrl.toLowerCase()) return request;
	throw new InputError(
		'Path',
		`${origin} is not the instance of the credential, ${instanceUrl}`,
		'Enter the path alone, such as /api/now/table/incident, or choose the credential of that instance.',
	);
}

const sendAny = longQuery(signedIn(transmit));

/** Only executions can be cancelled. */
function cancelSignal(context: RequestContext): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/** @throws ApiFailure */
function delivered<Result>(outcome: Result | ApiFailure): Result {
	if (outcome instanceof ApiFailure) throw outcome;
	return outcome;
}
