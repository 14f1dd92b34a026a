import type { FailureFacts } from '../domain/failure';
import { isObject } from '../domain/request';
import type { Link } from './causes';

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body'>;

/** What the token endpoint said, as n8n's OAuth2 client hands it over: with its status or without. */
export function tokenAnswerFacts({ body, message, status, answered }: Link): Explanation {
	const number = Number(answered ?? status);
	if (number === 429 || limitsRequests(body)) {
		return { kind: 'token-unavailable', message: 'The instance limits requests to its token endpoint at the moment' };
	}
	// ServiceNow refuses with {"error_description":"access_denied","error":"server_error"}, whatever the mistake.
	if (isObject(body) && !(number >= 500)) {
		const words = [body.error, body.error_description].filter((word) => typeof word === 'string' && word !== '');
		return {
			kind: 'sign-in',
			message: `ServiceNow did not issue a token: ${words.join(', ') || String(message)}`,
			body,
		};
	}
	return pageFacts(String(isObject(body) ? '' : (body ?? message ?? '')), number);
}

function pageFacts(text: string, status: number): Explanation {
	const title = /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(text)?.[1] ?? '';
	const where = Number.isFinite(status) ? ` (status ${status})` : '';
	if (/hibernat|instance is (currently )?offline/i.test(text)) {
		return {
			kind: 'hibernating',
			message: 'The ServiceNow instance is asleep',
			detail: 'The token endpoint answered with the hibernation page.',
		};
	}
	if (status >= 500) {
		return {
			kind: 'token-unavailable',
			message: `The token endpoint of the instance failed${where}`,
			detail: text.slice(0, 300),
		};
	}
	if (/log ?in|sign ?in|sso|saml/i.test(title)) {
		return { kind: 'login-page', message: 'The token endpoint answered with a login page' };
	}
	if (status >= 300 && status < 400) {
		return { kind: 'redirected', message: `The token endpoint redirects to another address${where}` };
	}
	return { kind: 'sign-in', message: `The token endpoint gave no token${where}`, detail: text.slice(0, 300) };
}

/** The envelope of the REST APIs, in which a rate limit comes; n8n's client does not pass on its status. */
function limitsRequests(body: unknown): boolean {
	const error = isObject(body) ? body.error : undefined;
	return isObject(error) && /rate limit|too many/i.test(String(error.message));
}
