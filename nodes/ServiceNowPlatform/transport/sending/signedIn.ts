import { ApiFailure, expected } from '../../domain/failure/failure';
import type { ApiRequest } from '../../domain/api/request';
import { secretsOf, withoutSecrets } from '../../domain/secrets/secrets';
import { firstAlone } from '../signIn/firstAlone';
import { freshToken, renew } from '../signIn/renewal';
import { strategyOf } from '../signIn/strategy';
import type { Line, Send } from './line';

/**
 * Sends with a valid sign-in. The token is renewed before its end; should ServiceNow refuse it all the same, it is renewed once and the
 * request sent once more. No failure repeats a secret, whoever put it into its words.
 */
export function signedIn<Result>(send: Send<Result>): Send<Result> {
	return async function sendSignedIn(line, request) {
		const { context, account } = line;
		if (strategyOf(account) === undefined) {
			return await concealed(line, await firstAlone(account, async () => await send(line, request)));
		}
		const token = await freshToken(context, account).catch((error) => expected(error, ApiFailure));
		if (token instanceof ApiFailure) return await concealed(line, token);
		const first = await send(line, request);
		const isRefused = first instanceof ApiFailure && first.kind === 'unauthenticated';
		const answer = isRefused ? await sendRenewed(line, request, send, { refusal: first, token }) : first;
		return await concealed(line, answer, token?.accessToken);
	};
}

interface Refused {
	refusal: ApiFailure;
	token: { accessToken: string } | undefined;
}

/** Once more with a new token. Where there is none, the reason for that is the one to tell. */
async function sendRenewed<Result>(
	line: Line,
	request: ApiRequest,
	send: Send<Result>,
	{ refusal, token }: Refused,
): Promise<Result | ApiFailure> {
	const trouble = await renew(line.context, line.account, token?.accessToken).catch((error) =>
		expected(error, ApiFailure),
	);
	if (!(trouble instanceof ApiFailure)) return await send(line, request);
	const { facts } = trouble;
	return new ApiFailure({ ...refusal.facts, ...facts, detail: facts.detail ?? refusal.facts.message });
}

/** `used` is the token that was sent, which the credential may hold no more when it is over. */
async function concealed<Result>(
	{ context, account }: Line,
	answer: Result | ApiFailure,
	used?: string,
): Promise<Result | ApiFailure> {
	if (!(answer instanceof ApiFailure)) return answer;
	const secrets = secretsOf(await context.getCredentials(account.type));
	return withoutSecrets(answer, used === undefined ? secrets : [...secrets, used]);
}
