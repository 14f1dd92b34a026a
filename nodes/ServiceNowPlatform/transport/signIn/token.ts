import type { StoredToken } from './credentials';

const LONGEST_MARGIN = 60_000;
const SHARE_OF_LIFETIME = 0.2;

/** What this process knows of the newest token of each credential, where n8n itself does not keep the time (before 2.33). */
const issued = new Map<string, { accessToken: string; expiresAt: number }>();

/** Remembers a token that has just been issued. `since` is a moment before its request was sent, in milliseconds. */
export function noteIssued(key: string, token: StoredToken, since: number): void {
	if (token.lifetime === undefined) return;
	issued.set(key, { accessToken: token.accessToken, expiresAt: since + token.lifetime * 1000 });
}

/**
 * Whether a token is to be renewed now: within a minute of its end, or within the last fifth of a life shorter than five minutes.
 * A token whose end is not known is used until ServiceNow refuses it.
 */
export function isDue(key: string, token: StoredToken, now: number): boolean {
	const end = endOf(key, token);
	return end !== undefined && now >= end - margin(token.lifetime);
}

/** Whether a token has ended, as far as is known. */
export function isOver(key: string, token: StoredToken, now: number): boolean {
	const end = endOf(key, token);
	return end !== undefined && now >= end;
}

function endOf(key: string, token: StoredToken): number | undefined {
	const known = issued.get(key);
	return token.expiresAt ?? (known?.accessToken === token.accessToken ? known.expiresAt : undefined);
}

function margin(lifetime: number | undefined): number {
	return lifetime === undefined ? LONGEST_MARGIN : Math.min(LONGEST_MARGIN, lifetime * 1000 * SHARE_OF_LIFETIME);
}
