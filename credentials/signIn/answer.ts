import { detour } from '../../nodes/ServiceNowPlatform/domain/failure/detour';
import { conceal } from '../../nodes/ServiceNowPlatform/domain/secrets/conceal';
import { SignInFailure } from './failure';

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

/** An answer in place of what was `wanted` that says nothing about the sign-in. `who` gave it: "The instance". */
export function detourFailure(who: string, wanted: string, answer: Answer): SignInFailure | undefined {
	const { status, headers, body, secrets } = answer;
	const astray = detour(who, wanted, { status, body, location: headers.location });
	if (astray === undefined) return undefined;
	const { kind, message, detail } = astray;
	const title = kind === 'not-json' && detail ? `${message}. ${detail.replace(/\.$/, '')}` : message;
	const seconds = Number(headers['retry-after']);
	return new SignInFailure(kind, conceal(title, secrets), undefined, seconds > 0 ? { retryAfter: seconds } : {});
}

/** The words of OAuth, or of the envelope that the REST APIs use. */
export function wordsOf({ body, secrets }: Answer): string {
	if (typeof body !== 'object' || body === null) return '';
	const { error, error_description } = body as Record<string, unknown>;
	const { message, detail } = (error ?? {}) as Record<string, unknown>;
	const words = [error, error_description, message, detail].filter((word) => typeof word === 'string' && word !== '');
	return conceal(words.join(', '), secrets);
}
