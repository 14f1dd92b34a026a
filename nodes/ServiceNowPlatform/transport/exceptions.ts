import { ApiFailure, type FailureFacts } from '../domain/failure';
import { type ApiRequest, isObject } from '../domain/request';

/** The connection was never made: the request did not reach the instance. */
const NEVER_MADE = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH']);
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|EPROTO|ERR_SSL|ERR_TLS/;

/** A thrown error of n8n's helpers as an ApiFailure. These throw for the token request and for network trouble only, never for a status. */
export function failureOf(error: unknown, request?: ApiRequest): ApiFailure {
	if (error instanceof ApiFailure) return error;
	const place = request === undefined ? {} : { method: request.method, path: request.path };
	return new ApiFailure({ ...place, cause: error, ...explain(causes(error)) });
}

function explain(chain: Array<Record<string, unknown>>): Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body'> {
	const outermost = String(chain[0]?.message ?? 'Unknown failure');
	const signIn = chain.find(
		({ name, code, body }) =>
			name === 'AuthError' || code === 'EAUTH' || code === 'ESTATUS' || (isObject(body) && 'error' in body),
	);
	if (signIn !== undefined) return signInFailure(signIn);
	const code = chain.map((link) => link.code).find((value) => typeof value === 'string' && value !== '') as
		| string
		| undefined;
	if (/not connected|no refresh token|needs to be reconnected|sign without access token/i.test(outermost)) {
		return { kind: 'not-connected', message: outermost };
	}
	if (code !== undefined && NEVER_MADE.has(code))
		return { kind: 'unreachable', message: `The instance cannot be reached (${code})` };
	if (code !== undefined && CERTIFICATE.test(code))
		return { kind: 'certificate', message: `The connection is not secure (${code})` };
	if (code !== undefined) return { kind: 'lost', message: `The connection broke off (${code})`, detail: outermost };
	return { kind: 'lost', message: outermost };
}

/** What the token endpoint said: `{"error_description":"access_denied","error":"server_error"}`, or a page that is not JSON. */
function signInFailure({
	body,
	message,
	status,
}: Record<string, unknown>): Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body'> {
	if (isObject(body)) {
		const words = [body.error, body.error_description].filter((word) => typeof word === 'string' && word !== '');
		return {
			kind: 'sign-in',
			message: `ServiceNow did not issue a token: ${words.join(', ') || String(message)}`,
			body,
		};
	}
	const text = String(body ?? message ?? '');
	if (/hibernat/i.test(text))
		return {
			kind: 'hibernating',
			message: 'The ServiceNow instance is asleep',
			detail: 'The token endpoint answered with the hibernation page.',
		};
	const where = status === undefined ? '' : ` (status ${String(status)})`;
	return { kind: 'sign-in', message: `The token endpoint gave no token${where}`, detail: text.slice(0, 300) };
}

/** The error and everything that caused it, outermost first. */
function causes(error: unknown): Array<Record<string, unknown>> {
	const chain: Array<Record<string, unknown>> = [];
	for (let link = error; typeof link === 'object' && link !== null && chain.length < 10; ) {
		const { name, message, code, body, status, cause } = link as Record<string, unknown>;
		chain.push({ name, message, code, body, status });
		link = cause;
	}
	return chain;
}
