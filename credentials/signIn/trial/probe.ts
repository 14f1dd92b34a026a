import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { SECOND_FACTOR } from '../../../nodes/ServiceNowPlatform/domain/failure/advice';
import { addressOf } from '../address';
import { type Answer, answerOf, detourFailure, wordsOf } from '../answer';
import { networkFailure, SignInFailure } from '../failure';
import type { Send } from '../tokenRequest';
import { TEST_PATH, TEST_QUERY } from './check';

const TIMEOUT_SECONDS = 30;

/** The request by which the sign-in is tried, before it is signed. */
export function probeRequest(instance: unknown): IHttpRequestOptions {
	const url = addressOf(instance, TEST_PATH, TEST_PATH);
	return { method: 'GET', url, qs: TEST_QUERY, headers: { Accept: 'application/json' } };
}

/** What to check after a 401, by the way of signing in: what is wrong most often comes first. */
const CHECKS: Record<string, string> = {
	apiKey:
		'Check, in this order: (1) the key, which must be active and not expired; (2) a REST API access policy for the Table API, with an inbound authentication profile of type API key (header x-sn-apikey): without one ServiceNow answers as if the key were wrong; (3) the key’s user is active and not locked out.',
	basic:
		'Check, in this order: (1) user name and password, by logging in with them; (2) the user is active, not locked out, and need not reset the password; (3) the user may use Basic: some instances restrict it to the role snc_basic_auth_api_access and to users that are web service access only; (4) the user signs in without MFA or single sign-on. Refused passwords are not sent again, since that would lock the account.',
	certificate:
		'Check that the certificate is mapped to an active user (Certificate Based Authentication → User to Certificate Mappings), that ServiceNow knows its authority, and that the plugin com.glide.auth.mutual is active. n8n before 2.20 sends no certificate of a credential.',
};

/**
 * Sends a request that is signed already, and tells in full what is wrong with the sign-in: the rules of a credential test can only
 * compare single words of an answer, and of network trouble n8n shows no more than its code. What the user may read is not judged.
 *
 * @throws SignInFailure
 */
export async function probe(
	send: Send,
	{ method, apiKey, password, username }: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): Promise<void> {
	const whole: unknown = await send({
		...request,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: TIMEOUT_SECONDS * 1000,
	}).catch((error: unknown) => networkFailure(error, 'trying the sign-in', new URL(request.url).host, TIMEOUT_SECONDS));
	// The limits for HTTP Request nodes bar only requests of a credential's own; the test itself is let through.
	if (whole instanceof SignInFailure && whole.facts.kind === 'blocked') return;
	if (whole instanceof SignInFailure) throw whole;
	const secrets = [apiKey, password, `${String(username)}:${String(password)}`].map(String);
	const failure = judge(String(method), answerOf(whole, secrets));
	if (failure !== undefined) throw failure;
}

function judge(method: string, answer: Answer): SignInFailure | undefined {
	const { status, headers } = answer;
	if (status === 401) {
		const said = wordsOf(answer) || `status ${status}`;
		const advice = headers['x-mfa_token'] === undefined ? CHECKS[method] : SECOND_FACTOR;
		return new SignInFailure('sign-in', `ServiceNow refused the sign-in: ${said}`, String(advice));
	}
	return detourFailure('The instance', 'data', answer);
}
