import { conceal } from '../../nodes/ServiceNowPlatform/domain/secrets/conceal';
import { SignInFailure } from './failure';
import { UNAVAILABLE } from './network';

/** What the instance answered, of whatever kind. */
export interface Answer {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: unknown;
	/** What was sent and is nobody’s business, should the answer repeat it. */
	secrets: string[];
}

/** An answer of n8n’s request helper, asked for in full. */
export function answerOf(whole: unknown, secrets: string[]): Answer {
	const { statusCode, headers, body } = whole as { statusCode: number; headers: object; body: unknown };
	const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)] as const);
	return { status: statusCode, headers: Object.fromEntries(lower), body, secrets };
}

/** Answers that say nothing about the sign-in, since ServiceNow has not come to look at it. `who` answered: "The instance". */
export function detour(who: string, answer: Answer): SignInFailure | undefined {
	const { status, headers, body, secrets } = answer;
	if (status === 429) {
		const seconds = Number(headers['retry-after']);
		return new SignInFailure(
			'token-unavailable',
			`${who} limits requests at the moment`,
			UNAVAILABLE,
			seconds > 0 ? { retryAfter: seconds } : {},
		);
	}
	if (status >= 300 && status < 400) {
		const [target = ''] = (headers.location ?? '').split(/[?#]/);
		return new SignInFailure(
			'redirected',
			`${who} redirects to ${conceal(target, secrets) || 'another address'}`,
			'Enter the address to which it redirects, if that is your instance; single sign-on may stand in front of it. Secrets are never sent to another host.',
		);
	}
	if (typeof body === 'string' && /<html|<!doctype/i.test(body)) return page(who, answer, body);
	return status >= 500 ? outage(who, status) : undefined;
}

function outage(who: string, status: number): SignInFailure {
	return new SignInFailure('token-unavailable', `${who} failed (status ${status})`, UNAVAILABLE);
}

function page(who: string, { status, secrets }: Answer, html: string): SignInFailure {
	const title = /<title[^>]*>\s*([^<]*?)\s*<\/title>/i.exec(html)?.[1] ?? '';
	if (/hibernat|instance is (currently )?offline/i.test(title + html.slice(0, 4000))) {
		return new SignInFailure(
			'hibernating',
			'The ServiceNow instance is asleep',
			'Developer instances go to sleep when nobody uses them. Wake it up on developer.servicenow.com, wait until it is online, and try again.',
		);
	}
	if (/log ?in|sign ?in|sso|saml/i.test(title)) {
		return new SignInFailure(
			'login-page',
			`${who} answered with a login page`,
			'Single sign-on stands in front of it: check the instance address.',
		);
	}
	if (status >= 500) return outage(who, status);
	const name = title === '' ? '' : `, titled “${conceal(title, secrets)}”`;
	return new SignInFailure(
		'not-json',
		`${who} answered with a web page (status ${status})${name}`,
		'Check that the instance address is that of ServiceNow itself.',
	);
}

/** The words of OAuth, or of the envelope that the REST APIs use. */
export function wordsOf({ body, secrets }: Answer): string {
	if (typeof body !== 'object' || body === null) return '';
	const { error, error_description } = body as Record<string, unknown>;
	const { message, detail } = (error ?? {}) as Record<string, unknown>;
	const words = [error, error_description, message, detail].filter((word) => typeof word === 'string' && word !== '');
	return conceal(words.join(', '), secrets);
}
