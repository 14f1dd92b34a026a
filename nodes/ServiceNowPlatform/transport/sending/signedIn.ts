import { ApiFailure, expected } from '../../domain/failure/failure';
import type { ApiRequest } from '../../domain/api/request';
import { secretsOf, withoutSecrets } from '../../domain/secrets/secrets';
import type { Account } from '../signIn/credentials';
import { firstAlone } from '../signIn/firstAlone';
import { freshToken, renew } from '../signIn/renewal';
import { strategyOf } from '../signIn/strategy';
import { BATCH_PATH } from './batch';
import type { Line, Send } from './line';

/**
 * Sends with a valid sign-in. The token is renewed before its end; should ServiceNow refuse it all the same, it is renewed once and the
 * request sent once more. No failure repeats a secret, whoever put it into its words.
 */
export function signedIn<Result>(send: Send<Result>): Send<Result> {
	return async function sendSignedIn(line, request) {
		const { account } = line;
		const known = request.path === BATCH_PATH ? batchRefusals.get(account) : undefined;
		if (known !== undefined) return known;
		if (strategyOf(account) === undefined) return noted(line, request, await sendAsItIs(line, request, send));
		const token = await freshToken(line.context, account).catch((error) => expected(error, ApiFailure));
		if (token instanceof ApiFailure) return await concealed(line, token);
		const first = await send(line, request);
		const answer = isRefusal(first) ? await sendRenewed(line, request, send, { refusal: first, token }) : first;
		return noted(line, request, await concealed(line, answer, token?.accessToken));
	};
}

function isRefusal(answer: unknown): answer is ApiFailure {
	return answer instanceof ApiFailure && answer.kind === 'unauthenticated';
}

/** Per execution: the Batch API may be closed to a sign-in that other APIs take. Its refusal stands for Batch calls, and for nothing else. */
const batchRefusals = new WeakMap<Account, ApiFailure>();

function noted<Answer>({ account }: Line, { path }: ApiRequest, answer: Answer): Answer {
	if (path === BATCH_PATH && isRefusal(answer)) batchRefusals.set(account, answer);
	return answer;
}

async function sendAsItIs<Result>(line: Line, request: ApiRequest, send: Send<Result>): Promise<Result | ApiFailure> {
	const isConclusive = request.path !== BATCH_PATH;
	const answer = await firstAlone(
		line.account,
		async () => {
			// Those who waited for another Batch call need not be refused once more.
			const known = isConclusive ? undefined : batchRefusals.get(line.account);
			if (known !== undefined) return known;
			return noted(line, request, await send(line, request));
		},
		{ isConclusive },
	);
	return await concealed(line, answer);
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
