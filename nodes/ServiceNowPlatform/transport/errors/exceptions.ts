import { ApiFailure, type FailureFacts } from '../../domain/failure/failure';
import { named, networkTrouble, type Trouble } from '../../domain/failure/network';
import { type ApiRequest, isObject } from '../../domain/api/request';
import { causes, type Link } from './causes';
import { tokenAnswerFacts } from './tokenAnswer';

const LOST: Trouble = { kind: 'lost', title: 'The connection broke off' };

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body' | 'advice' | 'retryAfter'>;

/**
 * A thrown error of n8n's helpers as an ApiFailure. These throw for the token request and for network trouble only, never for a
 * status. Of the error itself nothing is kept: it holds the request with its token, and the agent with its private key.
 */
export function failureOf(error: unknown, request?: ApiRequest): ApiFailure {
	const place = request === undefined ? {} : { method: request.method, path: request.path };
	if (error instanceof ApiFailure) {
		return request !== undefined && error.facts.method === undefined
			? new ApiFailure({ ...place, ...error.facts })
			: error;
	}
	return new ApiFailure({ ...place, ...explain(causes(error)) });
}

/** The same for an error of a token request. Since nothing else has been sent yet, nothing can have been lost. */
export function tokenFailureOf(error: unknown): ApiFailure {
	const failure = failureOf(error);
	// Unlike a page in place of data, one in place of a token befalls every other request, too.
	if (failure.kind === 'not-json') return new ApiFailure({ ...failure.facts, kind: 'sign-in' });
	if (failure.kind !== 'lost') return failure;
	return new ApiFailure({ ...failure.facts, kind: 'token-unavailable', message: `No token: ${failure.message}` });
}

function explain(chain: Link[]): Explanation {
	const outermost = String(chain[0]?.message ?? 'Unknown failure');
	const own = chain.map(signInFacts).find((facts) => facts !== undefined);
	if (own !== undefined) return own;
	const answer = chain.find(isTokenAnswer);
	if (answer !== undefined) return tokenAnswerFacts(answer);
	// n8n 1 asserts what newer ones say.
	if (outermost === 'refreshToken is required') return { kind: 'not-connected', message: 'No refresh token' };
	if (/not connected|no refresh token|needs to be reconnected|sign without access token/i.test(outermost)) {
		return { kind: 'not-connected', message: outermost };
	}
	return networkFacts(textOf(chain, 'code'), innermost(chain) || outermost, textOf(chain, 'description'));
}

/** What the outermost says that says anything. */
function textOf(chain: Link[], property: 'code' | 'description'): string {
	return String(chain.find((link) => typeof link[property] === 'string')?.[property] ?? '');
}

/** Trouble of the network, by Node's code for it and the first words about it. */
function networkFacts(code: string, words: string, description: string): Explanation {
	const trouble = networkTrouble(code, words) ?? LOST;
	// Without a code nothing says more than the words themselves.
	if (trouble === LOST && code === '') return { kind: 'lost', message: words };
	return {
		kind: trouble.kind,
		message: named(trouble.title) + (code === '' ? '' : ` (${code})`),
		detail: trouble.kind === 'blocked' ? `${words}. ${description}`.trim() : words,
		...(trouble.advice === undefined ? {} : { advice: named(trouble.advice) }),
	};
}

/** What was said first; some errors, such as those that gather several, say nothing. */
function innermost(chain: Link[]): string {
	return chain.reduceRight((said, { message }) => said || String(message ?? ''), '');
}

function isTokenAnswer({ name, code, body, answered }: Link): boolean {
	if (name === 'AuthError' || code === 'EAUTH' || code === 'ESTATUS') return true;
	return answered !== undefined || (isObject(body) && 'error' in body);
}

/** Thrown by the code of this package's own credentials, which knows best. */
function signInFacts({ context }: Link): Explanation | undefined {
	const facts = isObject(context) ? context.signIn : undefined;
	if (!isObject(facts)) return undefined;
	const { kind, title, advice, retryAfter, networkCode } = facts;
	return {
		kind: kind as FailureFacts['kind'],
		message: networkCode === undefined ? String(title) : `${String(title)} (${String(networkCode)})`,
		advice: String(advice),
		...(typeof retryAfter === 'number' ? { retryAfter } : {}),
	};
}
