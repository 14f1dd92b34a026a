import { ApiFailure, type FailureFacts } from '../domain/failure';
import { type ApiRequest, isObject } from '../domain/request';
import { tokenAnswerFacts } from './tokenAnswer';

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body' | 'advice' | 'retryAfter'>;
type Link = Record<string, unknown>;

/** The connection was never made: the request did not reach the instance. */
const NEVER_MADE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/;
const HANDSHAKE = /EPROTO|ERR_SSL/;
/** OpenSSL's own words, when it cannot use what the credential gives it. */
const UNUSABLE = /ERR_OSSL|routines:/;

/**
 * A thrown error of n8n's helpers as an ApiFailure. These throw for the token request and for network trouble only, never for a
 * status. Of the error itself nothing is kept: it holds the request with its token, and the agent with its private key.
 */
export function failureOf(error: unknown, request?: ApiRequest): ApiFailure {
	if (error instanceof ApiFailure) return error;
	const place = request === undefined ? {} : { method: request.method, path: request.path };
	return new ApiFailure({ ...place, ...explain(causes(error)) });
}

/** The same for an error of a token request. Since nothing else has been sent yet, nothing can have been lost. */
export function tokenFailureOf(error: unknown): ApiFailure {
	const failure = failureOf(error);
	if (failure.kind !== 'lost') return failure;
	return new ApiFailure({ ...failure.facts, kind: 'token-unavailable', message: `No token: ${failure.message}` });
}

function explain(chain: Link[]): Explanation {
	const outermost = String(chain[0]?.message ?? 'Unknown failure');
	const own = chain.find(({ name }) => name === 'ServiceNowSignInFailure');
	if (own !== undefined) return ownFacts(own);
	const answer = chain.find(
		({ name, code, body, answered }) =>
			name === 'AuthError' ||
			code === 'EAUTH' ||
			code === 'ESTATUS' ||
			(isObject(body) && 'error' in body) ||
			answered !== undefined,
	);
	if (answer !== undefined) return tokenAnswerFacts(answer);
	if (/not connected|no refresh token|needs to be reconnected|sign without access token/i.test(outermost)) {
		return { kind: 'not-connected', message: outermost };
	}
	const code = chain.map((link) => link.code).find((value) => typeof value === 'string' && value !== '');
	return networkFacts(typeof code === 'string' ? code : '', outermost);
}

function networkFacts(code: string, detail: string): Explanation {
	if (NEVER_MADE.has(code)) return { kind: 'unreachable', message: `The instance cannot be reached (${code})` };
	if (HANDSHAKE.test(code)) {
		return {
			kind: 'certificate',
			message: `The instance does not speak HTTPS as expected (${code})`,
			advice:
				'Check the address and port of the instance. If it asks for client certificates, use the Service OAuth2 or API credential and fill in Certificates.',
		};
	}
	if (UNUSABLE.test(code) || UNUSABLE.test(detail)) {
		return {
			kind: 'certificate',
			message: 'The certificates of the credential cannot be used',
			detail,
			advice:
				'Check Certificates in the credential: client certificate and key belong together, the passphrase opens the key, and each is whole.',
		};
	}
	if (CERTIFICATE.test(code))
		return { kind: 'certificate', message: `The certificate of the instance cannot be trusted (${code})` };
	if (code === '') return { kind: 'lost', message: detail };
	return { kind: 'lost', message: `The connection broke off (${code})`, detail };
}

/** Thrown by the code of this package's own credentials, which knows best. */
function ownFacts({ kind, title, advice, retryAfter, networkCode }: Link): Explanation {
	return {
		kind: kind as FailureFacts['kind'],
		message: networkCode === undefined ? String(title) : `${String(title)} (${String(networkCode)})`,
		advice: String(advice),
		...(typeof retryAfter === 'number' ? { retryAfter } : {}),
	};
}

/** The error and everything that caused it, outermost first. */
function causes(error: unknown): Link[] {
	const chain: Link[] = [];
	for (let link = error; typeof link === 'object' && link !== null && chain.length < 10; ) {
		const { cause, response, ...rest } = facetsOf(link as Link);
		const answered = isObject(response) ? { answered: response.status, body: response.data } : {};
		chain.push({ ...rest, ...answered });
		link = cause;
	}
	return chain;
}

function facetsOf(link: Link): Link {
	const { name, message, code, body, status, cause, response, kind, title, advice, retryAfter, networkCode } = link;
	return { name, message, code, body, status, cause, response, kind, title, advice, retryAfter, networkCode };
}
