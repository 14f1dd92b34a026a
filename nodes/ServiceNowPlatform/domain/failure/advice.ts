import { isUndecided } from './undecided';
import { CANCELLED, type FailureFacts, type FailureKind } from './failure';

const ONE_ANSWER = 'ServiceNow gives this one answer to every OAuth mistake. Check, in this order:';
const LOG = 'The instance’s system log names the cause.';

/** What to check when no token is issued, by grant. What is wrong most often comes first. */
export const OAUTH_CHECKS = {
	clientCredentials: `${ONE_ANSWER} (1) the system property glide.oauth.inbound.client.credential.grant_type.enabled is true (client credentials grant); (2) the Application Registry record has an OAuth Application User, who is active and not locked out; (3) client ID and client secret are those of that record, and it is active; (4) the record’s scopes allow this client. ${LOG}`,
	jwtBearer: `${ONE_ANSWER} (1) client ID and client secret are those of an active Application Registry record for JWT bearer; (2) Subject names an active user, by the column that the record matches users on; (3) the record’s JWT verifier map has this key ID and the public half of this private key; (4) Issuer and Audience are what the record expects (mostly the client ID); (5) the clocks of n8n and the instance agree; (6) the record’s scopes allow this client. ${LOG}`,
	password: `${ONE_ANSWER} (1) user name and password, by logging in with them; (2) that user is active, not locked out, need not reset the password, and signs in without MFA or single sign-on; (3) client ID and client secret are those of an active Application Registry record; (4) the password grant is not switched off (glide.oauth.inbound.ropc.grant_type.disabled); (5) the record’s scopes allow this client. ${LOG}`,
};

/** ServiceNow says so in a header of its 401, once the password is right. */
export const SECOND_FACTOR =
	'The password is right, but this user needs a second factor (MFA), which no workflow has. Use OAuth, an API key, or a user without MFA.';

/** What keeps a token from an API (KB2731346), as the end of a sentence. */
export const unscoped = (api: string) =>
	`Application Registry record keeps its tokens from APIs without an auth scope. Have its token restriction lifted, or a scope of the record given to ${api}.`;

/** What a user can do, by kind of failure. */
const ADVICE: Record<FailureKind, string> = {
	'sign-in': 'Open the credential and check what is entered there.',
	'token-unavailable':
		'Nothing is wrong with the credential as far as can be told, and nothing else was sent. Try again later.',
	'not-connected': 'Open the credential and click Connect.',
	unauthenticated:
		'The sign-in was not accepted. Token: the user must be active, not locked out and allowed to use web services. API key: it must be active, and a REST API access policy with an API key profile must cover this API. Basic: check the password; the instance may restrict Basic to the role snc_basic_auth_api_access, ask for a second factor (MFA), or demand a new password. Refused passwords are not sent again, since that would lock the account.',
	forbidden:
		'The signed-in user lacks a role, an access rule (ACL), business rule or data policy forbids this, or a field in the query may not be read. Ask the administrator for the role that this table needs.',
	'not-found': 'Check the id; or an access rule (ACL) hides the record from the signed-in user.',
	'bad-request': 'Check the table and field names and the values.',
	'rate-limited':
		'The instance limits how many requests this user may send. Try again later, send less at a time, or ask for a higher limit.',
	hibernating:
		'Developer instances go to sleep when nobody uses them. Wake it up on developer.servicenow.com, wait until it is online, and try again.',
	'login-page': 'Single sign-on stands in front of the instance. Check the instance address.',
	'not-json': 'Check that the instance address is that of ServiceNow itself, without a proxy or portal in between.',
	incomplete:
		'ServiceNow stopped in the middle, mostly because the request took longer than its time limit. Ask for fewer records or fields at a time.',
	'not-processed': 'Too many requests at once for this session; it may never be processed. Run it again later.',
	'not-stored':
		'ServiceNow drops in silence what it does not take: check the column names, whether the user may write these columns, and business rules that change them. The rest of the record is stored.',
	'not-transformed':
		'The row is in the staging table, but did not become a record. Correct its values or the transform map, and import it again.',
	redirected:
		'Enter the address to which it redirects, if that is your instance; single sign-on may stand in front of it. The sign-in is never sent to another host.',
	server:
		'ServiceNow failed while working on the request. Try again; if it happens again, give the transaction id to the administrator.',
	unreachable: 'Check the instance name in the credential, and that n8n can reach it (network, proxy, firewall).',
	blocked:
		'The administrator of n8n restricts where it may connect to; N8N_SSRF_ALLOWED_HOSTNAMES and N8N_SSRF_ALLOWED_IP_RANGES make exceptions.',
	lost: 'The connection broke before the answer arrived, so it is not known whether ServiceNow did the work. Look at the record before you run this again.',
	certificate:
		'The certificate of the instance is not trusted. If the instance uses a private certificate authority, give it to n8n with NODE_EXTRA_CA_CERTS, or fill in Certificates (not of a personal sign-in).',
};

/** Words of ServiceNow that tell more than the status. First match wins. */
const KNOWN_WORDS: Array<[pattern: RegExp, advice: string]> = [
	[
		/^Invalid table|\bTable \S{1,80} does not exist/i,
		'Check the table’s name: it is the technical name (incident, u_my_table), not the label.',
	],
	[
		/Missing required api access scope/i,
		'The token lacks the REST API auth scope. Add it to the Application Registry record, and to the Scope field of the credential.',
	],
	[/unscoped api is not allowed/i, `The ${unscoped('this API')}`],
	[/Data Policy/i, 'Fill in the fields that ServiceNow names.'],
	[/aborted by Business Rule/i, 'A business rule of the instance refused it. Ask the administrator what it demands.'],
	[
		/API level ACL/i,
		'An access rule closes this API to the signed-in user. Ask the administrator for the role it needs.',
	],
	[
		/does not represent any resource/i,
		'This API is not there: the path is wrong, or its plugin is not active on the instance.',
	],
	[CANCELLED, 'The request took longer than the instance allows. Ask for fewer records or fields at a time.'],
	[
		/Field\(s\) present in the query/i,
		'The query or sort order uses a field that the signed-in user may not read, or that does not exist.',
	],
];

/** The first words about a write of which nobody knows whether it was done. */
const UNDECIDED = 'It is not known whether ServiceNow did the work: it may have been done.';

/** What to do then, for which no reason of the failure matters. */
const LOOK = 'Look before you run this again, since that could do it twice.';

export function adviceFor(facts: FailureFacts): string {
	const { kind, message, detail, advice, trace } = facts;
	if (isUndecided(facts)) return [UNDECIDED, trace, advice ?? LOOK].filter(Boolean).join(' ');
	if (advice !== undefined) return advice;
	const words = `${message} ${detail ?? ''}`;
	return KNOWN_WORDS.find(([pattern]) => pattern.test(message) || pattern.test(words))?.[1] ?? ADVICE[kind];
}
