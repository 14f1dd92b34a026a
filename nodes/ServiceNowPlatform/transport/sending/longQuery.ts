import { ApiFailure } from '../../domain/failure/failure';
import { type ApiRequest, queryString } from '../../domain/api/request';
import type { Account } from '../signIn/credentials';
import { batchOutcomes, batchRequest, isBatchRefused } from './batch';
import type { Send } from './line';

/** Instances answer a much longer address with a web page; their own client library sends such a query inside a Batch call. */
const LONGEST_ADDRESS = 8_000;

/** Sends a request so that its query reaches the instance however long it is. */
export function longQuery(send: Send): Send {
	return async function sendAnyLength(line, request) {
		if (request.method !== 'GET' || addressLength(line.account, request) <= LONGEST_ADDRESS)
			return await send(line, request);
		const answer = await send(line, batchRequest([request]));
		// Where the Batch API is closed, the long address is the only way left.
		if (answer instanceof ApiFailure) return isBatchRefused(answer) ? await send(line, request) : answer;
		const [outcome] = batchOutcomes([request], answer);
		if (outcome !== undefined && outcome !== 'unserviced') return outcome;
		return new ApiFailure({
			kind: 'incomplete',
			message: 'ServiceNow did not work on the request inside the Batch call',
			detail: 'Its answer may be larger than a Batch call allows.',
			method: request.method,
			path: request.path,
		});
	};
}

function addressLength({ instanceUrl }: Account, { path, query }: ApiRequest): number {
	return instanceUrl.length + path.length + queryString(query).length;
}
