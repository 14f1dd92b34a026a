import { OAUTH_CHECKS } from '../../nodes/ServiceNowPlatform/domain/failure/advice';
import { type Answer, detourFailure, wordsOf } from './answer';
import { SignInFailure } from './failure';

export type Grant = keyof typeof OAUTH_CHECKS;

/** Refusals that do not come from ServiceNow’s OAuth. */
const ELSEWHERE: Record<number, string> = {
	403: 'The instance lets nobody in from this address: ask its administrator about IP Address Access Control, and about a gateway in front of it.',
	404: 'There is no token endpoint at this address. Check the instance name, and the token path under Advanced.',
};

/** Why an answer of the token endpoint holds no token. */
export function refusal(grant: Grant, answer: Answer): SignInFailure {
	const { status } = answer;
	const said = wordsOf(answer);
	const astray =
		detourFailure('The token endpoint', 'a token', answer) ??
		(status < 300 && said === '' ? tokenless(answer) : undefined);
	if (astray !== undefined) return astray;
	const words = said || `status ${status}`;
	const advice = ELSEWHERE[status] ?? OAUTH_CHECKS[grant];
	return new SignInFailure('sign-in', `ServiceNow did not issue a token: ${words}`, advice);
}

/** An answer that means success and holds no token. */
function tokenless({ body }: Answer): SignInFailure {
	if (typeof body === 'string' && body.trimStart().startsWith('{')) {
		return new SignInFailure('token-unavailable', 'The answer of the token endpoint broke off');
	}
	return new SignInFailure(
		'sign-in',
		'The token endpoint answered without a token',
		'Something else answers there: check the instance address, and the token path under Advanced.',
	);
}
