import { randomBytes } from 'node:crypto';

const COOKIE = 'glide_user_session';

export interface BrowserSession {
	user: string;
	/** Travels in the consent form, so that no other site can press Allow. */
	formToken: string;
	/** Has to come with every API call that the cookie alone signs in. */
	userToken: string;
}

/** People signed in on the login page. */
export interface BrowserSessions {
	/** Signs a user in; the answer is the cookie to set. */
	open(user: string): string;
	find(cookieHeader: string | undefined): BrowserSession | undefined;
	clear(): void;
}

export function createBrowserSessions(): BrowserSessions {
	const sessions = new Map<string, BrowserSession>();
	return {
		open(user) {
			const id = randomBytes(24).toString('base64url');
			const [formToken, userToken] = [randomBytes(24).toString('base64url'), randomBytes(36).toString('hex')];
			sessions.set(id, { user, formToken, userToken });
			return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`;
		},
		find(cookieHeader = '') {
			const values = cookieHeader.split(/;\s*/).map((pair) => pair.split('='));
			const id = values.find(([name]) => name === COOKIE)?.[1];
			return id === undefined ? undefined : sessions.get(id);
		},
		clear: () => sessions.clear(),
	};
}
