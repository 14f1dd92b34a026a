import type { ICredentialTestRequest } from 'n8n-workflow';
import { unscoped } from '../../../nodes/ServiceNowPlatform/domain/failure/advice';
import { baseUrlExpression } from '../address';
import { TEST_MARK } from '../onTrial';

/** The cheapest request that needs to be signed in. */
export const TEST_PATH = '/api/now/table/sys_user';
export const TEST_QUERY = { sysparm_limit: 1, sysparm_fields: 'sys_id', sysparm_no_count: true };

/**
 * The request by which n8n tests a credential; the sign-in is tried before. Every n8n looks into the body of an answer, but between
 * 1.98 and 2.35 it loses the status of a failed one, and says what it says of any service.
 */
export const testRequest: ICredentialTestRequest['request'] = {
	baseURL: `={{ ${baseUrlExpression('$credentials.instance')} }}`,
	url: TEST_PATH,
	qs: TEST_QUERY,
	headers: { Accept: 'application/json', ...TEST_MARK },
	disableFollowRedirect: true,
	ignoreHttpStatusErrors: true,
};

const FORBIDDEN =
	'Signed in, but the user may not read sys_user: a role, an access rule (ACL), a REST API access policy or the token’s auth scope is missing.';
const UNSCOPED = `Signed in, but the ${unscoped('the Table API')}`;
const ELSEWHERE = 'The instance redirects to another address, mostly to single sign-on. Check the instance address.';
const BUSY = 'Signed in, but the instance is limiting requests. Try again later.';
const NO_INSTANCE = 'There is no ServiceNow at this address. Check the instance name.';
const PAGE =
	'The instance answered with a web page instead of data. A developer instance is asleep: wake it up on developer.servicenow.com. Otherwise check the instance address; single sign-on may stand in front of it.';
const NO_DATA =
	'The instance answered without data. It may be in trouble: try again later. Otherwise check the instance address, and whether the user may use the Table API; a node that uses this credential shows what ServiceNow says.';

/** What an answer means that n8n takes for an error, by its status. */
const STATUSES: Record<number, string> = {
	301: ELSEWHERE,
	302: ELSEWHERE,
	303: ELSEWHERE,
	307: ELSEWHERE,
	308: ELSEWHERE,
	403: FORBIDDEN,
	404: NO_INSTANCE,
	429: BUSY,
};

/** What a body means; the first that fits counts. Of a text these are its first character and its length. */
const BODIES: Array<[key: string, value: unknown, message: string]> = [
	['0', '<', PAGE],
	['length', 0, ELSEWHERE],
	['error.detail', 'Missing required api access scope', FORBIDDEN],
	['error.detail', 'Access to unscoped api is not allowed', UNSCOPED],
	['error.message', 'User Not Authorized', FORBIDDEN],
	['error.message', 'Insufficient rights to query records', FORBIDDEN],
	['error.message', 'Rate limit exceeded', BUSY],
	['error.message', 'Too Many Requests', BUSY],
	['result', undefined, NO_DATA],
];

/** What the answers to the test mean. `refused` says what to do about a 401, which depends on the way of signing in. */
export function testRules(refused: string): ICredentialTestRequest['rules'] {
	const bodies: typeof BODIES = [
		['error.message', 'User Not Authenticated', refused],
		['error.message', 'User is not authenticated', refused],
		...BODIES,
	];
	// n8n goes through rules of both kinds, whatever its type says of the list.
	return [
		...bodies.map(([key, value, message]) => ({ type: 'responseSuccessBody', properties: { key, value, message } })),
		...Object.entries({ ...STATUSES, 401: refused }).map(([code, message]) => ({
			type: 'responseCode',
			properties: { value: Number(code), message },
		})),
	] as ICredentialTestRequest['rules'];
}
