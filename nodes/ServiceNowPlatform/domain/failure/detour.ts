import type { FailureFacts } from './failure';
import { pageFacts, pageIn, redirectMessage } from './pages';

/** An answer to a sign-in. */
interface SignInAnswer {
	/** NaN where n8n does not pass it on. */
	status: number;
	body: unknown;
	/** The header of a redirect. */
	location?: string | undefined;
}

export type Detour = Pick<FailureFacts, 'kind' | 'message' | 'detail'>;

/**
 * Answers that say nothing about a sign-in, since ServiceNow has not come to look at it. `who` gave it in place of what was `wanted`.
 * The status of an outage counts more than the page that comes with it, which may well be titled "Login unavailable".
 */
export function detour(who: string, wanted: string, { status, body, location }: SignInAnswer): Detour | undefined {
	if (status === 429) return { kind: 'token-unavailable', message: `${who} limits requests at the moment` };
	if (status >= 300 && status < 400) return { kind: 'redirected', message: redirectMessage(who, location) };
	const page = pageIn(body);
	if (status >= 500 && page?.kind !== 'hibernating') {
		return { kind: 'token-unavailable', message: `${who} failed (status ${status})` };
	}
	if (page === undefined) return undefined;
	const facts = pageFacts(page, who, wanted);
	const place = page.kind === 'not-json' && Number.isFinite(status) ? ` (status ${status})` : '';
	return { ...facts, message: facts.message + place };
}
