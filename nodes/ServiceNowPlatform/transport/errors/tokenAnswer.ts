import type { FailureFacts } from '../../domain/api/failure';
import { isObject } from '../../domain/api/request';
import type { Link } from './causes';

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body' | 'advice'>;

const BUSY: Explanation = { kind: 'token-unavailable', message: 'The token endpoint limits requests at the moment' };

/**
 * What the token endpoint said, as n8n's OAuth2 client hands it over: with its status or without. An answer that was cut off or is of
 * another form may hold a token that nobody knows yet: only words are shown of it.
 */
export function tokenAnswerFacts({ body, message, status, answered }: Link): Explanation {
	const number = Number(answered ?? status);
	const { message: words, detail } = envelopeOf(body);
	if (number === 429 || /rate limit|too many/i.test(words)) return BUSY;
	if (words !== '') return { kind: 'sign-in', message: `ServiceNow did not issue a token: ${words}`, ...detail };
	// ServiceNow refuses with {"error_description":"access_denied","error":"server_error"}, whatever the mistake.
	if (isObject(body) && !(number >= 500)) {
		const { error, error_description } = body;
		const said = Object.entries({ error, error_description }).filter(([, word]) => typeof word === 'string' && word);
		const reason = said.map(([, word]) => word).join(', ') || wordsOf(String(message)) || 'its answer holds none';
		return { kind: 'sign-in', message: `ServiceNow did not issue a token: ${reason}`, body: Object.fromEntries(said) };
	}
	return pageFacts(String(isObject(body) ? '' : (body ?? message ?? '')), number);
}

/** The envelope of the REST APIs comes where OAuth was not even reached; n8n's client does not pass on its status. */
function envelopeOf(body: unknown): { message: string; detail: Pick<Explanation, 'detail' | 'advice'> } {
	const error = isObject(body) ? body.error : undefined;
	if (!isObject(error)) return { message: '', detail: {} };
	return {
		message: typeof error.message === 'string' ? error.message : '',
		detail: {
			...(typeof error.detail === 'string' ? { detail: error.detail } : {}),
			advice:
				'ServiceNow’s OAuth did not come to see the request. Check the instance address and the token path; the instance, or a gateway in front of it, may let nobody in from the address of n8n.',
		},
	};
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
		return { kind: 'token-unavailable', message: `The token endpoint failed${where}`, detail: wordsOf(text) };
	}
	if (status >= 300 && status < 400) {
		return { kind: 'redirected', message: `The token endpoint redirects to another address${where}` };
	}
	if (/log ?in|sign ?in|sso|saml/i.test(title)) {
		return { kind: 'login-page', message: 'The token endpoint answered with a login page' };
	}
	if (/<html|<!doctype/i.test(text)) {
		return {
			kind: 'sign-in',
			message: `The token endpoint answered with a web page${where}`,
			...(title === '' ? {} : { detail: `The page is titled “${title}”.` }),
			advice: 'Check that the instance address is that of ServiceNow itself, and the token path under Advanced.',
		};
	}
	return { kind: 'sign-in', message: `The token endpoint gave no token${where}`, detail: wordsOf(text) };
}

/** The text, if it is in plain words: neither markup nor data, and nothing as long as a token. */
function wordsOf(text: string): string {
	return /[<>{}[\]"=]|\S{25}/.test(text) ? '' : text.slice(0, 300);
}
