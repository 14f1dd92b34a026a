import type { ICredentialTestRequest } from 'n8n-workflow';
import { baseUrlExpression } from './address';

/** The request by which n8n tests a credential: the cheapest one that needs to be signed in. */
export const testRequest: ICredentialTestRequest['request'] = {
	baseURL: `={{ ${baseUrlExpression('$credentials.instance')} }}`,
	url: '/api/now/table/sys_user',
	qs: { sysparm_limit: 1, sysparm_fields: 'sys_id', sysparm_no_count: true },
	headers: { Accept: 'application/json' },
	disableFollowRedirect: true,
};

/** What its answers mean. `refused` says what to do about a 401, which depends on the way of signing in. */
export function testRules(refused: string): ICredentialTestRequest['rules'] {
	const codes: Record<number, string> = {
		302: 'The instance redirects to another address, mostly to single sign-on. Check the instance address.',
		401: refused,
		403: 'Signed in, but the user may not read sys_user: a role, an access rule (ACL), a REST API access policy or the token’s auth scope is missing.',
		404: 'There is no ServiceNow at this address. Check the instance name.',
		429: 'Signed in, but the instance is limiting requests. Try again later.',
	};
	// n8n goes through rules of both kinds, whatever its type says of the list.
	return [
		{
			// A sleeping instance and a login page answer with status 200, too, but with a page instead of a result.
			type: 'responseSuccessBody',
			properties: {
				key: 'result',
				value: undefined,
				message:
					'The instance answered with a web page instead of data. A developer instance is asleep: wake it up on developer.servicenow.com. Otherwise check the instance address; single sign-on may stand in front of it.',
			},
		},
		...Object.entries(codes).map(([code, message]) => ({
			type: 'responseCode',
			properties: { value: Number(code), message },
		})),
	] as ICredentialTestRequest['rules'];
}
