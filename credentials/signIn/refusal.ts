import { type Answer, detour, wordsOf } from './answer';
import { SignInFailure } from './failure';
import { UNAVAILABLE } from './network';

export type Grant = 'clientCredentials' | 'jwtBearer' | 'password';

const ONE_ANSWER = 'ServiceNow gives this one answer to every mistake. Check, in this order:';
const LOG = 'The instance’s system log names the cause.';

/** What is wrong most often comes first. */
const CHECKS: Record<Grant, string> = {
	clientCredentials: `${ONE_ANSWER} (1) the system property glide.oauth.inbound.client.credential.grant_type.enabled is true; (2) the Application Registry record has an OAuth Application User, who is active and not locked out; (3) client ID and client secret are those of that record, and it is active; (4) the record’s scopes allow this client. ${LOG}`,
	jwtBearer: `${ONE_ANSWER} (1) client ID and client secret are those of an active Application Registry record for JWT bearer; (2) Subject names an active user, by the column that the record matches users on; (3) the record’s JWT verifier map has this key ID and the public half of this private key; (4) Issuer and Audience are what the record expects (mostly the client ID); (5) the clocks of n8n and the instance agree; (6) the record’s scopes allow this client. ${LOG}`,
	password: `${ONE_ANSWER} (1) user name and password, by logging in with them; (2) that user is active, not locked out, need not reset the password, and signs in without MFA or single sign-on; (3) client ID and client secret are those of an active Application Registry record; (4) the password grant is not switched off (glide.oauth.inbound.ropc.grant_type.disabled); (5) the record’s scopes allow this client. ${LOG}`,
};

/** Refusals that do not come from ServiceNow’s OAuth. */
const ELSEWHERE: Record<number, string> = {
	403: 'The instance lets nobody in from this address: ask its administrator about IP Address Access Control, and about a gateway in front of it.',
	404: 'There is no token endpoint at this address. Check the instance name, and the token path under Advanced.',
};

/** Why an answer of the token endpoint holds no token. */
export function refusal(grant: Grant, answer: Answer): SignInFailure {
	const { status } = answer;
	const said = wordsOf(answer);
	const astray = detour('The token endpoint', answer) ?? (status < 300 && said === '' ? tokenless(answer) : undefined);
	if (astray !== undefined) return astray;
	const words = said || `status ${status}`;
	return new SignInFailure('sign-in', `ServiceNow did not issue a token: ${words}`, ELSEWHERE[status] ?? CHECKS[grant]);
}

/** An answer that means success and holds no token. */
function tokenless({ body }: Answer): SignInFailure {
	if (typeof body === 'string' && body.trimStart().startsWith('{')) {
		return new SignInFailure('token-unavailable', 'The answer of the token endpoint broke off', UNAVAILABLE);
	}
	return new SignInFailure(
		'sign-in',
		'The token endpoint answered without a token',
		'Something else answers there: check the instance address, and the token path under Advanced.',
	);
}
