import { ApiFailure } from '../../domain/api/failure';
import type { ApiRequest, ApiResponse } from '../../domain/api/request';
import type { Account } from '../signIn/credentials';
import { batchOutcomes, batchRequest, isBatchRefused } from './batch';

/** Instances answer a much longer address with a web page; their own client library sends such a query inside a Batch call. */
const LONGEST_ADDRESS = 8_000;

/** Sends a request so that its query reaches the instance however long it is. @throws ApiFailure */
export async function sendWhole(
	{ instanceUrl }: Account,
	request: ApiRequest,
	send: (request: ApiRequest) => Promise<ApiResponse>,
): Promise<ApiResponse> {
	if (request.method !== 'GET' || addressLength(instanceUrl, request) <= LONGEST_ADDRESS) return await send(request);
	const answer = await send(batchRequest([request])).catch((error: unknown) => refusal(error));
	// Where the Batch API is closed, the long address is the only way left.
	if (answer === undefined) return await send(request);
	const [outcome] = batchOutcomes([request], answer);
	if (outcome instanceof ApiFailure) throw outcome;
	if (outcome !== undefined && outcome !== 'unserviced') return outcome;
	throw new ApiFailure({
		kind: 'incomplete',
		message: 'ServiceNow did not work on the request inside the Batch call',
		detail: 'Its answer may be larger than a Batch call allows.',
		method: request.method,
		path: request.path,
	});
}

/** @returns undefined where nothing but the Batch API itself was refused */
function refusal(error: unknown): undefined {
	if (error instanceof ApiFailure && isBatchRefused(error)) return undefined;
	throw error;
}

function addressLength(instanceUrl: string, { path, query }: ApiRequest): number {
	const search = Object.entries(query ?? {}).map(([name, value]) => name.length + encodeURIComponent(value).length + 2);
	return search.reduce((sum, length) => sum + length, instanceUrl.length + path.length);
}
