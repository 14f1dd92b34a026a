import { detour } from '../../domain/failure/detour';
import type { FailureFacts } from '../../domain/failure/failure';
import { isObject } from '../../domain/api/request';
import type { Link } from './causes';

type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'detail' | 'body' | 'advice'>;

const WHO = 'The token endpoint';
const ELSEWHERE = 'Check that the instance address is that of ServiceNow itself, and the token path under Advanced.';

/**
 * What the token endpoint said, as n8n's OAuth2 client hands it over: with its status or without. An answer that was cut off or is of
 * another form may hold a token that nobody knows yet: only words are shown of it.
 */
export function tokenAnswerFacts({ body, message, status, answered }: Link): Explanation {
	const { message: words, detail } = envelopeOf(body);
	const number = /rate limit|too many/i.test(words) ? 429 : Number(answered ?? status);
	if (words !== '' && number !== 429) {
		return { kind: 'sign-in', message: `ServiceNow did not issue a token: ${words}`, ...detail };
	}
	const text = isObject(body) ? '' : String(body ?? message ?? '');
	const astray = detour(WHO, 'a token', { status: number, body: text });
	if (astray !== undefined) return onDetour(astray, text);
	return isObject(body) ? refusal(body, String(message)) : tokenless(text, number);
}

/** ServiceNow refuses with {"error_description":"access_denied","error":"server_error"}, whatever the mistake. */
function refusal({ error, error_description }: Record<string, unknown>, message: string): Explanation {
	const said = Object.entries({ error, error_description }).filter(([, word]) => typeof word === 'string' && word);
	const reason = said.map(([, word]) => word).join(', ') || wordsOf(message) || 'its answer holds none';
	return { kind: 'sign-in', message: `ServiceNow did not issue a token: ${reason}`, body: Object.fromEntries(said) };
}

function onDetour(facts: Explanation, text: string): Explanation {
	if (facts.kind === 'token-unavailable') return { ...facts, detail: wordsOf(text) };
	if (facts.kind !== 'not-json') return facts;
	// Unlike a page in place of data, one in place of a token befalls every other request, too.
	return {
		...facts,
		kind: 'sign-in',
		advice: ELSEWHERE,
	};
}

function tokenless(text: string, status: number): Explanation {
	const where = Number.isFinite(status) ? ` (status ${status})` : '';
	return { kind: 'sign-in', message: `${WHO} gave no token${where}`, detail: wordsOf(text), advice: ELSEWHERE };
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
				'ServiceNow’s OAuth did not get to see the request. Check the instance address and the token path; the instance, or a gateway in front of it, may let nobody in from the address of n8n.',
		},
	};
}

/** The text, if it is in plain words: neither markup nor data, and nothing as long as a token. */
function wordsOf(text: string): string {
	return /[<>{}[\]"=]|\S{25}/.test(text) ? '' : text.slice(0, 300);
}
